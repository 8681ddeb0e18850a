import type { SimulationResult } from '../../simulation/results.js';
import { costOf } from '../context.js';
import { type Choices, type Composed, type Composer, MOVES_WORK } from './compose.js';
import type { Unit } from './options.js';

/** Up to this many combinations of options all of them are tried. */
export const MOST_COMBINATIONS = 256;
/** Rounds over all units at most; a round that changes nothing is the last. */
const MOST_ROUNDS = 4;
/** Options of a unit that later rounds try again. */
const MOST_AGAIN = 3;
/**
 * Times the energy by which an option differs that what is changed elsewhere may make up for: a plant, a power path or a bill
 * that comes after weighs energy otherwise, and all of it at the most; what an option costs to build stays as it is.
 */
const REWEIGHED = 2;
/** Simulations after which no further unit is tried. */
const MOST_SIMULATIONS = 800;

/** A plan that the search reached: what it chose, and what it costs with useful work held equal, USD. */
export interface Best {
  readonly choices: Choices;
  readonly cost: number;
  /** True where every combination was tried. */
  readonly isExhaustive: boolean;
  /** True where the search ended because it had run its most simulations. */
  readonly isCut: boolean;
  /** Options of each unit that came closest when it was first tried; nothing where it was not. */
  readonly closest: readonly (ReadonlySet<number> | undefined)[];
}

/** Where a search begins that was made in small before. */
export type Screened = Pick<Best, 'choices' | 'closest'>;

type Price = (composed: Composed) => number | undefined;

/**
 * The cheapest plan that choices reach (MODELS A4), from the plan as written, which is always a candidate. Small products are
 * tried whole; larger ones by coordinate descent, unit by unit in a fixed order until nothing changes. Racks are tried
 * together with the coolings of their halls, since one often needs the other. What was `screened` is tried first, and of its
 * units the options that came closest there. Later rounds try again what may have become better since: options of which
 * something near has changed, or that lost by less than the energy in which they differ is worth.
 */
export function search(
  composer: Composer,
  units: readonly Unit[],
  base: SimulationResult,
  cost: number,
  price: Price,
  mostCombinations = MOST_COMBINATIONS,
  screened?: Screened,
): Best {
  const product = units.reduce((all, { options }) => Math.min(all * (options.length + 1), Infinity), 1);
  const descent = new Descent(composer, units, base, cost, price);
  const isExhaustive = product <= mostCombinations;
  const isCut = isExhaustive ? descent.tryAll() : descent.run(screened);
  return { choices: descent.best, cost: descent.least, isExhaustive, isCut, closest: descent.closest };
}

/** What choices cost, USD, with the energy that they take, J, and the bills for it, USD. */
interface Priced {
  readonly cost: number;
  readonly energy: number;
  readonly bills: number;
}

const NO_MEND: Priced = { cost: Infinity, energy: 0, bills: 0 };

/** How an option did when it was last tried. */
interface Tried {
  /** USD more than the best plan of then. */
  readonly gap: number;
  /** USD that the energy is worth by which it differs from that plan. */
  readonly energy: number;
  /** Changes of the best plan before it. */
  readonly at: number;
}

class Descent {
  best: Choices;
  least: number;
  /** Prices by choices, and by what the fitted units are held at. */
  private readonly known = new Map<string, Priced>();
  closest: (ReadonlySet<number> | undefined)[] = [];
  /** Of each unit by option. */
  private readonly tried: Map<number, Tried>[];
  /** Which units changed, one entry for each change of the best plan. */
  private readonly changes: (readonly number[])[] = [];
  /** The best plan's price. */
  private priced: Priced;

  constructor(
    private readonly composer: Composer,
    private readonly units: readonly Unit[],
    base: SimulationResult,
    cost: number,
    private readonly price: Price,
  ) {
    this.best = units.map(() => -1);
    this.least = cost;
    this.priced = { cost, energy: base.energy ?? 0, bills: billsOf(base) };
    this.known.set(this.best.join(), this.priced);
    this.tried = units.map(() => new Map<number, Tried>());
  }

