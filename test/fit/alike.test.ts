import { describe, expect, it } from 'vitest';
import { find } from './fixture.js';
import { mend } from './mend.js';

const HALLS = 30;

/** Thirty halls, each with a plant that is half as large again as its racks can heat. */
function campus(halls: readonly string[]): string {
  return `import std/racks { GB200_NVL72 }
import std/cooling { DirectToChip_Chilled }
import std/networks { RailOptimized }
import std/tariffs { ERCOT_Industrial }
import std/climates { Abilene }
import std/workloads { Pretraining }
campus Prairie {
  climate: Abilene
  opens: 2027-01
  horizon: 1 year
  contract Grid: ERCOT_Industrial { capacity: 200 MW }
${halls.join('\n')}
  workload Train: Pretraining {
    accelerators: ${String(HALLS * 40 * 72)}
    on: [${Array.from({ length: HALLS }, (_, i) => `H${String(i)}`).join(', ')}]
  }
}
`;
}

function hall(index: number, more = ''): string {
  return `  ${more}hall H${String(index)} { power: Grid, racks: 40 of GB200_NVL72, cooling: DirectToChip_Chilled, network: RailOptimized, plantCapacity: 8 MW }`;
}

const plain = Array.from({ length: HALLS }, (_, i) => hall(i));

describe('halls that are alike', () => {
  it('are one finding, though each of them is below what is worth one', () => {
    const found = find(campus(plain));
    const { message, related, impact } = found.one('DCP4103');
    expect(message).toMatch(/^H0's .*; so it is with 29 halls like it$/);
    expect(related).toHaveLength(HALLS - 1);
    const cooling = found.result.costs
      .filter(({ subsystem }) => subsystem === 'cooling')
      .reduce((sum, { presentValue }) => sum + presentValue!, 0);
    expect(impact!.presentValue! / HALLS).toBeLessThan(0.02 * cooling);
    expect(impact!.presentValue!).toBeGreaterThan(0.02 * cooling);
  });

  it('are mended together, and that gives what it promises', () => {
    const { title, text, after } = mend(campus(plain), 'DCP4103', 'plantCapacity: ');
    expect(title).toMatch(/^plantCapacity: [\d.]+ MW in all 30$/);
    expect(text.match(/plantCapacity: [\d.]+ MW/g)).toHaveLength(HALLS);
    expect(text).not.toContain('plantCapacity: 8 MW');
    expect(after.of('DCP4103')).toEqual([]);
  });

  it('but not one of which it is allowed, or that is built otherwise', () => {
    const halls = [...plain];
    halls[3] = hall(3, '@allow("thermal-part-load", "a second phase stands on this plant") ');
    halls[7] = hall(7).replace('plantCapacity: 8 MW', 'plantCapacity: 8.1 MW');
    const finding = find(campus(halls)).one('DCP4103');
    expect(finding.message).toContain('so it is with 27 halls like it');
    expect(finding.related!.map(({ message }) => message)).not.toContain('H3 is like H0');
    expect(finding.related!.map(({ message }) => message)).not.toContain('H7 is like H0');
  });
});
