import type { Expression } from '../../syntax/tree.js';
import type { PropertyRow } from '../kinds/index.js';
import { locate } from '../report.js';
import { type Dimension, dimensionsOfTypeText, divide, fromSi, quantities, resolveUnit } from '../units/index.js';
import { type Amount, isDistribution, isSeries, type NumberValue, numberValue, poison, type Value } from '../values.js';
import { numbersOf, over, scale } from './amounts.js';
import type { Place } from './coerce.js';
import { fits, reportDimension } from './dimensions.js';
import type { Env, Machine } from './machine.js';
import { asNumber } from './operands.js';

const dimensionsByType = new Map<string, readonly Dimension[]>();
const requestRate = divide(quantities.Request.dimension, quantities.Time.dimension);
const tokenRate = divide(quantities.Token.dimension, quantities.Time.dimension);

/** The dimensions that a type allows. */
export function dimensionsOf(type: string): readonly Dimension[] {
  const known = dimensionsByType.get(type);
  if (known !== undefined) return known;
  const found = dimensionsOfTypeText(type);
  if (found === undefined) throw new Error(`the kinds name a quantity that does not exist: ${type}`);
  dimensionsByType.set(type, found);
  return found;
}

/** A number where the property's type asks for a quantity: dimension, variation, uncertainty and bounds. */
export function coerceQuantity(machine: Machine, value: Value, type: string, place: Place): Value {
  const { expression, env } = place;
  const number = asNumber(machine, value, expression, env);
  if (number === undefined) return poison;
  const converted = withDimension(machine, number, type, place);
  if (converted === undefined) return poison;
  const amount = allowed(machine, converted.amount, place);
  if (amount === undefined || !withinBounds(machine, amount, place)) return poison;
  if (isBelowNothing(amount, type, place)) {
    const message = `\`${place.row.name}\` cannot be negative.`;
    machine.reporter.report('out-of-bounds', place.at ?? locate(env.scope, expression), message);
    return poison;
  }
  return numberValue(converted.dimension, amount, converted.bare);
}

/** Quantities that exist or not, but are never less than nothing. Prices of energy, temperatures and plain numbers may be. */
const NEVER_NEGATIVE =
  /^(Power|ApparentPower|Energy|Mass|Carbon|Volume|Water|Flow|Area|Data|DataRate|Flop|Token|Request|Time|Share|Rate|Money(?!\/Energy))(\/|$)/;

/** True of a type whose quantities cannot be less than nothing. */
export function isNeverNegative(type: string): boolean {
  return NEVER_NEGATIVE.test(type);
}

/** Where the kind gives no bounds of its own. */
function isBelowNothing(amount: Amount, type: string, { row }: Place): boolean {
  return row.bounds === undefined && isNeverNegative(type) && numbersOf(amount).some((number) => number < 0);
}

function withDimension(machine: Machine, number: NumberValue, type: string, place: Place): NumberValue | undefined {
  const { expression, env, row } = place;
  if (type === 'Rate') return asRate(machine, number, place);
  const due = dimensionsOf(type);
  const first = due[0]!;
  if (fits(number.dimension, number.bare, first, env.isDefault)) return number;
  const factor =
    number.dimension === quantities.ApparentPower.dimension && first === quantities.Power.dimension
      ? powerFactor(machine, env)
      : undefined;
  const real = factor === undefined ? undefined : scale(number.amount, factor);
  if (real !== undefined) return numberValue(first, real);
  reportDimension(machine, number, due, expression, env, row.name);
  return undefined;
}

/** What turns apparent power into power on this block, where its kind has a power factor. */
function powerFactor(machine: Machine, env: Env): number | undefined {
  if (!env.self.kind.properties.has('powerFactor')) return undefined;
  const value = machine.slot(env.self, 'powerFactor')?.value;
  return value?.type === 'number' && typeof value.amount === 'number' ? value.amount : undefined;
}

