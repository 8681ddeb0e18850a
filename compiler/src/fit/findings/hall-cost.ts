import type { SimulationResult } from '../../simulation/results.js';

/**
 * What one accelerator of a hall costs, USD by year: the hall's own capital, upkeep and staff over the accelerators that
 * stand in all its elements; energy is billed by the contract and not in it. `undefined` where a price is unknown.
 */
export function hallCost(result: SimulationResult, path: string): Float64Array | undefined {
  const hall = result.halls.get(path);
  const lines = result.costs.filter((line) => line.path === path && line.subsystem !== 'operation');
  if (hall === undefined || hall.accelerators === 0 || lines.some((line) => line.presentValue === null))
    return undefined;
  const all = hall.accelerators * hall.count;
  return Float64Array.from(
    result.years,
    (_, year) => lines.reduce((sum, line) => sum + (line.byYear[year] ?? 0), 0) / all,
  );
}
