import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { simulate } from '../../../compiler/src/simulation/index.js';
import { planOf } from '../../validation/support/plan.js';

/**
 * Facility power per accelerator that operators and the press give, kW: power announced for a campus over its
 * accelerators. Planned power has reserves that accelerators never draw; a first phase has none.
 */
const PUBLISHED = [
  // Crusoe and Oracle, press 2025: 1,200 MW for 400,000 GB200; the first 200 MW for two buildings of 50,000.
  { campus: 'Stargate Abilene, whole', kilowatts: 1_200_000 / 400_000 },
  { campus: 'Stargate Abilene, first phase', kilowatts: 200_000 / 100_000 },
  // Tom's Hardware and Techjuice, 2025: 300 MW after the second substation for 200,000 H100 and H200.
  { campus: 'Colossus 1', kilowatts: 300_000 / 200_000 },
  // 512 Pixels, 2025: the first 110,000 GB200 need 170 MW.
  { campus: 'Colossus 2, first phase', kilowatts: 170_000 / 110_000 },
  // Stromfee, 2025: 350 MW at launch for more than 150,000 GB200.
  { campus: 'Fairwater Atlanta', kilowatts: 350_000 / 150_000 },
] as const;

const lowest = Math.min(...PUBLISHED.map(({ kilowatts }) => kilowatts));
const highest = Math.max(...PUBLISHED.map(({ kilowatts }) => kilowatts));

interface Found {
  readonly accelerators: number;
  /** Highest quarter-hour at the meters, W. */
  readonly drawn: number;
  /** Nameplate of the racks with what the campus needs around them at its peak, W: what is announced and contracted. */
  readonly provisioned: number;
}

function campusOf(sample: string): Found {
  const text = readFileSync(fileURLToPath(new URL(`../../../samples/${sample}.dcplan`, import.meta.url)), 'utf8');
  const { plan } = planOf(text);
  const result = simulate(plan);
  const path = plan.campus[0]?.path ?? '';
  const metric = (name: string): number => result.metrics.get(path)?.get(name)?.value ?? NaN;
  let accelerators = 0;
  let nameplate = 0;
  for (const hall of result.halls.values())
    if (hall.path.startsWith(`${path}.`)) {
      accelerators += hall.count * hall.accelerators;
      nameplate += hall.count * hall.nameplate;
    }
  return { accelerators, drawn: metric('peak'), provisioned: (nameplate * metric('peak')) / metric('itPeak') };
}

describe('facility power per accelerator', () => {
  test('is published between 1.5 and 3.0 kW', () => {
    expect([lowest, highest]).toEqual([1.5, 3]);
  });

  // Ranges of drawn and provisioned kW. Eight-accelerator nodes of H100 and H200 are measured at 0.84-0.90 kW an
  // accelerator in training, so that Colossus draws less than the spread: its 1.5 kW are a capacity, which also carries
  // storage, processors and management that the sample does not have.
  test.each([
    ['abilene', 400_000, [1.8, 2.0], [2.0, 3.0]],
    ['fairwater-atlanta', 150_000, [1.8, 2.0], [2.0, 3.0]],
    ['colossus', 200_000, [0.9, 1.1], [1.3, 1.5]],
  ] as const)('of %s', (sample, accelerators, draws, provisions) => {
    const found = campusOf(sample);
    expect(Math.abs(found.accelerators / accelerators - 1)).toBeLessThan(0.02);
    const [drawn, provisioned] = [found.drawn, found.provisioned].map((watts) => watts / found.accelerators / 1e3);
    console.log(
      `${sample}: ${drawn!.toFixed(2)} kW per accelerator drawn, ${provisioned!.toFixed(2)} kW provisioned; published ${lowest} to ${highest}`,
    );
    expect(drawn).toBeGreaterThan(draws[0]);
    expect(drawn).toBeLessThan(draws[1]);
    expect(provisioned).toBeGreaterThan(provisions[0]);
    expect(provisioned).toBeLessThan(provisions[1]);
  });
});
