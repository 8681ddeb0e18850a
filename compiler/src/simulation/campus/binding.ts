import { type AnyCooling, central, type PlanIndex, resolve } from '../../ir/index.js';
import type { Binding, ContractResult } from '../results.js';
import type { CampusRun } from './simulate-campus.js';

/**
 * What binds a hall in a year (MODELS A5): the capability of which most is used. Power: the contract's peak over its
 * capacity; cooling: peak heat over the plant's rating; density: nameplate per rack over what the cooling carries;
 * accelerators: held over installed. What one more of each is worth is the placement's to say (placement/worths.ts).
 */
export function bindings(run: CampusRun, index: PlanIndex, contracts: ReadonlyMap<string, ContractResult>): Binding[] {
  return run.frames.flatMap((frame) => {
    const totals = run.totals.get(frame.path);
    const machinery = run.machinery.get(frame.path);
    if (totals === undefined || machinery === undefined) return [];
    const cooling = resolve<AnyCooling>(index, frame.hall.cooling);
    const liquid = central(cooling.liquidShare) > 0;
    const density =
      cooling.maxDensity === undefined || frame.hall.density === undefined
        ? 0
        : frame.hall.density / central(cooling.maxDensity);
    return run.clock.years.map((year, y): Binding => {
      const power = Math.max(
        0,
        ...frame.contracts.map((contract) => {
          const result = contracts.get(contract.path ?? contract.base ?? '');
          if (result === undefined) return 0;
          let most = 0;
          for (let month = 12 * y; month < 12 * y + 12; month++)
            most = Math.max(
              most,
              (result.capacity[month] ?? 0) > 0 ? (result.peak[month] ?? 0) / (result.capacity[month] ?? 1) : 0,
            );
          return most;
        }),
      );
      const uses: readonly (readonly [Binding['dimension'], number])[] = [
        ['accelerators', frame.accelerators === 0 ? 0 : (totals.held[y] ?? 0) / frame.accelerators],
        ['power', power],
        [liquid ? 'liquid cooling' : 'air cooling', (totals.itPeak[y] ?? 0) / machinery.plantRating],
        ['density', density],
      ];
      const most = uses.reduce((best, use) => (use[1] > best[1] ? use : best));
      return {
        path: frame.path,
        year,
        dimension: most[1] > 0 ? most[0] : 'none',
        use: Number.isFinite(most[1]) ? most[1] : null,
      };
    });
  });
}
