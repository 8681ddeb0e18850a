/** What a dimension is a product of powers of. `apparent` marks VA, so that it never passes for W. */
export const baseDimensions = [
  'length',
  'mass',
  'time',
  'temperature',
  'money',
  'data',
  'flop',
  'token',
  'request',
  'rack',
  'accelerator',
  'port',
  'hall',
  'server',
  'apparent',
] as const;

export type BaseDimension = (typeof baseDimensions)[number];

/** Kinds of things that are counted; in a type or a unit they make it "per rack". */
export const countDimensions = [
  'rack',
  'accelerator',
  'port',
  'hall',
  'server',
] as const satisfies readonly BaseDimension[];

/**
 * A dimension. Interned: two dimensions are equal exactly when they are the same object, so compare with `===`.
 * A temperature *point* (`32 degC`) is a dimension apart from a temperature difference (`5 K`).
 */
export interface Dimension {
  /** Stable text of the exponents, `length2*mass*time-3`; `1` for a plain number. Fit as a key and for serialisation. */
  readonly key: string;
  /** Exponents in the order of `baseDimensions`. */
  readonly exponents: readonly number[];
  readonly isPoint: boolean;
}

const interned = new Map<string, Dimension>();

function intern(exponents: readonly number[], isPoint = false): Dimension {
  const powers = baseDimensions.flatMap((base, index) => {
    const exponent = exponents[index] ?? 0;
    return exponent === 0 ? [] : [exponent === 1 ? base : `${base}${exponent}`];
  });
  const key = isPoint ? 'temperaturePoint' : powers.join('*') || '1';
  const known = interned.get(key);
  if (known !== undefined) return known;
  const dimension: Dimension = { key, exponents, isPoint };
  interned.set(key, dimension);
  return dimension;
}

/** The dimension with these exponents; those not named are zero. */
export function dimension(powers: Partial<Record<BaseDimension, number>>): Dimension {
  return intern(baseDimensions.map((base) => powers[base] ?? 0));
}

/** A plain number: shares, ratios and counts without a kind. */
export const dimensionless = dimension({});

/** A point on the temperature scale, in kelvin. */
export const temperaturePoint = intern(
  baseDimensions.map((base) => (base === 'temperature' ? 1 : 0)),
  true,
);

/** Product. A temperature point counts as a difference here: check `isPoint` first where that is a mistake to report. */
export function multiply(left: Dimension, right: Dimension): Dimension {
  return intern(left.exponents.map((exponent, index) => exponent + right.exponents[index]!));
}

/** Quotient, with `multiply`'s rule for temperature points. */
export function divide(left: Dimension, right: Dimension): Dimension {
  return intern(left.exponents.map((exponent, index) => exponent - right.exponents[index]!));
}

/** The dimension to a whole power. */
export function power(base: Dimension, exponent: number): Dimension {
  return intern(base.exponents.map((value) => value * exponent || 0));
}

/** Same as `===`, for places that read better with a name. */
export function equals(left: Dimension, right: Dimension): boolean {
  return left === right;
}

/** The exponent of one base dimension. */
export function exponentOf(of: Dimension, base: BaseDimension): number {
  return of.exponents[baseDimensions.indexOf(base)] ?? 0;
}

/** The dimension without what is counted (`Power/rack` becomes `Power`): tells a forgotten count from a real mismatch. */
export function withoutCounts(of: Dimension): Dimension {
  const counts: readonly BaseDimension[] = countDimensions;
  return intern(baseDimensions.map((base, index) => (counts.includes(base) ? 0 : of.exponents[index]!)));
}

/** The dimension behind a `key`; undefined for a text that is none. */
export function dimensionFromKey(key: string): Dimension | undefined {
  if (key === temperaturePoint.key) return temperaturePoint;
  if (key === dimensionless.key) return dimensionless;
  const powers: Partial<Record<BaseDimension, number>> = {};
  for (const part of key.split('*')) {
    const match = /^([a-z]+)(-?\d+)?$/.exec(part);
    const base = baseDimensions.find((name) => name === match?.[1]);
    if (match === null || base === undefined) return undefined;
    powers[base] = Number(match[2] ?? '1');
  }
  return dimension(powers);
}