  /** Tries every combination; never cut. */
  tryAll(): boolean {
    for (const choices of products(this.units)) this.offer(choices);
    return false;
  }

  /** Tries the options of one unit after the other; true where it ended before nothing changed any more. */
  run(screened?: Screened): boolean {
    if (screened !== undefined) {
      this.closest = [...screened.closest];
      this.offer(screened.choices);
    }
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const before = this.best;
      for (const [i, unit] of this.units.entries()) {
        if (this.composer.simulations >= MOST_SIMULATIONS) return true;
        if (this.closest[i] === undefined) this.first(unit, i);
        else this.again(unit, i);
      }
      if (this.best === before) return false;
    }
    return false;
  }

  /** Tries every option of a unit, and remembers which came closest: later choices do not change their order much. */
  private first(unit: Unit, at: number): void {
    const tried = moves(this.units, unit, at, this.best).map((choices) => ({ choices, ...this.offer(choices) }));
    for (const { choices, ...priced } of tried) this.note(at, choices[at] ?? -1, priced);
    const order = tried.filter(({ cost }) => cost < Infinity).sort((a, b) => a.cost - b.cost);
    this.closest[at] = new Set([...new Set(order.map(({ choices }) => choices[at] ?? -1))].slice(0, MOST_AGAIN));
  }

  /** Tries the closest options of a unit, plants and contracts as they fit the best plan so far; then fits them anew. */
  private again(unit: Unit, at: number): void {
    const options = [...(this.closest[at] ?? [])].filter((option) => this.mayWin(at, option));
    const tried = moves(this.units, unit, at, this.best, new Set(options));
    if (tried.length === 0) return;
    if (unit.isFitted === true) {
      for (const choices of tried) this.offer(choices);
      return;
    }
    const held = this.fitted();
    const priced = tried.map((choices) => ({ choices, ...this.priceOf(choices, held) }));
    for (const { choices, ...each } of priced) this.note(at, choices[at] ?? -1, each);
    const cheaper = priced
      .filter(({ cost }) => cost < this.least - significant(this.least))
      .sort((a, b) => a.cost - b.cost);
    for (const { choices } of cheaper) this.offer(choices);
  }

  /** Units whose fitted options are what they come to in the best plan so far. */
  private fitted(): readonly Unit[] {
    const { best, units, composer } = this;
    if (!units.some(({ isFitted }, i) => isFitted === true && (best[i] ?? -1) >= 0)) return units;
    return frozen(units, best, composer.compose(units, best));
  }

  /** Remembers how an option did: of several plans with it the cheapest. */
  private note(at: number, option: number, { cost, energy, bills }: Priced): void {
    const now = this.changes.length;
    const gap = cost - this.least;
    const before = this.tried[at]?.get(option);
    if (before !== undefined && before.at === now && before.gap <= gap) return;
    const rate = energy > 0 ? bills / energy : 0;
    this.tried[at]?.set(option, { gap, energy: Math.abs(energy - this.priced.energy) * rate, at: now });
  }

  /** False where nothing that changed since an option was tried can have made it the better one. */
  private mayWin(at: number, option: number): boolean {
    const unit = this.units[at];
    const tried = this.tried[at]?.get(option);
    if (unit === undefined || tried === undefined || unit.isFitted === true) return true;
    const since = this.changes.slice(tried.at).flat();
    if (since.some((i) => i !== at && isNear(unit, this.units[i] ?? unit))) return true;
    return since.length > 0 && tried.gap <= REWEIGHED * tried.energy;
  }

  private offer(choices: Choices): Priced {
    const priced = this.priceOf(choices, this.units);
    if (priced.cost < this.least - significant(this.least)) {
      this.changes.push([...choices.keys()].filter((i) => choices[i] !== this.best[i]));
      this.least = priced.cost;
      this.priced = priced;
      this.best = choices;
    }
    return priced;
  }

  private priceOf(choices: Choices, units: readonly Unit[]): Priced {
    const key = units === this.units ? choices.join() : `${choices.join()} at ${this.best.join()}`;
    let priced = this.known.get(key);
    if (priced === undefined) {
      const composed = this.composer.compose(units, choices);
      const cost = composed && this.price(composed);
      priced =
        composed === undefined || cost === undefined
          ? NO_MEND
          : { cost, energy: composed.result.energy ?? 0, bills: billsOf(composed.result) };
      this.known.set(key, priced);
    }
    return priced;
  }
}

