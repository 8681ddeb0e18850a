import fc from 'fast-check';
import { entries, members, now, oneOf, stated } from './random-parts.js';

const extremeTerms = members(
  now(3, stated('minimumDemand', ['0 %', '85 %', '100 %'])),
  now(3, stated('takeOrPay', ['0 %', '60 %', '100 %'])),
  now(3, stated('ratchet', ['0 %', '80 %', '100 %'])),
  now(
    4,
    stated('demandCharge', ['0 USD/kW/month', '900 USD/kW/month', '{ 2027: 5 USD/kW/month, 2028: 50 USD/kW/month }']),
  ),
  now(5, stated('coincidentCharge', ['60 USD/kW/year', '9_000 USD/kW/year'])),
  now(6, stated('coincidentHours', ['1', '100'])),
  now(5, stated('resale', ['20 USD/MWh', '900 USD/MWh'])),
  now(6, stated('fixedCharge', ['1_000_000 USD/month'])),
  now(6, stated('minimumBill', ['90_000_000 USD/year'])),
  now(4, stated('rampRate', ['0 MW/min', '0.001 MW/min', '5 MW/min', '900 MW/min'])),
  now(5, stated('firm', ['0 %', '50 %'])),
  now(5, stated('interruptibleHours', ['0 h', '100 h', '8_760 h'])),
  now(5, stated('interruptibleCredit', ['10 USD/kW/month', '900 USD/kW/month'])),
  now(5, stated('carbon', ['0 g/kWh', '400 g/kWh'])),
  now(6, stated('powerFactor', ['50 %', '100 %'])),
  now(6, stated('energy', ['0 USD/MWh', '-20 USD/MWh', '60 USD/MWh', '9_000 USD/MWh', '30 USD/MWh .. 70 USD/MWh'])),
  now(8, stated('adder', ['40 USD/MWh'])),
  now(10, stated('dearest100Price', ['0 USD/MWh', '9_000 USD/MWh'])),
  now(10, stated('dearest100Share', ['0 %', '100 %'])),
  now(10, stated('maximumPrice', ['0 USD/MWh', '90_000 USD/MWh'])),
  now(
    10,
    stated('priceShape', [
      '[[1 USD/MWh]]',
      `[${Array.from({ length: 12 }, () => `[${Array.from({ length: 24 }, (_, h) => `${String(h)} USD/MWh`).join(', ')}]`).join(', ')}]`,
    ]),
  ),
);
const capacity = stated('capacity', [
  '2 MW',
  '20 MW',
  '300 MW',
  '0 MW',
  '{ 2027: 3 MW, 2029: 40 MW }',
  'step { 2027: 0 MW, 2028-03: 30 MW }',
  '5 MW growing 40 %/year',
  '5 MW growing -40 %/year from 2027',
]);
export const contract = (name: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 5, arbitrary: oneOf(entries('tariffs').map((base) => `contract ${name}: ${base}`)) },
        { weight: 1, arbitrary: oneOf(entries('cloud', /^colocation$/).map((base) => `colocation ${name}: ${base}`)) },
      ),
      capacity,
      extremeTerms,
      fc.boolean(),
    )
    .map(([head, size, terms, stateEnergy]) => {
      const energy = stateEnergy && !/^(energy|carbon):/m.test(terms) ? 'energy: 50 USD/MWh\ncarbon: 300 g/kWh' : '';
      return `${head} {\n${[size, terms, energy].filter((part) => part !== '').join('\n')}\n}`;
    });

const slo = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: oneOf([
      'slo { ttft: 60 s, tpot: 500 ms, percentile: 99 % }',
      'slo { ttft: 0 ms, tpot: 0 ms }',
      'slo { ttft: 1 ms, tpot: 1 ms, percentile: 99.999 % }',
      'slo { tpot: 40 ms, percentile: 50 % }',
      'slo { ttft: 1_000_000 s }',
      'slo { latency: 100 ms }',
      'slo { latency: 0 ms }',
      'slo { percentile: 99 % }',
      'slo {}',
    ]),
  },
);
const demandOf = oneOf([
  '20 req/s',
  '5 req/s',
  '400 req/s',
  '0 req/s',
  '-20 req/s',
  '0.000001 req/s',
  '1e9 req/s',
  '1e15 req/s',
  '{ 2027: 0 req/s, 2029: 300 req/s }',
  'step { 2027-06: 10 req/s, 2028: 0 req/s }',
  '30 req/s growing 300 %/year',
  '30 req/s growing -90 %/year',
  '10 req/s .. 90 req/s',
]);
export const usersOf = oneOf([
  'users { us_south: 100 % }',
  'users { us_south: 50 %, us_east: 30 % }',
  'users { sydney: 100 % }',
  'users { tokyo: 0 % }',
  'users { sydney: 0.0001 % }',
  'users { frankfurt: 60 %, sao_paulo: 40 % }',
]);
const asMap = (block: string): string => block.replace('users {', 'users: {');

