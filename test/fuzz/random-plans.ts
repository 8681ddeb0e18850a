import fc from 'fast-check';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { hallBody, odd, opening } from './random-halls.js';
import { entries, members, now, oneOf, stated } from './random-parts.js';
import { contract, usersOf, workload } from './random-works.js';

/** The module of every entry that a plan here may name. */
const moduleOf = new Map(
  Object.keys(stdlibFiles).flatMap((file) => {
    const module = file.replace('std/', '');
    return /^[a-z]+$/.test(module) ? entries(module).map((name) => [name, file] as const) : [];
  }),
);

const conditions = (hall: string, work: string): fc.Arbitrary<string> =>
  oneOf([
    'require Grid.peak <= 0.95 * Grid.capacity "agreement"',
    'require pue <= 1.25 in 2028',
    'prefer infrastructureFit >= 90 %',
    'prefer Grid.loadFactor >= 60 % and Grid.minimumExposure <= 2 MUSD',
    `require ${work}.unserved <= 0 %`,
    `prefer ${work}.utilisation / ${work}.utilisationLimit <= 1`,
    `prefer ${hall}.pue <= ${hall}.overhead`,
    'require energy / (itPower - itPower) <= 1 GWh/MW',
    'require wue <= 0 L/kWh in 2027..2035',
    'prefer costPerAcceleratorHour <= 1 USD/h',
  ]);

interface Shape {
  readonly name: string;
  readonly halls: readonly ('one' | 'array' | 'split' | 'long')[];
  readonly works: number;
  readonly cloud: boolean;
  readonly second: boolean;
  /** Whether halls may draw on a contract that stands above the campuses. */
  readonly shared: boolean;
}

function placesOf(shape: Shape): string[] {
  const names = ['A', 'B', 'D'];
  const places = shape.halls.flatMap((form, i) => {
    const name = names[i] ?? 'E';
    return form === 'split' ? [name, `${name}[2]`] : [name];
  });
  return shape.cloud ? [...places, 'Rent'] : places;
}

const campusOf = (shape: Shape): fc.Arbitrary<string> => {
  const contracts = ['Grid', ...(shape.second ? ['Other'] : [])];
  const feeds = shape.shared ? [...contracts, 'Shared'] : contracts;
  const names = ['A', 'B', 'D'];
  const halls = shape.halls.map((form, i) => {
    const name = names[i] ?? 'E';
    const range = form === 'one' ? '' : form === 'long' ? '[1..40]' : '[1..3]';
    const body = hallBody(feeds).map((text) => `hall ${name}${range} {\n${text}\n}`);
    if (form !== 'split') return body;
    return fc
      .tuple(
        body,
        oneOf(['idle: off', 'opens: 2028-07', 'opens: 2050', 'racks: 3 of HGX_H200_Air', 'plantCapacity: 1 MW']),
      )
      .map(([text, other]) => `${text}\nhall ${name}[2] { ${other} }`);
  });
  const works = Array.from({ length: shape.works }, (_, i) => workload(`W${String(i)}`, placesOf(shape)));
  return members(
    oneOf(
      [...entries('climates'), 'OddClimate', 'OddClimate', 'OddClimate', 'OddClimate'].map(
        (climate) => `climate: ${climate}`,
      ),
    ),
    opening(['2027-01', '2027', '2027-07', '2027-11-20', '2028-12-31', '2028-02-29', '2025']),
    oneOf(['1 year', '1 year', '2 years', '18 months', '3 years', '13 months']).map((horizon) => `horizon: ${horizon}`),
    now(4, stated('discount', ['0 %', '-5 %', '50 %'])),
    now(5, stated('carbonPrice', ['80 USD/t', '{ 2027: 0 USD/t, 2030: 900 USD/t }'])),
    now(
      4,
      oneOf(
        [...entries('economics'), 'OddEconomics', 'OddEconomics', 'OddEconomics'].map((name) => `economics: ${name}`),
      ),
    ),
    now(2, usersOf),
    oneOf([
      'policy { findingMinimum: 1 USD, findingShare: 0 % }',
      'policy { findingMinimum: 1 USD, findingShare: 0 % }',
      '',
    ]),
    ...contracts.map(contract),
    shape.cloud
      ? oneOf(
          entries('cloud', /^cloud$/).flatMap((base) =>
            ['64', '0', '{ 2027: 0, 2028: 900 }'].map((count) => `cloud Rent: ${base} { accelerators: ${count} }`),
          ),
        )
      : fc.constant(''),
    now(
      4,
      stated(
        'battery Store {\npower',
        ['1 MW', '0 MW', '90 MW'].map((power) => `${power}, energy: 2 MWh\n}`),
      ),
    ),
    now(
      6,
      oneOf(['gasEngine', 'solar', 'nuclear']).map(
        (technology) => `generation Own { capacity: 3 MW, technology: ${technology} }`,
      ),
    ),
    now(8, fc.constant('reserve Growth { power: 20 MW, ends: 2028 }')),
    ...halls,
    now(8, fc.constant('stage Two { opens: 2028-05, halls: [A] }')),
    ...works,
    now(2, conditions('A', shape.works > 0 ? 'W0' : 'A')).map((text) =>
      shape.works === 0 && text.includes('A.u') ? '' : text,
    ),
  ).map((body) => `campus ${shape.name} {\n${body}\n}`);
};

const shapeOf = (name: string, shared: boolean): fc.Arbitrary<Shape> =>
  fc.record({
    name: fc.constant(name),
    halls: fc.array(fc.constantFrom('one', 'one', 'one', 'array', 'split', 'long'), { minLength: 1, maxLength: 3 }),
    works: fc.constantFrom(0, 1, 1, 2, 2, 3),
    cloud: fc.nat(4).map((roll) => roll === 0),
    second: fc.nat(4).map((roll) => roll === 0),
    shared: fc.constant(shared),
  });

/** A plan that compiles, or nearly: catalogue entries and extreme values put together at random. */
export const randomPlans: fc.Arbitrary<string> = fc
  .boolean()
  .chain((shared) => fc.tuple(shapeOf('C', shared), shapeOf('Far', shared), fc.nat(5), fc.nat(3)))
  .chain(([first, second, twice, scenario]) => {
    const two = twice === 0;
    const everywhere = workload('Everywhere', [
      ...placesOf(first).map((place) => `C.${place}`),
      ...placesOf(second).map((place) => `Far.${place}`),
    ]);
    return members(
      odd,
      first.shared
        ? contract('Shared').map((text) => text.replace('40 %/year\n', '40 %/year from 2027\n'))
        : fc.constant(''),
      campusOf(first),
      two ? campusOf(second) : fc.constant(''),
      two ? now(2, everywhere).map((text) => text.replace(/(\d %\/year)\n/, '$1 from 2027\n')) : fc.constant(''),
      scenario === 0 && first.works > 0 ? oneOf(scenarios) : fc.constant(''),
    );
  })
  .map(withImports);

const scenarios = [
  'scenario Surge {\nC.A.idle: off\n}',
  'scenario Surge {\nC.Grid.capacity: 0.5 * C.Grid.capacity\n}',
  'scenario Surge {\nC.discount: 2 %\nC.W0.priority: 3\n}',
];

function withImports(text: string): string {
  const words = new Set(text.match(/\w+/g));
  const imports = [...words].flatMap((word) => {
    const module = moduleOf.get(word);
    return module === undefined ? [] : [`import ${module} { ${word} }`];
  });
  return `${imports.join('\n')}\n\n${text}\n`;
}
