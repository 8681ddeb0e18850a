/** What a test changes in an EPW file that is right. */
export interface EpwChange {
  readonly location?: string;
  /** Eight lines; the seventh field group is as given. */
  readonly header?: (lines: readonly string[]) => readonly string[];
  readonly dry?: (hour: number) => number | string;
  readonly dew?: (hour: number) => number | string;
  readonly humidity?: (hour: number) => number | string;
  readonly pressure?: (hour: number) => number | string;
  readonly rows?: (rows: readonly string[]) => readonly string[];
  readonly leap?: true;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Dry bulb of a mild place, °C, as a file states it: a season, a day, a tenth of a degree. */
export function mild(hour: number): number {
  const season = -10 * Math.cos((2 * Math.PI * (hour - 480)) / 8760);
  // No negative zero, which no file states.
  return Math.round(10 * (12 + season - 5 * Math.cos((2 * Math.PI * ((hour % 24) - 2)) / 24))) / 10 + 0;
}

/** The text of an EPW file of 8,760 hours, with 35 columns. */
export function epwText(change: EpwChange = {}): string {
  const header = [
    change.location ?? 'LOCATION,Prairie Field,TX,USA,TMYx 2007-2021,722660,32.41,-99.68,-6.0,545.8',
    'DESIGN CONDITIONS,1,Climate Design Data,,Heating,1,-7.1,-4.6,Cooling,7,11.9,37.8,21.7,36.7,21.8,35.5,21.9,24.1,32.4,23.5,31.8,Extremes,11',
    'TYPICAL/EXTREME PERIODS,0',
    'GROUND TEMPERATURES,0',
    'HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0',
    'COMMENTS 1,made for a test',
    'COMMENTS 2,',
    'DATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31',
  ];
  const rows: string[] = [];
  let hour = 0;
  const row = (month: number, day: number, ofDay: number, at: number): string => {
    const values = [
      change.dry?.(at) ?? mild(at),
      change.dew?.(at) ?? 5,
      change.humidity?.(at) ?? 60,
      change.pressure?.(at) ?? 95000,
    ];
    return `2015,${String(month)},${String(day)},${String(ofDay)},0,?9?9,${values.join(',')},${'0,'.repeat(24)}0`;
  };
  for (const [month, days] of DAYS.entries()) {
    for (let day = 1; day <= days; day++)
      for (let ofDay = 1; ofDay <= 24; ofDay++) rows.push(row(month + 1, day, ofDay, hour++));
    if (month === 1 && change.leap === true)
      for (let ofDay = 1; ofDay <= 24; ofDay++) rows.push(row(2, 29, ofDay, hour - 24 + ofDay - 1));
  }
  return [...(change.header?.(header) ?? header), ...(change.rows?.(rows) ?? rows), ''].join('\n');
}

/** Lines with one of them changed. */
export function withLine(lines: readonly string[], at: number, text: string): readonly string[] {
  return lines.map((line, i) => (i === at ? text : line));
}
