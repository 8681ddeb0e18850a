import { type Dimension, divide, multiply } from './dimension.js';
import { counts, quantities } from './quantities.js';

/** One operator and name of a type: `/rack` in `Power/rack`. The syntax tree's `NamedType.factors` fits. */
export interface TypeFactor {
  readonly operator: '*' | '/';
  readonly name: string;
}

/** Dimensions that a value of `Rate` may have: whichever the workload is measured in. */
const rateDimensions: readonly Dimension[] = [
  divide(quantities.Request.dimension, quantities.Time.dimension),
  divide(quantities.Token.dimension, quantities.Time.dimension),
  counts.accelerator.dimension,
  quantities.Power.dimension,
];

const units: ReadonlyMap<string, Dimension> = new Map([
  ...Object.entries(quantities).map(([name, quantity]) => [name, quantity.dimension] as const),
  ...Object.entries(counts).map(([name, count]) => [name, count.dimension] as const),
  ['token', quantities.Token.dimension] as const,
  ['request', quantities.Request.dimension] as const,
]);

/** Every name that stands for a dimension on its own, for "did you mean". */
export const dimensionTypeNames: readonly string[] = [...Object.keys(quantities), 'Rate'];

/**
 * The dimensions that a type such as `Power`, `Power/rack` or `Money/Power/Time` allows: one, or several for `Rate`.
 * Undefined when a name in it is neither a quantity nor something counted (then it is a kind, or misspelt).
 */
export function dimensionsOfType(name: string, factors: readonly TypeFactor[] = []): readonly Dimension[] | undefined {
  let dimensions = name === 'Rate' ? rateDimensions : asList(units.get(name));
  for (const factor of factors) {
    const by = units.get(factor.name);
    if (by === undefined || dimensions === undefined) return undefined;
    dimensions = dimensions.map((dimension) =>
      factor.operator === '/' ? divide(dimension, by) : multiply(dimension, by),
    );
  }
  return dimensions;
}

function asList(dimension: Dimension | undefined): readonly Dimension[] | undefined {
  return dimension === undefined ? undefined : [dimension];
}

/** The same for a type written in one piece, `Money/Power/Time`. */
export function dimensionsOfTypeText(text: string): readonly Dimension[] | undefined {
  const [name = '', ...rest] = text.split(/([*/])/);
  const factors: TypeFactor[] = [];
  for (let index = 0; index + 1 < rest.length; index += 2) {
    factors.push({ operator: rest[index] === '/' ? '/' : '*', name: rest[index + 1]!.trim() });
  }
  return dimensionsOfType(name.trim(), factors);
}
