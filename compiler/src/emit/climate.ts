import type { ClimateStatistics, EpwYear } from '../semantics/index.js';

/** What a `climate` block is written from. */
export interface ClimateRecord {
  /** Name of the file, without its folder. */
  readonly file: string;
  /** The first line of the file, as it stands there. */
  readonly header: string;
  readonly year: EpwYear;
  readonly statistics: ClimateStatistics;
}

const WIDTH = 118;
/** Share of hours in whole degrees from which a record counts as one in whole degrees. */
const WHOLE_DEGREES = 0.5;
/** Difference of a 0.4 % value from that of longer records beyond which it is said, K. */
const APART = 1.5;

/** The text of a file that declares a climate by figures computed from a weather file; what is doubtful stands as comments. */
export function climateText(record: ClimateRecord): string {
  const { year, statistics: figures, file } = record;
  const { design } = year;
  const lines = [
    `// Computed by \`dcplan import epw\` from ${comment(file)}, hour by hour. For the file's own hours, state`,
    `// \`weather: "${quoted(file)}"\` instead of the figures.`,
    `// ${comment(record.header)}`,
    ...doubts(record).map((doubt) => `// Doubtful: ${comment(doubt)}.`),
    '',
    `/// ${comment(year.place === '' ? file : year.place)}. ${kindOfYear(year)}.`,
    source(record),
    `climate ${nameOf(record)} {`,
    `  lat: ${String(year.lat)}`,
    `  lon: ${String(year.lon)}`,
    `  elevation: ${String(year.elevation)} m`,
    `  meanDryBulb: ${degrees(figures.meanDryBulb)}`,
    `  meanWetBulb: ${degrees(figures.meanWetBulb)}`,
    `  maxDryBulb: ${degrees(figures.maxDryBulb)}`,
    `  dryBulb996: ${degrees(figures.dryBulb996)}${designed(design?.dryBulb996, 'design')}`,
    `  wetBulb996: ${degrees(figures.wetBulb996)}${designed(design?.wetBulb996, 'evaporation')}`,
    ...listed('dryBulbBelow', '{}', figures.dryBulbBelow.map(bin)),
    ...listed('wetBulbBelow', '{}', figures.wetBulbBelow.map(bin)),
    ...listed('monthlyDryBulb', '[]', figures.monthlyDryBulb.map(degrees)),
    ...listed('monthlyWetBulb', '[]', figures.monthlyWetBulb.map(degrees)),
    ...listed(
      'monthlyRange',
      '[]',
      figures.monthlyRange.map((kelvin) => `${rounded(kelvin)} K`),
    ),
    ...listed(
      'monthlySpread',
      '[]',
      figures.monthlySpread.map((kelvin) => `${rounded(kelvin)} K`),
    ),
    `  warmestHour: ${String(figures.warmestHour)}`,
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function doubts({ year, statistics }: ClimateRecord): string[] {
  const said = [...year.doubts];
  const whole = year.dryBulb.filter((value) => Number.isInteger(value)).length / year.dryBulb.length;
  if (whole > WHOLE_DEGREES)
    said.push(
      `${(100 * whole).toFixed(0)} % of the hours are in whole degrees; in the bins an hour at the edge counts half`,
    );
  const [first, last] = [year.years[0], year.years.at(-1)];
  if (first !== undefined && last !== undefined && first !== last)
    said.push(
      `its months are of ${String(first)} to ${String(last)}, chosen as typical: extremes of longer records are not in it`,
    );
  const { design } = year;
  for (const [what, mine, theirs] of [
    ['dry', statistics.dryBulb996, design?.dryBulb996],
    ['wet', statistics.wetBulb996, design?.wetBulb996],
  ] as const) {
    if (theirs !== undefined && Math.abs(mine - theirs) > APART)
      said.push(
        `the year's 99.6 % ${what} bulb is ${degrees(mine)}, that of longer records in its header ${degrees(theirs)}`,
      );
  }
  return said;
}

function kindOfYear({ years }: EpwYear): string {
  return years.length === 1 ? `The year ${String(years[0])}` : 'Typical year';
}

/** The last year that the file's own source names, or else the last that its hours are of. */
function source({ file, header, year }: ClimateRecord): string {
  const named = [...year.source.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)].map(([text]) => Number(text));
  const dated = Math.max(...(named.length > 0 ? named : year.years));
  const title = year.source === '' ? 'Weather file' : `${year.source} weather`;
  const what = `${file}, hour by hour; ${header}`;
  const parts = [`"${quoted(title)}"`, ...(Number.isFinite(dated) ? [String(dated), `"${quoted(what)}"`] : [])];
  return `@source(${parts.join(', ')}, standing: published)`;
}

/** A name from the place's first words, or the file's. */
function nameOf({ file, year }: ClimateRecord): string {
  const [place = ''] = year.place.split(', ');
  for (const text of [place, file.replace(/\.[^.]*$/, '')]) {
    const words = text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .split(/[^A-Za-z0-9]+/)
      .filter((word) => word !== '');
    const name = words.join('_');
    if (/^[A-Za-z]/.test(name)) return name;
  }
  return 'Imported';
}

function designed(celsius: number | undefined, what: string): string {
  return celsius === undefined ? '' : `    // ASHRAE 0.4 % ${what}: ${degrees(celsius)}`;
}

function bin([celsius, hours]: readonly [number, number]): string {
  return `${degrees(celsius)}: ${String(hours).replace(/^(\d)(?=\d{3})/, '$1_')} h`;
}

/** A list in one line where it fits, else in lines of about one width. */
function listed(name: string, brackets: string, items: readonly string[]): string[] {
  const [open, close] = brackets.split('') as [string, string];
  const pad = open === '{' ? ' ' : '';
  const one = `  ${name}: ${open}${pad}${items.join(', ')}${pad}${close}`;
  if (one.length <= WIDTH) return [one];
  const lines: string[] = [];
  let line = '';
  for (const [i, item] of items.entries()) {
    const text = i + 1 < items.length ? `${item},` : item;
    if (line !== '' && line.length + 1 + text.length > WIDTH) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? `    ${text}` : `${line} ${text}`;
  }
  return [`  ${name}: ${open}`, ...lines, line, `  ${close}`];
}

function degrees(celsius: number): string {
  return `${rounded(celsius)} degC`;
}

/** To a hundredth, without trailing zeros and negative zero. */
function rounded(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

/** One line, whatever the file says. */
function comment(text: string): string {
  return text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
}

function quoted(text: string): string {
  return comment(text).replaceAll('\\', '/').replaceAll('"', "'");
}
