import { dimensionless, divide } from './dimension.js';
import { nearest } from './nearest.js';
import { type UnitSymbol, unitSymbols } from './table.js';
import type { UnitContext, UnitError, UnitResult } from './unit.js';

/** What planners write for a unit that is spelt otherwise here, where mere nearness would not find it. */
const habits: Readonly<Record<string, string>> = {
  $: 'USD',
  US$: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  C: 'degC',
  F: 'degF',
  degK: 'K',
  deg: 'degC',
  '°': 'degC',
  kelvin: 'K',
  celsius: 'degC',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  millisecond: 'ms',
  milliseconds: 'ms',
  microseconds: 'us',
  minute: 'min',
  minutes: 'min',
  mins: 'min',
  hr: 'h',
  hrs: 'h',
  yr: 'year',
  yrs: 'years',
  y: 'year',
  a: 'year',
  mo: 'month',
  watt: 'W',
  watts: 'W',
  kilowatts: 'kW',
  megawatts: 'MW',
  megawatt: 'MW',
  gigawatts: 'GW',
  tons: 't',
  ton: 't',
  tonne: 't',
  tonnes: 't',
  kgCO2: 'kg',
  kgCO2e: 'kg',
  gCO2: 'g',
  gCO2e: 'g',
  tCO2: 't',
  tCO2e: 't',
  l: 'L',
  liter: 'L',
  liters: 'L',
  litre: 'L',
  litres: 'L',
  gallons: 'gal',
  m3s: 'm3',
  sqm: 'm2',
  sf: 'ft2',
  feet: 'ft',
  meter: 'm',
  meters: 'm',
  metre: 'm',
  metres: 'm',
  percent: '%',
  qps: 'req/s',
  QPS: 'req/s',
  rps: 'req/s',
  RPS: 'req/s',
  tps: 'tok/s',
  bps: 'b/s',
  kbps: 'kb/s',
  Mbps: 'Mb/s',
  Gbps: 'Gb/s',
  Tbps: 'Tb/s',
  GBps: 'GB/s',
  TBps: 'TB/s',
  TFLOPS: 'TFLOP/s',
  PFLOPS: 'PFLOP/s',
  EFLOPS: 'EFLOP/s',
  TFLOPs: 'TFLOP',
  PFLOPs: 'PFLOP',
  chip: 'accelerator',
  chips: 'accelerators',
};

/**
 * What a unit as written means: `kW/rack`, `USD/kW/month`, `°C`. Every `/` divides by the one part after it.
 * @returns dimension, factor to SI and offset, or what is wrong with the nearest spelling
 */
export function resolveUnit(text: string, context: UnitContext = {}): UnitResult {
  const parts = text.split('/');
  let dimension = dimensionless;
  let numerator = 1;
  let denominator = 1;
  let currency: string | undefined;
  const known: UnitSymbol[] = [];
  for (const part of parts) {
    const unit = unitSymbols.get(part);
    if (unit === undefined) return { ok: false, error: unknownUnit(text, part) };
    known.push(unit);
  }
  const single = known.length === 1 ? known[0] : undefined;
  for (const [index, unit] of known.entries()) {
    if (unit.dimension.isPoint && single === undefined) return { ok: false, error: pointInCompound(text, unit) };
    let rate = 1;
    if (unit.currency !== undefined) {
      currency = unit.currency;
      const given = unit.currency === 'USD' ? 1 : context.exchange?.(unit.currency);
      if (given === undefined) return { ok: false, error: noExchangeRate(unit) };
      rate = given;
    }
    if (index === 0) {
      dimension = unit.dimension;
      numerator *= unit.numerator * rate;
      denominator *= unit.denominator;
    } else {
      dimension = divide(dimension, unit.dimension);
      numerator *= unit.denominator;
      denominator *= unit.numerator * rate;
    }
  }
  return {
    ok: true,
    unit: {
      dimension,
      numerator,
      denominator,
      offset: single?.offset ?? 0,
      ...(currency === undefined ? {} : { currency }),
      isPercent: single?.symbol === '%',
      isPercentagePoint: single?.symbol === 'pp',
    },
  };
}

function unknownUnit(text: string, part: string): UnitError {
  const suggestions: string[] = [];
  const near = nearestUnits(part);
  // Only the part at fault changes; if another part is unknown as well, half a mend is none.
  for (const replacement of near) {
    const whole = text
      .split('/')
      .map((piece) =>
        piece === part ? replacement : unitSymbols.has(piece) ? piece : (nearestUnits(piece)[0] ?? piece),
      )
      .join('/');
    if (whole.split('/').every((piece) => unitSymbols.has(piece))) suggestions.push(whole);
  }
  const what = part === '' ? `\`${text}\` is not a unit` : `\`${part}\` is not a unit`;
  const ask = suggestions.length === 0 ? '' : `; did you mean ${suggestions.map((s) => `\`${s}\``).join(' or ')}?`;
  return { reason: 'unknown', part, suggestions, message: what + ask };
}

/** At most three spellings that may have been meant: a known habit, then case alone, then letters. */
function nearestUnits(part: string): readonly string[] {
  const habit = Object.hasOwn(habits, part) ? habits[part] : undefined;
  if (habit !== undefined) return [habit];
  const lower = part.toLowerCase();
  const sameLetters = [...unitSymbols.keys()].filter((symbol) => symbol.toLowerCase() === lower);
  if (sameLetters.length > 0) return sameLetters.slice(0, 3);
  const lowerHabit = Object.hasOwn(habits, lower) ? habits[lower] : undefined;
  if (lowerHabit !== undefined) return [lowerHabit];
  const near = nearest(part, unitSymbols.keys());
  return near.slice(0, 1);
}

function noExchangeRate(unit: UnitSymbol): UnitError {
  const currency = unit.currency ?? unit.symbol;
  return {
    reason: 'no-exchange-rate',
    part: unit.symbol,
    suggestions: [],
    message: `no exchange rate for ${currency}: add \`exchange { ${currency}: … USD }\``,
  };
}

function pointInCompound(text: string, unit: UnitSymbol): UnitError {
  const suggestions = [
    text
      .split('/')
      .map((part) => (part === unit.symbol ? 'K' : part))
      .join('/'),
  ];
  return {
    reason: 'point-in-compound',
    part: unit.symbol,
    suggestions,
    message: `\`${unit.symbol}\` is a point on the temperature scale; a difference is in K: \`${suggestions[0]!}\``,
  };
}
