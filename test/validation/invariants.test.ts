import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { CASES } from './cases.js';
import { fabrics } from './invariants/fabrics.js';
import { findings } from './invariants/findings.js';
import { money } from './invariants/money.js';
import { plans } from './invariants/plans.js';
import { queues } from './invariants/queues.js';
import type { Holds } from './invariants/runs.js';
import { scaling } from './invariants/scaling.js';
import { work } from './invariants/work.js';
import { Inputs } from './support/inputs.js';

/** What holds an invariant: properties run here, tests that stand elsewhere (file, title), and what of it has no model. */
interface Held {
  readonly here?: readonly Holds[];
  readonly elsewhere?: readonly (readonly [file: string, title: string])[];
  readonly notModelled?: string;
}

const THERMAL = 'simulation/thermal/invariants.test.ts';
const PATH = 'simulation/electrical/path.test.ts';
const ERLANG = 'simulation/serving/erlang.test.ts';
const CURVE = 'simulation/serving/curve.test.ts';
const OPERATION = 'simulation/operation/operation.test.ts';

const UNLOADED = 'H01, H05: power is finite and never negative, also without load';
const BALANCES = 'H02, H03, H04: power is the sum of its parts, heat out is heat in, shares add to one';
const LOSSES = 'H05, H06, H10: losses are finite, never negative, and grow with load';

/** Every invariant of the published set, by its id. */
const invariants: Readonly<Record<string, Held>> = {
  'H01-pue-ge-1': { here: [plans.pueAboveOne], elsewhere: [[THERMAL, UNLOADED]] },
  'H02-energy-balance': {
    here: [plans.energyBalance],
    elsewhere: [
      [THERMAL, BALANCES],
      [PATH, 'H02: hourly losses are the sum of their parts'],
    ],
  },
  'H03-heat-balance': {
    elsewhere: [[THERMAL, BALANCES]],
    notModelled: 'no heat is exported: the term for it is zero',
  },
  'H04-liquid-air-split': { elsewhere: [[THERMAL, BALANCES]] },
  'H05-zero-load': {
    here: [plans.nothingBeforeOpening],
    elsewhere: [
      [THERMAL, UNLOADED],
      [PATH, LOSSES],
    ],
  },
  'H06-facility-monotone-in-it': {
    elsewhere: [
      [THERMAL, 'H06: power does not fall as the load rises'],
      [PATH, LOSSES],
    ],
  },
  'H07-overhead-per-it-falls': {
    elsewhere: [
      [THERMAL, 'H07: overhead per IT does not rise with load without square terms'],
      [PATH, 'H07: loss per IT falls with load without square terms'],
    ],
  },
  'H08-weather-monotone': { elsewhere: [[THERMAL, 'H08: power does not fall as the outside gets warmer']] },
  'H09-warmer-setpoint': {
    here: [plans.freeCoolingByWarmth],
    elsewhere: [[THERMAL, 'H09: a warmer supply never loses hours of free cooling']],
  },
  'H10-ups-efficiency-range': { elsewhere: [[PATH, LOSSES]] },
  'H11-efficiency-chain': { elsewhere: [[PATH, 'H11: the chain is worse than its weakest stage']] },
  'H12-carnot': { elsewhere: [[THERMAL, 'H12: no chiller passes Carnot']] },
  'H13-contract-cap': { here: [plans.overCapacityFlagged] },
  'H14-aggregate-peak': { here: [money.peaksOfSums, plans.peaksOfCampuses] },
  'H15-load-factor': { here: [plans.loadFactors] },
  'H16-diversity-monotone': { here: [money.peaksOfSums, plans.peaksOfCampuses] },
  'H17-bill-components': { here: [money.billComponents] },
  'H18-bill-monotone': {
    here: [money.billMonotone],
    notModelled:
      'take-or-pay charges the mean price of what is taken: with hourly prices, a cheap hour more may cost less',
  },
  'H19-ratchet-ge-plain': { here: [money.ratchetNeverLowers] },
  'H20-bisection-bound': { here: [fabrics.bisectionBound] },
  'H21-oversub-scales': { here: [fabrics.oversubscriptionDivides] },
  'H22-port-conservation': { here: [fabrics.portsConserved] },
  'H23-switches-monotone': { here: [fabrics.countsGrow] },
  'H24-spine-divisibility': { here: [fabrics.spinesDivide] },
  'H25-utilisation-lt-1': { here: [queues.neverNegative] },
  'H26-queue-blow-up': { elsewhere: [[ERLANG, 'H26: waits rise with load beyond any bound']] },
  'H27-littles-law': { here: [queues.littlesLaw], notModelled: 'queues are formulas: no queue is simulated by events' },
  'H28-pooling': { elsewhere: [[ERLANG, 'H28: pooling never waits longer']] },
  'H29-erlang-order': {
    here: [queues.tableOrdered],
    elsewhere: [[ERLANG, 'H25, H29: blocking is below waiting, both fall with servers and rise with load']],
  },
  'H30-mg1-linearity': { here: [queues.linearInVariability] },
  'H31-roofline-floor': {
    here: [work.measuredAboveRoofline],
    elsewhere: [['simulation/serving/fit.test.ts', 'H31: no carried-over step beats the roofline']],
  },
  'H32-throughput-latency': { elsewhere: [[CURVE, 'H32: tokens/s is concurrency over time per token']] },
  'H33-batch-monotone': { elsewhere: [[CURVE, 'H33: both time per token and tokens/s rise with the batch']] },
  'H34-memory-fit': {
    here: [work.fitsIntoMemory],
    elsewhere: [[CURVE, 'H34: what does not fit is not served']],
    notModelled: 'the memory of training: optimizers and activations',
  },
  'H35-mfu-range': { here: [work.mfuInRange], notModelled: 'recomputed work is not counted, so there is no HFU' },
  'H36-training-work': { here: [work.workOfTraining] },
  'H37-capex-nonneg': { here: [money.costsScale, scaling.pricesScale] },
  'H38-npv-discount': { here: [money.discounting] },
  'H39-annuity-roundtrip': {
    elsewhere: [['simulation/economics/annuity.test.ts', 'an annuity over its own life repays the price exactly']],
    notModelled: 'no internal rate of return is reckoned',
  },
  'H40-units': {
    here: [scaling.unitsDoNotMatter],
    elsewhere: [['semantics/units/resolve.test.ts', 'converts there and back']],
  },
  'H41-time-step': {
    here: [money.quarterHours],
    notModelled: 'the step is an hour; quarter-hours are a factor on it',
  },
  'H42-retrofit-time': {
    here: [plans.nothingBeforeOpening],
    elsewhere: [[OPERATION, 'H42: nothing runs before it is built, and a refresh changes what stands there']],
  },
  'H43-determinism': {
    elsewhere: [
      [OPERATION, 'H43: years may be run in any order'],
      ['fit/determinism.test.ts', 'in workspaces of their own, and warm in another order'],
      ['fit/determinism.test.ts', 'a file in another order is the same plan: its hash, its numbers, its findings'],
    ],
  },
  'H44-mismatch-antisymmetry': { here: [findings.widerIsNeverCleared] },
};

