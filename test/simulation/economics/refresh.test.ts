import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../compiler/src/simulation/campus/clock.js';
import { capitalRecovery } from '../../../compiler/src/simulation/economics/annuity.js';
import { Ledger } from '../../../compiler/src/simulation/economics/ledger.js';
import { rackStretches, type RackStretch } from '../../../compiler/src/simulation/economics/refresh.js';
import { noteRefreshLimits, refreshLimits } from '../../../compiler/src/simulation/economics/refresh-limits.js';
import { rackVintages } from '../../../compiler/src/simulation/economics/vintages.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { oneHall } from '../../validation/support/campus.js';
import { entry, planOf } from '../../validation/support/plan.js';

const YEARS = Array.from({ length: 15 }, (_, i) => 2027 + i);
const clock: Clock = { opens: 2027, closes: 2042, years: YEARS };

function stretch(from: number, until: number, over: Partial<RackStretch> = {}): RackStretch {
  return {
    from,
    until,
    racks: [],
    rackCount: 10,
    accelerators: 720,
    nameplate: 1.32e6,
    density: 132e3,
    liquidShare: 0.85,
    price: 30e6,
    weight: 15_000,
    supplyMax: 318.15,
    nicRate: 50e9,
    ...over,
  };
}

describe('racks as they are bought', () => {
  it('those without refresh are charged as long as the hall stands', () => {
    const [only] = rackVintages([stretch(2027, Infinity)], clock, 5);
    expect([...only!.charged]).toEqual(YEARS.map(() => 1));
    expect([...only!.standing]).toEqual(YEARS.map(() => 1));
  });

  it('the annuity of those that are replaced early stays to the end of their life', () => {
    // Bought in 2027 and again in 2032; replaced in mid 2034, so the second lot is paid to 2037.
    const [old, next] = rackVintages([stretch(2027, 2034.5), stretch(2034.5, Infinity)], clock, 5);
    expect([...old!.standing]).toEqual(YEARS.map((year) => (year < 2034 ? 1 : year === 2034 ? 0.5 : 0)));
    expect([...old!.charged]).toEqual(YEARS.map((year) => (year < 2037 ? 1 : 0)));
    expect([...next!.charged]).toEqual(YEARS.map((year) => (year < 2034 ? 0 : year === 2034 ? 0.5 : 1)));
  });

  it('a refresh at the end of a life charges nothing twice', () => {
    const lots = rackVintages([stretch(2027, 2032), stretch(2032, Infinity)], clock, 5);
    YEARS.forEach((_, y) => expect(lots.reduce((sum, lot) => sum + lot.charged[y]!, 0)).toBe(1));
  });

  it('charged whole lives repay the price of every lot bought', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 8 }), (life, at) => {
        const ledger = new Ledger('C', 15, 0.08);
        const [old] = rackVintages([stretch(2027, 2027 + at), stretch(2027 + at, Infinity)], clock, life);
        ledger.invest('C.A', 'racks capital', 'rack', 30e6, life, old!.charged);
        const [line] = ledger.close();
        const lots = Math.ceil(at / life);
        expect(line!.outlay).toBeCloseTo(lots * 30e6, 6);
        const paid = line!.byYear.reduce((sum, usd) => sum + usd, 0);
        expect(paid).toBeCloseTo(lots * life * 30e6 * capitalRecovery(0.08, life), 3);
      }),
    );
  });
});

describe('what a hall can take', () => {
  const cooling = entry('std/cooling#DirectToChip', 'directToChip');
  const { plan, index } = planOf(
    oneHall({ top: ['import std/racks { HGX_H200_Air, GB200_NVL72 }'], racks: '10 of GB200_NVL72' }),
  );
  const hall = plan.campus[0]!.hall[0]!;
  const built = {
    hall,
    cooling,
    plantRating: 1.4e6,
    itRating: 1.4e6,
    networkPower: 0.05e6,
    fabric: { endpoints: 720, linkRate: 50e9 },
  };

  it('nothing is exceeded by the racks that it was built for', () => {
    expect(refreshLimits(built, stretch(2030, Infinity))).toEqual([]);
  });

  it.each([
    { over: { nameplate: 2e6 }, names: ['electrical path', 'cooling'] },
    { over: { density: 5e6 }, names: ['rack density'] },
    { over: { liquidShare: 1 }, names: ['liquid share'] },
    { over: { supplyMax: 288.15 }, names: ['supply temperature'] },
    { over: { accelerators: 721 }, names: ['network ports'] },
    { over: { nicRate: 100e9 }, names: ['link rate'] },
  ])('$names stops $over', ({ over, names }) => {
    const carries = { ...built, cooling: { ...cooling, maxDensity: 200e3, liquidShare: 0.9, supply: 298.15 } };
    expect(refreshLimits(carries, stretch(2030, Infinity, over)).map(({ limit }) => limit)).toEqual(names);
  });

  it('a floor that carries less says so', () => {
    const floor = { ...built, hall: { ...hall, area: 10, floorLoad: 1_000 } };
    expect(refreshLimits(floor, stretch(2030, Infinity))).toEqual([
      { limit: 'floor load', unit: 'kg/m²', brings: 1_500, built: 1_000 },
    ]);
  });

  it('is a note with the numbers, for refreshes only', () => {
    const notes = new NoteCollector();
    noteRefreshLimits('C.A', built, [stretch(2027, 2030.5, { nameplate: 9e6 })], notes);
    expect(notes.notes).toEqual([]);
    noteRefreshLimits('C.A', built, [stretch(2027, 2030.5), stretch(2030.5, Infinity, { accelerators: 900 })], notes);
    expect(notes.notes).toEqual([
      {
        type: 'range',
        path: 'C.A',
        message: 'its refresh of 2030-07 asks its network ports for 900 endpoints, and it was built for 720 endpoints',
      },
    ]);
  });

  it('stretches follow the declared dates, whatever their order', () => {
    const refresh = (at: string, count: number) =>
      ({ kind: 'refresh', to: [{ count, of: hall.racks[0]!.of }], at }) as const;
    const changed = { ...hall, refresh: [refresh('2035-01-01', 4), refresh('2030-01-01', 6)] };
    expect(rackStretches(changed, 2027, index).map(({ from, until, rackCount }) => [from, until, rackCount])).toEqual([
      [2027, 2030, 10],
      [2030, 2035, 6],
      [2035, Infinity, 4],
    ]);
  });
});
