import { showNumber, showQuantity } from '../../ir/show.js';
import type { Change, Shares } from './marginal.js';
import type { Situation, Wanted } from './needs.js';

/**
 * What one more unit of a limit is worth in a year: the programme's duals. A limit that binds nothing is left out.
 *
 *   accelerators   one more, beyond its own price         latency   one more second for the response, by a 1 ms difference
 *   contract       one more W of capacity                           of what the workload needs
 */
export interface Worth {
  readonly limit: 'accelerators' | 'contract' | 'latency';
  /** The hall or cloud, the contract, the workload. */
  readonly path: string;
  /**
   * USD a year for a unit; `null` where it would let work be done whose value the plan does not state, where it would take
   * back what a contract is exceeded by, or where a price is blank.
   */
  readonly money: number | null;
  /** Work that it would let be done, by the accelerators that this work needs. */
  readonly serves: number;
  /** W that it would take back of what contracts are exceeded by. */
  readonly within: number;
}

const SECOND = 1e3;
const HOURS_A_WEEK = 168;
/** Money and accelerators below this, for a unit, are what is left of a solver's last bits. */
const NOTHING = 1e-6;

/** What binds at one date, and what one more of it is worth, USD a year. */
export function worthsOf(situation: Situation, { worth, unserved }: Shares): Worth[] {
  const margins = situation.wanted.map((wanted, j): Margin => ({
    value: marginalValue(wanted, unserved[j]!),
    accelerators: Math.min(...wanted.needs.map(({ accelerators }) => accelerators)),
  }));
  const say = (limit: Worth['limit'], path: string, change: Change, unit: number): Worth[] =>
    worthOf(situation.priced, margins, limit, path, change, unit);
  return [
    ...worth.accelerators.flatMap((change, group) => {
      const places = new Set(situation.layout.groups[group]!.pools.map(({ place }) => place));
      return [...places].flatMap((path) => say('accelerators', path, change, 1));
    }),
    ...worth.contracts.flatMap((change, c) => say('contract', situation.contracts[c]!.path, change, 1)),
    ...worth.milliseconds.flatMap((change, j) =>
      say('latency', situation.wanted[j]!.claimant.job.path, change, SECOND),
    ),
  ];
}

/** All of a workload's demand: what it is worth, USD a year, and the fewest accelerators that it takes. */
interface Margin {
  readonly value: number | undefined;
  readonly accelerators: number;
}

function worthOf(
  priced: boolean,
  margins: readonly Margin[],
  limit: Worth['limit'],
  path: string,
  change: Change,
  unit: number,
): Worth[] {
  let money: number | null = priced ? change.cost : null;
  let serves = 0;
  for (let j = 0; j < margins.length; j++) {
    const { value, accelerators } = margins[j]!;
    const served = change.served[j]! * accelerators;
    if (Math.abs(served) < NOTHING / unit) continue;
    serves += served;
    money = money === null || value === undefined ? null : money + change.served[j]! * value;
  }
  const within = Math.abs(change.within) * unit < NOTHING ? 0 : change.within * unit;
  if (within !== 0) money = null;
  const none = serves === 0 && within === 0 && Math.abs(change.cost) * unit < NOTHING;
  return none ? [] : [{ limit, path, money: money === null ? null : money * unit, serves: serves * unit, within }];
}

/**
 * Value of a share of a workload's demand at the margin, USD a year. What is short is short in the busiest hours only: a
 * replica more works in those hours of the week in which demand exceeds what is served, and works there to the full.
 */
function marginalValue({ claimant: { job }, value }: Wanted, unserved: number): number | undefined {
  if (value === undefined || job.kind === 'training') return undefined;
  const limit = (1 - unserved) * job.peakOfShape;
  let hours = 0;
  job.shape.forEach((shape, state) => {
    if (shape >= limit - 1e-9) hours += state < 24 ? 5 : 2;
  });
  return (value * job.peakOfShape * hours) / HOURS_A_WEEK;
}

/** Worths over a year of stretches, each with its share of the year. */
export function meanOf(stretches: readonly { readonly share: number; readonly worth: readonly Worth[] }[]): Worth[] {
  const sums = new Map<string, Worth>();
  for (const { share, worth } of stretches) {
    for (const one of worth) {
      const key = `${one.limit} ${one.path}`;
      const sum = sums.get(key) ?? { ...one, money: 0, serves: 0, within: 0 };
      sums.set(key, {
        ...sum,
        money: sum.money === null || one.money === null ? null : sum.money + share * one.money,
        serves: sum.serves + share * one.serves,
        within: sum.within + share * one.within,
      });
    }
  }
  return [...sums.values()];
}

/** A worth in words: "one more MW of contract Prairie.Grid is worth 310 kUSD a year". */
export function inWords({ limit, path, money, serves, within }: Worth): string {
  const [what, unit] = {
    accelerators: [`accelerator in ${path}`, 1],
    contract: [`MW of contract ${path}`, 1e6],
    latency: [`ms for ${path} to answer`, 1e-3],
  }[limit] as [string, number];
  const effects = [
    ...(within > 0 ? [`take ${showQuantity(within * unit, 'MW')} back within contracts`] : []),
    ...(within < 0 ? [`exceed contracts by another ${showQuantity(-within * unit, 'MW')}`] : []),
    ...(serves === 0 ? [] : [`serve work of ${showNumber(serves * unit)} accelerators`]),
  ];
  if (money !== null)
    return `one more ${what} is worth ${showQuantity(money * unit, 'USD')} a year${limit === 'accelerators' ? ' beyond its price' : ''}`;
  return effects.length === 0
    ? `one more ${what} would lower the cost, by prices that are not known`
    : `one more ${what} would ${effects.join(' and ')}`;
}
