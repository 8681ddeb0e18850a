import type { Entity } from '../declare/types.js';
import type { Machine, Slot } from '../evaluate/machine.js';
import { valueSpan } from '../origins.js';
import { locate, startOf } from '../report.js';
import { type Dimension, dimensionless, dimensionsOfTypeText } from '../units/index.js';
import { numberValue, poison, type Value } from '../values.js';
import type { PropertyRow, ValueType } from '../kinds/index.js';
import type { WeatherFile, WeatherFiles } from './files.js';

/** The property that names a weather file. */
const WEATHER = 'weather';

/**
 * A property of a climate that its weather file gives: `undefined` where the climate itself names none (its base may), or
 * the file does not give this property. What is wrong with the file is reported once, and its properties are then silent.
 */
export function weatherFigure(
  machine: Machine,
  files: WeatherFiles,
  entity: Entity,
  row: PropertyRow,
): Slot | undefined {
  if (entity.kind.name !== 'climate' || row.name === WEATHER || !given.has(row.name)) return undefined;
  const named = machine.slot(entity, WEATHER);
  if (named === undefined || (named.from !== 'own' && named.from !== 'scenario')) return undefined;
  return { ...named, value: valueOf(machine, files, entity, named, row), alternatives: [], isDynamic: false };
}

function valueOf(machine: Machine, files: WeatherFiles, entity: Entity, named: Slot, row: PropertyRow): Value {
  if (named.value.type !== 'text') return poison;
  const { declaration } = named;
  const from = (declaration?.scope.module ?? entity.module).file;
  const loaded = files.load(from, named.value.text);
  report(machine, entity, named, named.value.text, loaded);
  const figures = 'year' in loaded ? given.get(row.name)?.(loaded) : undefined;
  return figures === undefined ? poison : asValue(figures, row.type);
}

function report(machine: Machine, entity: Entity, named: Slot, spec: string, loaded: WeatherFile): void {
  const { declaration } = named;
  const at = declaration === undefined ? startOf(entity.module) : locate(declaration.scope, valueSpan(declaration));
  machine.reporter.aloud(() => {
    if ('missing' in loaded)
      machine.reporter.report('weather-not-found', at, `There is no file \`${spec}\` beside this one.`);
    else if ('problem' in loaded)
      machine.reporter.report('weather-not-read', at, `\`${spec}\` is not read as an EPW file: ${loaded.problem}.`);
    else if (loaded.year.doubts.length > 0)
      machine.reporter.report(
        'weather-doubtful',
        at,
        `\`${spec}\` is taken with doubts: ${loaded.year.doubts.join('; ')}.`,
      );
  });
}

type Loaded = Extract<WeatherFile, { readonly year: unknown }>;

/** Numbers in SI, as the property's type asks for: one, a list, or a map from numbers to numbers. */
type Figures = number | readonly number[] | readonly (readonly [number, number])[];

const given: ReadonlyMap<string, (loaded: Loaded) => Figures> = new Map<string, (loaded: Loaded) => Figures>([
  ['lat', ({ year }) => year.lat],
  ['lon', ({ year }) => year.lon],
  ['elevation', ({ year }) => year.elevation],
  ['meanDryBulb', ({ statistics }) => kelvin(statistics.meanDryBulb)],
  ['meanWetBulb', ({ statistics }) => kelvin(statistics.meanWetBulb)],
  ['maxDryBulb', ({ statistics }) => kelvin(statistics.maxDryBulb)],
  ['dryBulb996', ({ statistics }) => kelvin(statistics.dryBulb996)],
  ['wetBulb996', ({ statistics }) => kelvin(statistics.wetBulb996)],
  ['dryBulbBelow', ({ statistics }) => bins(statistics.dryBulbBelow)],
  ['wetBulbBelow', ({ statistics }) => bins(statistics.wetBulbBelow)],
  ['monthlyDryBulb', ({ statistics }) => statistics.monthlyDryBulb.map(kelvin)],
  ['monthlyWetBulb', ({ statistics }) => statistics.monthlyWetBulb.map(kelvin)],
  ['monthlyRange', ({ statistics }) => statistics.monthlyRange],
  ['monthlySpread', ({ statistics }) => statistics.monthlySpread],
  ['warmestHour', ({ statistics }) => statistics.warmestHour],
  ['hourlyDryBulb', ({ year }) => Array.from(year.dryBulb, hourlyKelvin)],
  ['hourlyWetBulb', ({ year }) => Array.from(year.wetBulb, hourlyKelvin)],
]);

/** To a thousandth of a kelvin: what lies below is noise of the arithmetic. */
function kelvin(celsius: number): number {
  return Math.round((celsius + 273.15) * 1000) / 1000;
}

/** To a hundredth: files state tenths, and 17,520 figures are written into the IR. */
function hourlyKelvin(celsius: number): number {
  return Math.round((celsius + 273.15) * 100) / 100;
}

function bins(below: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  return below.map(([celsius, hours]) => [kelvin(celsius), hours * 3600]);
}

function asValue(figures: Figures, type: ValueType): Value {
  if (typeof figures === 'number')
    return type.type === 'quantity' ? numberValue(dimensionOf(type.dimension), figures) : poison;
  if (type.type === 'list')
    return {
      type: 'list',
      items: figures.map((figure) => (typeof figure === 'number' ? asValue(figure, type.element) : poison)),
    };
  if (type.type !== 'map') return poison;
  return {
    type: 'map',
    entries: figures.flatMap((figure) =>
      typeof figure === 'number' ? [] : [{ key: figure[0], value: asValue(figure[1], type.value) }],
    ),
  };
}

function dimensionOf(text: string): Dimension {
  return dimensionsOfTypeText(text)?.[0] ?? dimensionless;
}