const inferenceBody = members(
  oneOf([...entries('models'), 'OddModel', 'OddModel', 'OddModel']).map((model) => `model: ${model}`),
  demandOf.map((value) => `demand: ${value}`),
  slo,
  now(5, stated('promptTokens', ['0', '1', '10_000_000', '1_000 .. 3_000'])),
  now(5, stated('outputTokens', ['0', '1', '1_000_000'])),
  now(6, stated('prefixHit', ['0 %', '100 %'])),
  now(6, stated('weekend', ['0 %', '300 %'])),
  now(6, stated('dispersion', ['0.01', '10_000'])),
  now(6, stated('calls', ['1_000'])),
  now(6, stated('duty', ['1 %'])),
  now(6, stated('spares', ['0 %', '200 %'])),
  now(5, stated('value', ['5 USD/Mtok', '0 USD/Mtok', '5_000 USD/Mtok'])),
  now(6, stated('interruptible', ['none', 'partial', 'full'])),
  now(8, stated('profile', ['[0, 0, 0, 24]', '[1]', `[${Array.from({ length: 24 }, () => '0').join(', ')}]`])),
);
const trainingBody = members(
  stated('accelerators', ['64', '500', '0', '1', '100_000', '10_000_000', '{ 2027: 0, 2029: 900 }', '0.5']),
  now(6, stated('mfu', ['1 %', '80 %'])),
  now(6, stated('swing', ['0 %', '100 %'])),
  now(6, stated('exposed', ['0 %', '90 %'])),
  now(6, stated('crossing', ['0 %', '100 %'])),
  now(6, stated('jobSize', ['0', '1', '100', '1_000_000'])),
  now(6, stated('mtbf', ['0 h', '1 h', '1e9 h'])),
  now(6, fc.constant('checkpoint { interval: 0 min, write: 0 s, restart: 0 min }')),
  now(8, fc.constant('checkpoint { interval: 1 min, write: 600 s }')),
);
const requestsBody = members(
  demandOf.map((value) => `demand: ${value}`),
  now(3, stated('work', ['1 ms', '0 ms', '900_000 ms'])),
  slo,
  now(6, stated('utilisation', ['5 %', '100 %'])),
  now(6, stated('spares', ['0 %', '200 %'])),
  now(6, stated('dispersion', ['0.01', '10_000'])),
);

const ofKind = (kind: RegExp, extra: fc.Arbitrary<string>): fc.Arbitrary<readonly [string, string]> =>
  fc.tuple(oneOf(entries('workloads', kind)), extra);

/** A workload: `places` are what may stand after `on`. */
export const workload = (name: string, places: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 4, arbitrary: ofKind(/^inference$/, inferenceBody) },
        { weight: 3, arbitrary: ofKind(/^training$/, trainingBody) },
        { weight: 2, arbitrary: ofKind(/^deferrable$/, inferenceBody) },
        { weight: 2, arbitrary: ofKind(/^requests$/, requestsBody) },
      ),
      fc.oneof(
        { weight: 8, arbitrary: fc.subarray([...places], { minLength: 1 }).map((on) => `on: [${on.join(', ')}]`) },
        { weight: 1, arbitrary: fc.constantFrom('', 'on: []') },
      ),
      now(
        5,
        fc
          .subarray([...places], { minLength: 1 })
          .chain((of) =>
            fc
              .constantFrom(100, 60, 20, 0)
              .map((all) => `shares: { ${of.map((hall) => `${hall}: ${String(all / of.length)} %`).join(', ')} }`),
          ),
      ),
      now(6, usersOf.map(asMap)),
      now(3, stated('priority', ['-1', '1', '1e6'])),
    )
    .map(
      ([[base, body], ...more]) =>
        `workload ${name}: ${base} {\n${[...more, body].filter((part) => part !== '').join('\n')}\n}`,
    );
