import { type PathExpression, walk } from '../syntax/index.js';
import { isRef, showDate, showQuantity, type Series } from '../ir/index.js';
import { type KindModel, loadKinds, type PropertyRow, type ValueType } from './kinds/index.js';
import { dimensionsOfTypeText, unitFor } from './units/index.js';
import { type Amount, isDistribution, isSeries } from './values.js';

/**
 * A property's value in the IR as a planner would write it: `132 kW/rack`, `1.2 .. 3 USD/W`, `DirectToChip`. For hover, reports
 * and the catalogue.
 */
export function showPropertyValue(
  kind: string,
  property: string,
  value: unknown,
  kinds: KindModel = loadKinds(),
): string {
  const row = kinds.kinds.get(kind)?.properties.get(property);
  return row === undefined ? JSON.stringify(value) : show(value, row.type, unitOf(row));
}

/** A value of a type in the IR as a planner would write it, its numbers in `unit`. */
export function showTyped(value: unknown, type: ValueType, unit: string): string {
  return show(value, type, unit);
}

/** The first names of the paths in a property's default: what it is computed from. Empty for a constant, and without one. */
export function namesInDefault(kind: string, property: string, kinds: KindModel = loadKinds()): ReadonlySet<string> {
  const names = new Set<string>();
  const expression = kinds.kinds.get(kind)?.properties.get(property)?.default;
  if (expression === undefined) return names;
  walk(expression, 0, (node) => {
    if ('type' in node && node.type === 'path') {
      const [first] = (node as PathExpression).segments;
      if (first !== undefined) names.add(first.name.text);
    }
    return undefined;
  });
  return names;
}

function unitOf(row: PropertyRow): string {
  if (row.unit !== undefined) return row.unit;
  return row.type.type === 'quantity' ? usualUnit(row.type.dimension) : '';
}

function usualUnit(dimension: string): string {
  if (dimension === 'Share') return '%';
  if (dimension === 'Rate') return 'req/s';
  const first = dimensionsOfTypeText(dimension)?.[0];
  return first === undefined ? '' : unitFor(first);
}

function show(value: unknown, type: ValueType, unit: string): string {
  switch (type.type) {
    case 'quantity':
      return showAmount(value as Amount, unit);
    case 'ratio':
      return typeof value === 'number' ? `${showQuantity(value, '')}:1` : '';
    case 'date':
      return typeof value === 'string' ? showDate(value) : '';
    case 'text':
    case 'redundancy':
    case 'enum':
      return typeof value === 'string' ? value : '';
    case 'entity':
    case 'child':
      return showEntity(value);
    case 'countOf':
    case 'list':
      return showList(value, type);
    case 'curve':
      return JSON.stringify(value);
    case 'map':
      return showMap(value, type);
    case 'condition':
      return 'a condition';
  }
}

function showAmount(amount: Amount, unit: string): string {
  if (typeof amount === 'number') return showQuantity(amount, unit);
  if (isSeries(amount)) return showSeries(amount, unit);
  if (!isDistribution(amount)) return '';
  const figures = (values: readonly number[]): string => values.map((value) => showQuantity(value, unit)).join(', ');
  switch (amount.distribution) {
    case 'uniform':
      return `${showQuantity(amount.low, unit)} .. ${showQuantity(amount.high, unit)}`;
    case 'triangular':
      return `triangular(${figures([amount.low, amount.mode, amount.high])})`;
    case 'normal':
    case 'lognormal':
      return `${amount.distribution}(${figures([amount.mean, amount.deviation])})`;
  }
}

function showSeries(series: Series, unit: string): string {
  const spread = series.factor === undefined ? '' : ' ± …';
  if (series.series === 'growing') {
    const until = series.until === undefined ? '' : ` until ${showDate(series.until)}`;
    return `${showAmount(series.base, unit)} growing ${showQuantity(series.rate, '%')}/year from ${showDate(series.from)}${until}${spread}`;
  }
  const points = series.points.map((point) => `${showDate(point.at)}: ${showQuantity(point.value, unit)}`).join(', ');
  return `${series.series === 'step' ? 'step ' : ''}{ ${points} }${spread}`;
}

/** A reference by its name, a value by its base. */
function showEntity(value: unknown): string {
  if (isRef(value)) return value.ref.slice(value.ref.indexOf('#') + 1);
  if (typeof value !== 'object' || value === null) return '';
  const base =
    'base' in value && typeof value.base === 'string' ? value.base.slice(value.base.indexOf('#') + 1) : undefined;
  const kind = 'kind' in value && typeof value.kind === 'string' ? value.kind : 'block';
  return base === undefined ? `${kind} { … }` : `${base} { … }`;
}

function showList(value: unknown, type: ValueType): string {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const shown = items.map((item) => {
    if (type.type === 'list')
      return show(item, type.element, type.element.type === 'quantity' ? usualUnit(type.element.dimension) : '');
    const counted = item as { readonly count: number; readonly of: unknown };
    return `${showQuantity(counted.count, '')} of ${showEntity(counted.of)}`;
  });
  if (shown.length === 1) return shown[0]!;
  return shown.length > 6 ? `[${shown.slice(0, 5).join(', ')}, … ${shown.length} in all]` : `[${shown.join(', ')}]`;
}

function showMap(value: unknown, type: Extract<ValueType, { type: 'map' }>): string {
  const unit = type.value.type === 'quantity' ? usualUnit(type.value.dimension) : '';
  if (Array.isArray(value)) {
    const key = type.key.type === 'quantity' ? usualUnit(type.key.dimension) : '';
    const points = value as readonly { readonly at: number; readonly value: unknown }[];
    return `{ ${points.map((point) => `${showQuantity(point.at, key)}: ${show(point.value, type.value, unit)}`).join(', ')} }`;
  }
  if (typeof value !== 'object' || value === null) return '';
  return `{ ${Object.entries(value)
    .map(([name, entry]: [string, unknown]) => `${name}: ${show(entry, type.value, unit)}`)
    .join(', ')} }`;
}
