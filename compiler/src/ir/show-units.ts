/**
 * The units in which numbers are shown, and what one of them is in SI. The language reads more units than these (see
 * semantics/units); a test holds the two tables together.
 */

const hour = 3600;
const day = 24 * hour;
/** The simulation's calendar has 365 days in every year. */
const year = 365 * day;

const factors: Readonly<Record<string, number>> = {
  W: 1,
  kW: 1e3,
  MW: 1e6,
  GW: 1e9,
  VA: 1,
  kVA: 1e3,
  MVA: 1e6,
  J: 1,
  kJ: 1e3,
  MJ: 1e6,
  Wh: hour,
  kWh: 1e3 * hour,
  MWh: 1e6 * hour,
  GWh: 1e9 * hour,
  TWh: 1e12 * hour,
  USD: 1,
  kUSD: 1e3,
  MUSD: 1e6,
  BUSD: 1e9,
  ns: 1e-9,
  us: 1e-6,
  ms: 1e-3,
  s: 1,
  min: 60,
  h: hour,
  day,
  days: day,
  month: year / 12,
  months: year / 12,
  year,
  years: year,
  K: 1,
  degC: 1,
  g: 1e-3,
  kg: 1,
  t: 1e3,
  kt: 1e6,
  Mt: 1e9,
  m: 1,
  km: 1e3,
  m2: 1,
  m3: 1,
  L: 1e-3,
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  PB: 1e15,
  b: 1 / 8,
  kb: 1e3 / 8,
  Mb: 1e6 / 8,
  Gb: 1e9 / 8,
  Tb: 1e12 / 8,
  FLOP: 1,
  GFLOP: 1e9,
  TFLOP: 1e12,
  PFLOP: 1e15,
  EFLOP: 1e18,
  ZFLOP: 1e21,
  tok: 1,
  ktok: 1e3,
  Mtok: 1e6,
  token: 1,
  req: 1,
  kreq: 1e3,
  rack: 1,
  racks: 1,
  accelerator: 1,
  accelerators: 1,
  port: 1,
  ports: 1,
  hall: 1,
  halls: 1,
  server: 1,
  servers: 1,
  '%': 0.01,
  pp: 0.01,
};

/** Every unit that can be shown, alone or in a quotient. */
export const shownUnits: readonly string[] = Object.keys(factors);

/** Units of one family, smallest first: a quantity in one of them is shown in the one that gives handy digits. */
const families: readonly (readonly string[])[] = [
  ['W', 'kW', 'MW', 'GW'],
  ['VA', 'kVA', 'MVA'],
  ['Wh', 'kWh', 'MWh', 'GWh', 'TWh'],
  ['g', 'kg', 't', 'kt', 'Mt'],
  ['B', 'kB', 'MB', 'GB', 'TB', 'PB'],
  ['b', 'kb', 'Mb', 'Gb', 'Tb'],
  ['FLOP', 'GFLOP', 'TFLOP', 'PFLOP', 'EFLOP', 'ZFLOP'],
];

/** Over these a unit may change its prefix: `MW/min` may become `kW/min`, `kW/rack` stays as it is. */
const times: readonly string[] = ['s', 'min', 'h', 'day', 'month', 'year'];

/**
 * What one `unit` (`kW/rack`, `USD/kW/month`) is in SI.
 * @throws when the unit is not in the table: units to show come from the kinds, whose test covers them
 */
export function unitFactor(unit: string): number {
  const [first = '', ...rest] = unit.split('/');
  return rest.reduce((factor, part) => factor / atom(part), atom(first));
}

function atom(unit: string): number {
  const factor = Object.hasOwn(factors, unit) ? factors[unit] : undefined;
  if (factor === undefined) throw new Error(`no unit to show is called ${unit}`);
  return factor;
}

/** The unit's family with what it is divided by, `['W/min', 'kW/min', …]`; the unit alone where its prefix is fixed. */
export function scalesOf(unit: string): readonly string[] {
  const [first = '', ...rest] = unit.split('/');
  const family = families.find((units) => units.includes(first));
  if (family === undefined || !rest.every((part) => times.includes(part)) || rest.length > 1) return [unit];
  return family.map((member) => [member, ...rest].join('/'));
}
