import fc from 'fast-check';
import { expect } from 'vitest';
import { hall } from '../../fit/cases.js';
import { find, training } from '../../fit/fixture.js';
import { type Holds, runs } from './runs.js';

const short = (text: string): string => text.replace('horizon: 2 years', 'horizon: 1 year');
const grid = (terms: string): string =>
  short(training({ contract: `  contract Grid { energy: 45 USD/MWh, ${terms} }` }));

/** Steps of each mismatch, from none to wide. */
const STEPS = 20;
/** Between two sizes, evenly by their ratio. */
const between = (least: number, most: number, step: number): string =>
  (least * (most / least) ** (step / (STEPS - 1))).toFixed(3);

/** One mismatch each, wider from step to step; the first step of each has nothing of it. */
const sweeps: Readonly<Record<string, (step: number) => string>> = {
  'contracted power that is paid for and not drawn': (step) =>
    grid(`capacity: ${between(1.3, 12, step)} MW, demandCharge: 8 USD/kW/month, minimumDemand: 80 %`),
  'contracted power that falls short': (step) => grid(`capacity: ${between(4, 0.4, step)} MW`),
  'a ramp faster than the grid allows': (step) => grid(`capacity: 3 MW, rampRate: ${between(40, 0.1, step)} MW/min`),
  // Without a capacity of its own the plant is sized for what stands in the hall.
  'a plant too large': (step) =>
    short(
      training({
        hall: hall(
          '8 of GB200_NVL72',
          'DirectToChip',
          step === 0 ? '' : `plantCapacity: ${between(1.1, 8, step)} MW`,
          'RailOptimized {}',
        ),
      }),
    ),
  'a fabric that blocks training': (step) =>
    short(
      training({
        hall: hall(
          '8 of GB200_NVL72',
          'DirectToChip',
          '',
          `RailOptimized { oversubscription: ${Number(between(1, 16, step)).toFixed(0)}:1 }`,
        ),
        workload: '  workload Frontier: Pretraining { on: [A], accelerators: 576, crossing: 100 % }',
      }),
    ),
};
const known = new Map<string, readonly string[]>();

/** What is found of a text, codes and paths: each text is checked once. */
function foundIn(text: string): readonly string[] {
  let found = known.get(text);
  if (found === undefined) {
    found = find(text)
      .diagnostics.filter(({ code }) => code.startsWith('DCP4'))
      .map(({ code, path }) => `${code} ${path ?? ''}`);
    known.set(text, found);
  }
  return found;
}

/** What a mismatch adds at its widest to what is found of the plan without it. */
function addedBy(name: string): ReadonlySet<string> {
  const at = sweeps[name]!;
  const usual = new Set(foundIn(at(0)));
  return new Set(foundIn(at(STEPS - 1)).filter((each) => !usual.has(each)));
}

/** The mismatch adds a finding; and of what it adds, a wider one has everything that a narrower one has. */
const widerIsNeverCleared: Holds = () => {
  const added = new Map(Object.keys(sweeps).map((name) => [name, addedBy(name)]));
  for (const [name, own] of added) expect([...own], name).not.toEqual([]);
  const step = fc.integer({ min: 0, max: STEPS - 1 });
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(sweeps)), step, step, (name, a, b) => {
      const own = added.get(name)!;
      const [narrow, wide] = [Math.min(a, b), Math.max(a, b)].map((each) =>
        foundIn(sweeps[name]!(each)).filter((found) => own.has(found)),
      );
      expect(wide).toEqual(expect.arrayContaining([...narrow!]));
    }),
    runs(),
  );
};

export const findings = { widerIsNeverCleared };
