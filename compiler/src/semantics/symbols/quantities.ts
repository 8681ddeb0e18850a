import { dimensionsOfTypeText, type Dimension, fromSi, resolveUnit, toSi } from '../units/index.js';

/** Units that planners, engineers and buyers write, in the order in which they are offered for their dimension. */
const usual: readonly string[] = (
  'MW kW GW W MVA kVA MWh kWh GWh TWh GJ MJ J ' +
  'USD MUSD kUSD BUSD USD/MWh USD/kWh USD/kW/month USD/kW/year USD/W USD/kW USD/kW/h USD/Mtok USD/h USD/year USD/month USD/t USD/kg USD/m3 USD/rack USD/GB ' +
  'years months days h min s ms us degC degF K ' +
  't kt kg g g/kWh kg/kWh kg/MWh m3 L Mgal gal L/kWh m3/h L/min gal/min m2 ft2 km m mi ft ' +
  'GB TB MB kB PB GB/s TB/s Gb/s Tb/s Mb/s kB/token TFLOP/s PFLOP/s TFLOP PFLOP ' +
  'req/s req/min req/day tok/s Mtok/s Mtok Btok tok req ' +
  'kW/rack W/rack kg/m2 kg/rack racks accelerators ports halls servers MW/min kW/s MW/s W/accelerator J/token ' +
  '%/year % pp'
).split(/\s+/);

/** Units in which a quantity of a type may be written, the usual ones first: of `Power/rack`, `kW/rack` and `W/rack`. */
export function unitsOf(type: string): readonly string[] {
  if (type === 'Share') return ['%'];
  if (type === 'Number' || type === 'Ratio') return [];
  const due = dimensionsOfTypeText(type) ?? [];
  return usual.filter((unit) => due.some((dimension) => dimensionOf(unit) === dimension));
}

/** A number in the usual units of its dimension, with the digits that count: `[{ value: 0.132, unit: 'MW/rack' }, …]`. */
export function inUnits(value: number, unit: string): readonly { readonly value: number; readonly unit: string }[] {
  const written = resolveUnit(unit, {});
  if (!written.ok) return [];
  const si = toSi(value, written.unit);
  return usual.flatMap((other) => {
    const resolved = resolveUnit(other, {});
    if (!resolved.ok || resolved.unit.dimension !== written.unit.dimension || other === unit) return [];
    // `%` and `pp` are of no other dimension than a plain number.
    if (written.unit.isPercent || resolved.unit.isPercent || resolved.unit.isPercentagePoint) return [];
    return [{ value: Number(fromSi(si, resolved.unit).toPrecision(6)), unit: other }];
  });
}

const dimensions = new Map<string, Dimension | undefined>();

function dimensionOf(unit: string): Dimension | undefined {
  if (!dimensions.has(unit)) {
    const resolved = resolveUnit(unit, {});
    dimensions.set(unit, resolved.ok ? resolved.unit.dimension : undefined);
  }
  return dimensions.get(unit);
}
