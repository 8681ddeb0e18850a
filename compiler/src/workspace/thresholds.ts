import type { FitReport } from '../fit/index.js';
import { metricInfo } from '../ir/metric-info.js';
import { showNumber, showQuantity, showShare } from '../ir/show.js';
import { dimensionsOfTypeText, equals, resolveUnit, toSi, withoutCounts } from '../semantics/units/index.js';
import type { Origins } from '../semantics/index.js';
import { gateCodes } from '../text/codes/gates.js';
import type { Diagnostic } from '../text/diagnostic.js';
import { splitPath } from '../ir/paths.js';
import type { Threshold } from './config.js';
import { ConfigError } from './json-reader.js';

/** A plan that was simulated, as thresholds see it. */
export interface Measured {
  readonly file: string;
  readonly report: Pick<FitReport, 'result' | 'fits'>;
  readonly origins: Origins;
  /** What the baseline or the other revision has, by `Prairie.Grid.peak`; absent without one. */
  readonly known?: ReadonlyMap<string, number | null>;
}

export interface Gated {
  readonly diagnostics: readonly Diagnostic[];
  /** Every metric that a threshold is about. SI. */
  readonly values: ReadonlyMap<string, number | null>;
  /** Indices of thresholds whose metric the plan has. */
  readonly matched: ReadonlySet<number>;
}

/** A metric of a block. */
interface Figure {
  readonly path: string;
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly dimension: string;
}

/**
 * Holds the thresholds of `dcplan.json` against a plan's metrics.
 * @throws ConfigError where a figure is not in a unit of its metric
 */
export function judgeThresholds(thresholds: readonly Threshold[], plan: Measured): Gated {
  const diagnostics: Diagnostic[] = [];
  const values = new Map<string, number | null>();
  const matched = new Set<number>();
  for (const [i, threshold] of thresholds.entries()) {
    for (const figure of figuresOf(plan.report, threshold.metric)) {
      matched.add(i);
      values.set(`${figure.path}.${figure.name}`, figure.value);
      for (const { slug, text } of complaints(threshold, figure, plan, `thresholds[${String(i)}]`))
        diagnostics.push({
          code: gateCodes[slug].code,
          slug,
          severity: threshold.severity,
          message: threshold.message === undefined ? text : `${text} (${threshold.message})`,
          location: plan.origins.locate(figure.path) ?? { file: plan.file, span: { start: 0, end: 0 } },
          path: figure.path,
        });
    }
  }
  return { diagnostics, values, matched };
}

function figuresOf(report: Measured['report'], metric: string): Figure[] {
  const { around, last: name } = splitPath(metric);
  const paths = around === '*' ? [...report.result.metrics.keys()] : [around];
  return paths.flatMap((path) => {
    const found = report.result.metrics.get(path)?.get(name) ?? report.fits.get(path)?.get(name);
    const info = metricInfo(report.result.kinds.get(path) ?? '', name);
    if (found === undefined || info === undefined) return [];
    return [{ path, name, value: found.value, unit: info.unit, dimension: info.dimension }];
  });
}

interface Complaint {
  readonly slug: keyof typeof gateCodes;
  readonly text: string;
}

function complaints(threshold: Threshold, figure: Figure, { known }: Measured, at: string): Complaint[] {
  const name = `\`${figure.path}.${figure.name}\``;
  const show = (value: number | null): string => showQuantity(value, figure.unit);
  const { value } = figure;
  if (value === null)
    return [{ slug: 'threshold-undecided', text: `${name} is unknown, and a threshold is set on it` }];
  const found: string[] = [];
  const bound = (key: 'atMost' | 'atLeast' | 'crossing'): number | undefined => {
    const stated = threshold[key];
    return stated === undefined ? undefined : figureIn(stated, figure, `${at}.${key}`);
  };
  const [most, least, crossing] = [bound('atMost'), bound('atLeast'), bound('crossing')];
  if (most !== undefined && value > most + slack(most)) found.push(`${name} is ${show(value)}, above ${show(most)}`);
  if (least !== undefined && value < least - slack(least))
    found.push(`${name} is ${show(value)}, below ${show(least)}`);
  const before = known?.get(`${figure.path}.${figure.name}`);
  const compares = ['increase', 'decrease', 'crossing'].some((key) => Object.hasOwn(threshold, key));
  if (before === null && compares)
    return [{ slug: 'threshold-undecided', text: `${name} was unknown, and a threshold is set on its change` }];
  if (before !== undefined && before !== null) {
    const from = `from ${show(before)} to ${show(value)}`;
    for (const [key, moved, verb] of [
      ['increase', value - before, 'grows'],
      ['decrease', before - value, 'falls'],
    ] as const) {
      const stated = threshold[key];
      if (stated === undefined) continue;
      const limit = changeIn(stated, before, figure, `${at}.${key}`);
      const relative = before === 0 ? '' : ` (${showShare(Math.abs(moved / before))})`;
      if (moved > limit + slack(before))
        found.push(`${name} ${verb} ${from}${relative}, by more than ${showLimit(stated, limit, figure)}`);
    }
    if (crossing !== undefined && before !== crossing && value !== crossing && before < crossing !== value < crossing)
      found.push(`${name} passes ${show(crossing)}, ${from}`);
  }
  return found.map((text) => ({ slug: 'threshold-failed', text }));
}

/** Rounding is no failure. */
function slack(of: number): number {
  return 1e-9 * Math.abs(of);
}

function showLimit(stated: number | string, limit: number, figure: Figure): string {
  return typeof stated === 'string' && /%\s*$/.test(stated) ? stated : showQuantity(limit, figure.unit);
}

/** A change: a percentage of what there was, or an amount. Percentage points, `2 pp`, of a share. */
function changeIn(stated: number | string, before: number, figure: Figure, at: string): number {
  const percent = typeof stated === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(stated)?.[1] : undefined;
  if (percent !== undefined) return (Number(percent) / 100) * Math.abs(before);
  return figureIn(stated, figure, at);
}

/** A figure of `dcplan.json` in SI. */
function figureIn(stated: number | string, { unit, dimension, name }: Figure, at: string): number {
  const [, digits = '', written = ''] =
    /^\s*(-?[\d_]+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(\S*)\s*$/.exec(String(stated)) ?? [];
  const number = Number(digits.replaceAll('_', ''));
  if (digits === '' || !Number.isFinite(number))
    throw new ConfigError(at, `a quantity is written \`290 MW\`, and this is \`${String(stated)}\``);
  const of = typeof stated === 'number' ? unit : written;
  if (of === '') {
    if (dimension === 'Number') return number;
    throw new ConfigError(at, `\`${name}\` needs a unit, such as \`${showNumber(number)} ${unit}\``);
  }
  // `MUSD` is how metrics of money are shown; the language writes `M USD` as `1_000_000 USD`.
  const scale = /^([kMB])(?=USD)/.exec(of)?.[1];
  const resolved = resolveUnit(scale === undefined ? of : of.slice(1));
  if (!resolved.ok) throw new ConfigError(at, resolved.error.message);
  const due = dimensionsOfTypeText(dimension) ?? [];
  if (!due.some((each) => equals(withoutCounts(each), withoutCounts(resolved.unit.dimension))))
    throw new ConfigError(at, `\`${name}\` is shown in \`${unit}\`, and \`${of}\` is no unit of the same`);
  const thousands = scale === undefined ? 1 : { k: 1e3, M: 1e6, B: 1e9 }[scale as 'k' | 'M' | 'B'];
  return toSi(number * thousands, resolved.unit);
}
