/** What of an invariant no model covers, by its id. */
export const gaps: ReadonlyMap<string, string> = new Map([
  ['H03-heat-balance', 'no heat is exported: the term for it is zero'],
  [
    'H18-bill-monotone',
    'take-or-pay charges the mean price of what is taken: with hourly prices, a cheap hour more may cost less',
  ],
  ['H27-littles-law', 'the simulation’s queues are formulas: the queue that is replayed by events is the test’s own'],
  ['H34-memory-fit', 'activations and optimizer states of training'],
  ['H35-mfu-range', 'recomputed work is not counted, so there is no HFU'],
  ['H39-annuity-roundtrip', 'no internal rate of return is reckoned'],
  ['H41-time-step', 'the step is an hour; quarter-hours are a factor on it'],
]);