/** USD of present value that go by energy and power. */
function billsOf(result: SimulationResult): number {
  return costOf(result, ({ subsystem }) => subsystem === 'operation' || subsystem === 'contract') ?? 0;
}

/** True for units of which one decides what the other is worth beyond its energy: they are about the same thing. */
function isNear(a: Unit, b: Unit): boolean {
  const moves = MOVES_WORK.has(a.subsystem);
  if (moves && MOVES_WORK.has(b.subsystem)) return true;
  const isSamePlace = a.paths.some((path) => b.paths.includes(path));
  if (a.subsystem === b.subsystem) return isSamePlace || a.subsystem === 'network' || a.subsystem === 'contract';
  const pair = [a.subsystem, b.subsystem];
  return isSamePlace && pair.includes('rack') && pair.includes('cooling');
}

/** Units whose fitted options are what they came to in a plan, whatever else is chosen. */
export function frozen(units: readonly Unit[], choices: Choices, composed: Composed | undefined): readonly Unit[] {
  return units.map((unit, i): Unit => {
    const changes = composed?.steps[i] ?? [];
    if (unit.isFitted !== true || (choices[i] ?? -1) < 0) return unit;
    return { ...unit, options: unit.options.map(({ key }) => ({ key, changes: () => changes })) };
  });
}

/** Differences that are rounding, or not worth a change of the plan: a dollar. */
function significant(cost: number): number {
  return Math.max(1, 1e-9 * Math.abs(cost));
}

/**
 * The plan's own choice for a unit and every option of it, or those `of` it; for racks also with each cooling of the same
 * halls, for the leaf of a fabric also with the fabric that the plan has.
 */
function moves(units: readonly Unit[], unit: Unit, at: number, from: Choices, of?: ReadonlySet<number>): Choices[] {
  const withChoice = (choices: Choices, i: number, option: number): Choices =>
    choices.map((choice, j) => (j === i ? option : choice));
  const place = unit.paths[0] ?? '';
  const indexOf = (name: string): number => units.findIndex(({ key }) => key === `${name} ${place}`);
  const cooling = unit.subsystem === 'rack' ? indexOf('cooling') : -1;
  const fabric = unit.key === `leaf ${place}` ? indexOf('fabric') : -1;
  return range(unit.options).flatMap((option) => {
    if (of?.has(option) === false) return [];
    const chosen = withChoice(from, at, option);
    const others = cooling < 0 || option < 0 ? [] : range(units[cooling]?.options ?? []);
    return [
      chosen,
      ...others.map((other) => withChoice(chosen, cooling, other)),
      ...(fabric >= 0 && option >= 0 && (from[fabric] ?? -1) >= 0 ? [withChoice(chosen, fabric, -1)] : []),
    ];
  });
}

/** -1, for what the plan has, and the index of each option. */
function range(options: readonly unknown[]): number[] {
  return [-1, ...options.keys()];
}

function* products(units: readonly Unit[]): Generator<Choices> {
  const choices = units.map(() => -1);
  for (;;) {
    yield [...choices];
    let i = units.length - 1;
    while (i >= 0 && choices[i] === (units[i]?.options.length ?? 0) - 1) choices[i--] = -1;
    if (i < 0) return;
    choices[i] = (choices[i] ?? -1) + 1;
  }
}
