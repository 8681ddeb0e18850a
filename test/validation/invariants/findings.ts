import { expect } from 'vitest';
import { hall } from '../../fit/cases.js';
import { find, training } from '../../fit/fixture.js';
import type { Holds } from './runs.js';

const short = (text: string): string => text.replace('horizon: 2 years', 'horizon: 1 year');
const grid = (terms: string): string =>
  short(training({ contract: `  contract Grid { energy: 45 USD/MWh, ${terms} }` }));

/** One mismatch each, wider from plan to plan; the first plan of each has nothing that another design would mend. */
const sweeps: Readonly<Record<string, readonly string[]>> = {
  'contracted power that is paid for and not drawn': [1.3, 2, 3, 6, 12].map((megawatts) =>
    grid(`capacity: ${megawatts} MW, demandCharge: 8 USD/kW/month, minimumDemand: 80 %`),
  ),
  'contracted power that falls short': [4, 1.2, 1, 0.8, 0.4].map((megawatts) => grid(`capacity: ${megawatts} MW`)),
  'a ramp faster than the grid allows': [40, 2, 0.5, 0.1].map((rate) =>
    grid(`capacity: 3 MW, rampRate: ${rate} MW/min`),
  ),
  // Without a capacity of its own the plant is sized for what stands in the hall.
  'a plant too large': ['', 'plantCapacity: 1.2 MW', 'plantCapacity: 2 MW', 'plantCapacity: 8 MW'].map((capacity) =>
    short(training({ hall: hall('8 of GB200_NVL72', 'DirectToChip', capacity, 'RailOptimized {}') })),
  ),
  'a fabric that blocks training': [1, 2, 4, 8, 16].map((ratio) =>
    short(
      training({
        hall: hall('8 of GB200_NVL72', 'DirectToChip', '', `RailOptimized { oversubscription: ${ratio}:1 }`),
        workload: '  workload Frontier: Pretraining { on: [A], accelerators: 576, crossing: 100 % }',
      }),
    ),
  ),
};

const widerIsNeverCleared: Holds = () => {
  for (const [name, texts] of Object.entries(sweeps)) {
    const found = texts.map((text) =>
      find(text)
        .diagnostics.filter(({ code }) => code.startsWith('DCP4'))
        .map(({ code, path }) => `${code} ${path ?? ''}`),
    );
    expect(found[0], name).toEqual([]);
    expect(found.at(-1), name).not.toEqual([]);
    found.slice(1).forEach((wider, i) => expect(wider, name).toEqual(expect.arrayContaining(found[i]!)));
  }
};

export const findings = { widerIsNeverCleared };
