import { metricTable } from '../../../compiler/src/ir/generated/metrics.js';
import { showDate, showQuantity } from '../../../compiler/src/ir/index.js';
import type { Figures } from '../core/figures.js';
import type { Standing } from '../diagnostics/render.js';
import { table } from './markdown.js';

/** The figures that say most of a block of a kind, in the order in which a planner asks for them. */
const most: Readonly<Record<string, readonly string[]>> = {
  campus: ['peak', 'itPower', 'loadFactor', 'pue', 'cost', 'infrastructureFit', 'costPerPower'],
  hall: ['power', 'itPower', 'pue', 'plantLoad', 'busy', 'idle', 'fit', 'infrastructureFit', 'cost'],
  contract: ['peak', 'use', 'loadFactor', 'bill', 'minimumExposure'],
  workload: ['served', 'unserved', 'utilisation', 'ttft', 'sloHeadroom', 'costPerMtok', 'costPerTrainingDay', 'fit'],
  network: ['endpoints', 'hops', 'bisection', 'bisectionNeeded', 'power', 'capital'],
};

/** What numbers from a simulation are followed by while they are not the last word. */
export const standingText: Readonly<Record<Standing, string>> = {
  exact: '',
  estimate: 'estimate',
  recomputing: 'as of before the last edit',
};

/** One metric of a block over the horizon, in its unit; undefined where it was not simulated. */
export function metricText(figures: Figures, path: string, metric: string): string | undefined {
  const value = figures.metrics.get(path)?.get(metric);
  const kind = figures.kinds.get(path);
  if (value === undefined || kind === undefined) return undefined;
  return showQuantity(value.value, unitOf(kind, metric));
}

/** A table of a block's simulated figures, and what binds it; undefined where there are none. */
export function describeFigures(figures: Figures, standing: Standing, path: string): string | undefined {
  const kind = figures.kinds.get(path);
  const values = figures.metrics.get(path);
  if (kind === undefined || values === undefined) return undefined;
  const chosen = (most[kind] ?? []).filter((name) => values.has(name));
  const names = chosen.length > 0 ? chosen : [...values.keys()].slice(0, 6);
  const rows = names.map((name) => [`\`${name}\``, metricText(figures, path, name) ?? '', metricDoc(kind, name)]);
  const note = standingText[standing];
  const binds = bindingOf(figures, path);
  return [
    `**Simulated**${note === '' ? '' : ` (${note})`}`,
    table(['figure', 'value', ''], rows),
    ...(binds === undefined ? [] : [binds]),
  ].join('\n\n');
}

/** `What binds: liquid cooling in 2029 (98 % used)`. */
export function bindingOf(figures: Figures, path: string): string | undefined {
  const worst = figures.binds
    .filter((bind) => bind.path === path && bind.dimension !== 'none')
    .sort((a, b) => (b.use ?? Infinity) - (a.use ?? Infinity))[0];
  if (worst === undefined) return undefined;
  const use = worst.use === null ? 'there is none of it' : `${showQuantity(worst.use, '%')} used`;
  return `What binds: ${worst.dimension} in ${worst.year} (${use}).`;
}

/** First month above a contract, `2029-03`. */
export function firstBreachOf(figures: Figures, contract: string): string | undefined {
  const month = figures.firstBreaches.get(contract) ?? -1;
  const [first = 0] = figures.years;
  if (month < 0) return undefined;
  return showDate(`${first + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`);
}

interface MetricInfo {
  readonly unit: string;
  readonly doc: string;
}

function infoOf(kind: string, metric: string): MetricInfo | undefined {
  const kinds: Readonly<Record<string, Readonly<Record<string, MetricInfo>> | undefined>> = metricTable;
  return kinds[kind]?.[metric];
}

function unitOf(kind: string, metric: string): string {
  return infoOf(kind, metric)?.unit ?? '';
}

/** What a metric says, as its declaration has it. */
export function metricDoc(kind: string, metric: string): string {
  return infoOf(kind, metric)?.doc ?? '';
}