const root = new URL('../../', import.meta.url);
const cases = fileURLToPath(new URL(CASES, root));
const present = existsSync(cases);
if (!present) console.log(`the list of invariants is not checked: there is no ${CASES} beside this repository`);

describe('the table', () => {
  it.skipIf(!present)('names every published invariant', () => {
    const published = new Inputs(parse(readFileSync(cases, 'utf8')), CASES)
      .list('invariants')
      .map((each) => each.text('id'));
    expect(Object.keys(invariants)).toEqual(published);
  });

  it('holds each of them, or says why not', () => {
    const empty = ({ here = [], elsewhere = [], notModelled = '' }: Held): boolean =>
      here.length + elsewhere.length === 0 && notModelled === '';
    expect(Object.entries(invariants).filter(([, held]) => empty(held))).toEqual([]);
  });

  it('names every property once or more', () => {
    const named = new Set(Object.values(invariants).flatMap(({ here = [] }) => here));
    const all = [fabrics, findings, money, plans, queues, scaling, work].flatMap((each): Holds[] =>
      Object.values(each),
    );
    expect(all.filter((each) => !named.has(each))).toEqual([]);
  });
});

/** Ids by the property, so that a property which holds several runs once. */
const byProperty = new Map<Holds, string[]>();
for (const [id, { here = [] }] of Object.entries(invariants))
  for (const holds of here) byProperty.set(holds, [...(byProperty.get(holds) ?? []), id]);

describe('held here', () => {
  test.each([...byProperty].map(([holds, ids]) => [ids.join(', '), holds.name, holds] as const))(
    '%s: %s',
    (_ids, _name, holds) => {
      holds();
    },
  );
});

describe('held elsewhere', () => {
  const places = Object.entries(invariants).flatMap(([id, { elsewhere = [] }]) =>
    elsewhere.map(([file, title]) => [id, file, title] as const),
  );

  test.each(places)('%s: %s', (_id, file, title) => {
    const text = readFileSync(new URL(`test/${file}`, root), 'utf8');
    expect(text).toMatch(new RegExp(`^ *(test|it)\\('${title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}',`, 'm'));
  });
});