/** Demand is held in requests a second; output tokens a second become requests through the tokens that each puts out. */
function asRate(machine: Machine, number: NumberValue, { expression, env, row }: Place): NumberValue | undefined {
  if (number.dimension === requestRate) return number;
  if (number.dimension === tokenRate && env.self.kind.properties.has('outputTokens')) {
    const tokens = machine.slot(env.self, 'outputTokens')?.value;
    if (tokens === undefined || tokens.type === 'poison') return undefined;
    const each = tokens.type === 'number' ? centralOf(tokens.amount) : 0;
    const requests = each > 0 ? over(number.amount, each) : undefined;
    machine.markDynamic();
    if (requests !== undefined) return numberValue(requestRate, requests);
  }
  reportDimension(machine, number, [requestRate, tokenRate], expression, env, row.name);
  return undefined;
}

function centralOf(amount: Amount): number {
  if (typeof amount === 'number') return amount;
  return isDistribution(amount) ? amount.central : 0;
}

/** Whether the property may change over time and be uncertain. In a kind's default a certain property takes the central value. */
function allowed(machine: Machine, amount: Amount, { expression, env, row }: Place): Amount | undefined {
  if (typeof amount === 'number') return amount;
  const name = row.name === '' ? 'This' : `\`${row.name}\``;
  if (isSeries(amount)) {
    if (row.varying !== true) {
      machine.reporter.report(
        'not-varying',
        locate(env.scope, expression),
        `${name} does not change over time: one value is due.`,
      );
      return undefined;
    }
    if (amount.factor === undefined || row.uncertain === true) return amount;
  } else if (row.uncertain === true) return amount;
  if (env.isDefault && isDistribution(amount)) return amount.central;
  machine.reporter.report(
    'not-uncertain',
    locate(env.scope, expression),
    `${name} is not uncertain: one certain value is due.`,
  );
  return undefined;
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

const boundsByRow = new WeakMap<PropertyRow, Bounds>();

function boundsOf(machine: Machine, row: PropertyRow, env: Env): Bounds | undefined {
  if (row.bounds === undefined) return undefined;
  const known = boundsByRow.get(row);
  if (known !== undefined) return known;
  const [low, high] = [row.bounds.from, row.bounds.to].map((bound) => {
    const value = machine.evaluate(bound, { ...env, isDefault: true });
    return value.type === 'number' && typeof value.amount === 'number' ? value.amount : Number.NaN;
  });
  const bounds = { low: low ?? Number.NaN, high: high ?? Number.NaN };
  boundsByRow.set(row, bounds);
  return bounds;
}

function withinBounds(machine: Machine, amount: Amount, { expression, env, row, at }: Place): boolean {
  const bounds = boundsOf(machine, row, env);
  if (bounds === undefined || row.bounds === undefined) return true;
  // 5 degC from 278.15 K and 0.05 from 5 % differ in the last digit.
  const slack = 1e-9 * Math.max(Math.abs(bounds.low), Math.abs(bounds.high));
  const outside = numbersOf(amount).find((number) => number < bounds.low - slack || number > bounds.high + slack);
  if (outside === undefined) return true;
  const unit = boundUnit(row.bounds.to);
  const found = show(outside, unit);
  const { from, to } = row.bounds;
  const computed = at === undefined ? 'this is' : 'computed for this block, it is';
  const message = `\`${row.name}\` lies between ${boundText(from)} and ${boundText(to)}; ${computed} ${found}.`;
  machine.reporter.aloud(() => machine.reporter.report('out-of-bounds', at ?? locate(env.scope, expression), message));
  return false;
}

function boundText(bound: Expression): string {
  if (bound.type === 'quantity') return `${bound.raw} ${bound.unit}`;
  if (bound.type === 'number') return bound.raw;
  return bound.type === 'unary' ? `-${boundText(bound.operand)}` : '?';
}

function boundUnit(bound: Expression): string | undefined {
  return bound.type === 'quantity' ? bound.unit : undefined;
}

/** A number in SI in a unit, with at most six digits. */
function show(si: number, unit: string | undefined): string {
  const resolved = unit === undefined ? undefined : resolveUnit(unit);
  const value = resolved?.ok === true ? fromSi(si, resolved.unit) : si;
  const text = String(Number(value.toPrecision(6)));
  return unit === undefined ? text : `${text} ${unit}`;
}
