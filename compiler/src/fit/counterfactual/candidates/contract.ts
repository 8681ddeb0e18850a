import { type AnyContract, type Campus, central, isRef, type Plan, valueAt } from '../../../ir/index.js';
import type { Change } from '../../finding.js';
import type { ContractResult } from '../../../simulation/results.js';
import { scaledCapacity } from '../../scaled-capacity.js';
import { propertyChange } from '../halls.js';
import type { Ground, Option, State, Unit } from '../options.js';

/** Room over the highest month that a fitted capacity leaves. */
const ROOM = 1.02;
/** Firm shares that are tried where the contract pays for the rest. */
const FIRM = [1, 0.75, 0.5, 0.25, 0] as const;
/** Power of a battery over the contract's capacity; it holds an hour of it. */
const BATTERIES = [0.05, 0.15] as const;

/** The plan's own alternatives for a contract, the share that is firm, a battery, and the capacity that its peak needs. */
export function contractUnits(ground: Ground): Unit[] {
  const seen = new Set<string>();
  return ground.plan.campus.flatMap((campus) => {
    const own = contractsOf(ground.plan, campus).filter(({ path = '' }) => !seen.has(path) && seen.add(path));
    return [...batteryUnits(campus, own), ...own.flatMap((contract) => unitsOf(contract))];
  });
}

/** Contracts of a campus that stand in the plan, with those above campuses that its halls draw on. */
function contractsOf(plan: Plan, campus: Campus): AnyContract[] {
  const used = new Set(campus.hall.flatMap((hall) => hall.power.map((use) => (isRef(use) ? use.ref : use.path))));
  return [...campus.contract, ...campus.colocation, ...plan.contract, ...plan.colocation].filter((contract) =>
    used.has(contract.path),
  );
}

function unitsOf(contract: AnyContract): Unit[] {
  const path = contract.path ?? '';
  const unit = (key: string, options: readonly Option[]): Unit => ({
    subsystem: 'contract',
    paths: [path],
    key: `${key} ${path}`,
    options,
  });
  const alternatives = Object.entries(contract.alternatives ?? {})
    .filter(([property]) => property !== 'capacity')
    .map(([property, values]) =>
      unit(
        property,
        values.map((value, option) => ({
          key: `alternative ${String(option + 1)}`,
          changes: (): readonly Change[] => [{ type: 'alternative', path, property, option, value }],
        })),
      ),
    );
  const pays = central(contract.interruptibleCredit) > 0;
  const shares = FIRM.filter((share) => share !== contract.firm).map((share): Option => ({
    key: `firm ${String(share)}`,
    changes: () => [propertyChange(path, 'firm', `${String(100 * share)} %`, share)],
  }));
  return [
    ...alternatives,
    ...(pays ? [unit('firm', shares)] : []),
    { ...unit('capacity', [{ key: 'fit', changes: (state) => fittedCapacity(state, path) }]), isFitted: true },
  ];
}

/** The capacity that its highest month needs, with some room, in the form in which the contract states it. */
function fittedCapacity({ index, result }: State, path: string): readonly Change[] | undefined {
  const contract = index.get(path);
  const simulated = result().contracts.get(path);
  if (contract === undefined || simulated === undefined || !('capacity' in contract)) return undefined;
  const use = largestUse(simulated) * ROOM;
  if (use <= 0 || Math.abs(use - 1) < 1e-3) return undefined;
  const { text, value } = scaledCapacity((contract as AnyContract).capacity, use);
  return [propertyChange(path, 'capacity', text, value)];
}

/** Largest peak over capacity of any month with a capacity. */
function largestUse(result: ContractResult): number {
  return result.peak.reduce((most, peak, month) => {
    const capacity = result.capacity[month] ?? 0;
    return capacity > 0 ? Math.max(most, peak / capacity) : most;
  }, 0);
}

/** A battery that shaves peaks, for a campus that has none and pays for peaks, or may not ramp fast. */
function batteryUnits(campus: Campus, contracts: readonly AnyContract[]): Unit[] {
  const year = Number(campus.opens.slice(0, 4));
  const rated = contracts.filter(
    (contract) => contract.rampRate !== undefined || contract.ratchet > 0 || valueAt(contract.demandCharge, year) > 0,
  );
  const power = rated.reduce((most, contract) => Math.max(most, valueAt(contract.capacity, year)), 0);
  if (campus.battery.length > 0 || power <= 0) return [];
  const path = campus.path ?? '';
  return [
    {
      subsystem: 'contract',
      paths: [path],
      key: `battery ${path}`,
      options: BATTERIES.map((share) => {
        const megawatts = String(Number(((power * share) / 1e6).toPrecision(2)));
        const text = `battery Shaving {\n  power: ${megawatts} MW\n  energy: ${megawatts} MWh\n  use: peaks\n}`;
        return { key: `battery ${String(share)}`, changes: () => [{ type: 'member', path, text, imports: [] }] };
      }),
    },
  ];
}
