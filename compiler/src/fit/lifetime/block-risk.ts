import { type Campus, central, type Hall, type Plan } from '../../ir/index.js';
import { YEAR_SECONDS } from '../../simulation/calendar/calendar.js';
import type { SimulationResult } from '../../simulation/results.js';
import { compareBlocks, type BlockComparison } from './block-paths.js';

const PATHS = 6000;
const SEED = 11;
/** Volatilities of demand beside the policy's own, as in MODELS B2h. */
const VOLATILITIES = [0.15, 0.35, 0.5] as const;
const FACILITY = new Set([
  'shell and fit-out capital',
  'distribution capital',
  'UPS capital',
  'generators capital',
  'cooling capital',
]);
const BUILDING: ReadonlySet<string> = new Set(['sizing', 'electrical', 'cooling']);

/** A hall that is built in blocks, under one volatility of its demand. */
export interface BlockRisk {
  readonly hall: string;
  readonly volatility: number;
  readonly comparison: BlockComparison;
}

/**
 * Blocks against building at once where demand is a random walk around the plan's own growth (MODELS B2h). Shell, power path
 * and plant alone are counted, and a watt of demand met is taken to be worth what they cost a year for a watt in use: the
 * table then says what risk does to the choice of how to build, not whether to. None for a hall whose costs are unknown or that holds nothing in its first year.
 */
export function blockRisks(plan: Plan, result: SimulationResult): BlockRisk[] {
  return plan.campus.flatMap((campus) =>
    campus.hall.flatMap((hall) => (hall.modular === undefined ? [] : risksOf(campus, hall, hall.modular, result))),
  );
}

function risksOf(
  campus: Campus,
  hall: Hall,
  { block, leadTime }: NonNullable<Hall['modular']>,
  result: SimulationResult,
): BlockRisk[] {
  const path = hall.path ?? '';
  const own = result.halls.get(path);
  const lines = result.costs.filter((line) => line.path === path);
  if (own === undefined || own.nameplate <= 0 || lines.some(({ presentValue }) => presentValue === null)) return [];
  const held = [...own.held].map((count) => (own.nameplate * count) / Math.max(1, own.accelerators));
  const first = held.findIndex((watts) => watts > 0);
  const last = held.findLastIndex((watts) => watts > 0);
  if (first < 0 || last <= first) return [];
  const growth = (held[last]! / held[first]!) ** (1 / (last - first)) - 1;
  const outlay = lines.reduce((sum, line) => sum + (FACILITY.has(line.item) ? (line.outlay ?? 0) : 0), 0);
  const premium = hall.modular === undefined ? 0 : central(hall.modular.premium);
  const yearly = lines.reduce(
    (sum, { byYear, subsystem }) => sum + (BUILDING.has(subsystem) ? (byYear[last] ?? 0) : 0),
    0,
  );
  const volatilities = [...new Set([...VOLATILITIES, campus.policy?.volatility ?? 0.35])].sort((a, b) => a - b);
  return volatilities.map((volatility) => ({
    hall: path,
    volatility,
    comparison: compareBlocks(
      {
        limit: own.nameplate * own.count,
        demand: held[first]! * own.count,
        growth,
        volatility,
        block: central(block) * own.count,
        leadTime: central(leadTime) / YEAR_SECONDS,
        capital: outlay / (1 + premium) / (own.nameplate * own.count),
        margin: yearly / (held[last]! * own.count),
        discount: campus.discount,
        years: Math.max(1, Math.round(campus.horizon / YEAR_SECONDS)),
      },
      PATHS,
      SEED,
    ),
  }));
}
