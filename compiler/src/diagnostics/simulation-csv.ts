import { metricInfo } from '../ir/metric-info.js';
import { inUnit } from '../ir/show.js';
import type { SimulationResult } from '../simulation/results.js';

/** Years of every metric, costs by line and year, and the hours of each hall's first year, as CSV by file name. */
export function csvFiles(result: SimulationResult): ReadonlyMap<string, string> {
  return new Map([
    ['metrics.csv', metricsCsv(result)],
    ['costs.csv', costsCsv(result)],
    ...[...result.halls.keys()].map((path): [string, string] => [
      `hours-${path.replace(/[^A-Za-z0-9]+/g, '-')}-${String(result.years[0] ?? '')}.csv`,
      hoursCsv(result, path),
    ]),
  ]);
}

function metricsCsv(result: SimulationResult): string {
  let text = row(['path', 'metric', 'unit', 'value', ...result.years.map(String)]);
  for (const [path, metrics] of result.metrics) {
    for (const [name, metric] of metrics) {
      const unit = metricInfo(result.kinds.get(path) ?? '', name)?.unit ?? '';
      const cell = (value: number | null): string => (value === null ? '' : String(inUnit(value, unit)));
      text += row([path, name, unit, cell(metric.value), ...metric.byYear.map(cell)]);
    }
  }
  return text;
}

function costsCsv(result: SimulationResult): string {
  const lines = result.costs.map((line) =>
    row([
      line.path,
      line.item,
      line.subsystem,
      line.presentValue === null ? '' : String(line.presentValue),
      ...Array.from(line.byYear, String),
    ]),
  );
  return (
    row(['path', 'item', 'subsystem', 'present value USD', ...result.years.map((year) => `${String(year)} USD`)]) +
    lines.join('')
  );
}

function hoursCsv(result: SimulationResult, path: string): string {
  const hours = result.hours(path, 0);
  let text = row(['hour', 'IT W', 'plant W', 'electrical losses W']);
  if (hours === undefined) return text;
  for (let hour = 0; hour < hours.it.length; hour++) {
    text += row([
      String(hour),
      String(hours.it[hour] ?? 0),
      String(hours.plant[hour] ?? 0),
      String(hours.electrical[hour] ?? 0),
    ]);
  }
  return text;
}

function row(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}
