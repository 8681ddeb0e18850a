import type { CampusRun } from './simulate-campus.js';

/**
 * What each workload costs, year by year (MODELS A4): a hall's capital and upkeep by the accelerators held there, a
 * contract's bill by metered IT energy. What nobody holds is borne by those who hold something in the hall; a hall that
 * nobody uses is borne by none, and shows in the campus's own cost.
 */
export function allocateCosts(run: CampusRun): Map<string, Float64Array> {
  const count = run.clock.years.length;
  const costs = new Map<string, Float64Array>();
  for (const workload of run.years[0]?.workloads.keys() ?? []) costs.set(workload, new Float64Array(count));
  const places = new Map<string, Float64Array>();
  const bills = new Float64Array(count);
  const contracts = new Set(run.accounts.map((account) => account.path));
  for (const line of run.costs) {
    const target = contracts.has(line.path) || !isPlace(run, line.path) ? bills : placeCosts(places, line.path, count);
    for (let year = 0; year < count; year++) target[year] = (target[year] ?? 0) + (line.byYear[year] ?? 0);
  }
  for (let year = 0; year < count; year++) {
    shareByPlace(run, places, costs, year);
    shareByEnergy(run, bills, costs, year);
  }
  return costs;
}

function isPlace(run: CampusRun, path: string): boolean {
  return run.totals.has(path) || run.campus.cloud.some((cloud) => cloud.path === path);
}

function placeCosts(places: Map<string, Float64Array>, path: string, count: number): Float64Array {
  let costs = places.get(path);
  if (costs === undefined) {
    costs = new Float64Array(count);
    places.set(path, costs);
  }
  return costs;
}

function shareByPlace(
  run: CampusRun,
  places: ReadonlyMap<string, Float64Array>,
  costs: ReadonlyMap<string, Float64Array>,
  year: number,
): void {
  const held = new Map<string, number>();
  const assignments = run.years[year]?.assignments ?? [];
  for (const { hall, accelerators } of assignments) held.set(hall, (held.get(hall) ?? 0) + accelerators);
  for (const { workload, hall, accelerators } of assignments) {
    const all = held.get(hall) ?? 0;
    const mine = costs.get(workload);
    if (mine === undefined || all <= 0) continue;
    mine[year] = (mine[year] ?? 0) + ((places.get(hall)?.[year] ?? 0) * accelerators) / all;
  }
}

function shareByEnergy(
  run: CampusRun,
  bills: Float64Array,
  costs: ReadonlyMap<string, Float64Array>,
  year: number,
): void {
  const workloads = run.years[year]?.workloads;
  if (workloads === undefined) return;
  let all = 0;
  for (const workload of workloads.values()) all += workload.busyEnergyShare ?? 0;
  if (all <= 0) return;
  for (const [path, workload] of workloads) {
    const mine = costs.get(path);
    if (mine) mine[year] = (mine[year] ?? 0) + ((bills[year] ?? 0) * (workload.busyEnergyShare ?? 0)) / all;
  }
}
