import { checkReport } from '../../compiler/src/diagnostics/check-report.js';
import { checkJson } from '../../compiler/src/diagnostics/json.js';
import { csvFiles } from '../../compiler/src/diagnostics/simulation-csv.js';
import { simulationJson } from '../../compiler/src/diagnostics/simulation-json.js';
import { renderSimulation } from '../../compiler/src/diagnostics/simulation-text.js';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import { renderCounts, renderText } from '../../compiler/src/diagnostics/text.js';
import type { FitReport } from '../../compiler/src/fit/index.js';
import { decimalYear, type Plan } from '../../compiler/src/ir/index.js';
import type { SimulationResult } from '../../compiler/src/simulation/index.js';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';
import { applyEdits } from '../../compiler/src/text/edits.js';
import { ENTRY, workspaceOf, worth } from '../fit/fixture.js';
import type { Checked, Workspace } from '../../compiler/src/workspace/workspace.js';

/** What is wrong with what the program says of a plan, in words; empty where nothing is. */
export function unsoundness(text: string, workspace: Workspace, checked: Checked): string[] {
  const sources = new Sources((file) => workspace.text(file));
  const { diagnostics, plan, report } = checked;
  const said = `${renderText(diagnostics, sources)}\n${renderCounts(diagnostics)}`;
  const check = checkJson(
    checkReport({ engine: 'test', plans: [{ file: ENTRY, hash: checked.hash ?? null }], diagnostics, sources }),
  );
  const wrong = [...nonsense('check', said), ...notNumbers(check, 'check'), ...diagnostics.flatMap(wrongWords)];
  if (plan === undefined || report === undefined) return wrong;
  return [
    ...wrong,
    ...nonsense('simulate', renderSimulation(plan, report.result)),
    ...[...csvFiles(report.result)].flatMap(([name, csv]) => nonsense(name, csv)),
    ...notNumbers(simulationJson('test', plan, { file: ENTRY, hash: checked.hash ?? '' }, report, 1), 'simulate'),
    // What holds a placement is not a result: it has hours without end and figures that its library leaves blank.
    ...notNumbers({ ...report.result, placement: undefined }, 'result'),
    ...wrongMetrics(plan, report),
    ...wrongMoney(plan, report.result),
    ...wrongHalls(report.result),
    ...wrongImpacts(text, diagnostics),
  ];
}

function nonsense(where: string, text: string): string[] {
  return [...text.matchAll(/^.*(?:\bNaN\b|Infinity|undefined|\[object|\bnull\b|-0(?![.\d])).*$/gm)]
    .slice(0, 2)
    .map(([line]) => `${where} says: ${line}`);
}

/** Every place of a value that holds a number which is none. */
function notNumbers(value: unknown, at: string): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${at} is ${String(value)}`];
  if (value instanceof Float64Array)
    return value.every((each) => Number.isFinite(each))
      ? []
      : [`${at} holds ${String(value.find((each) => !Number.isFinite(each)))}`];
  if (value instanceof Map)
    return [...value].flatMap(([key, each]: [unknown, unknown]) => notNumbers(each, `${at}.${String(key)}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) => notNumbers(each, `${at}.${key}`));
}

function wrongWords({ code, message, notes = [], fixes = [] }: Diagnostic): string[] {
  const wrong: string[] = [];
  for (const words of [message, ...notes, ...fixes.map(({ title }) => title)]) {
    if (words.trim() === '') wrong.push(`${code} says nothing`);
    if (/ {2}|\s$|[,;(]$|\.\.$|\( | [.,;]/.test(words.replace(/\n\s*/g, ' ')))
      wrong.push(`${code} is badly written: ${words}`);
  }
  return wrong;
}

const SHARES = new Set([
  'unserved',
  'busy',
  'reserved',
  'idle',
  'fit',
  'infrastructureFit',
  'loadFactor',
  'mfu',
  'utilisationLimit',
]);
const SIGNED = new Set([
  'sloHeadroom',
  'bill',
  'price',
  'cost',
  'presentValue',
  'costPerPower',
  'costPerAcceleratorHour',
  'costPerMtok',
  'costPerTrainingDay',
  'costPerItPower',
  'costPerInstalledHour',
  'costPerBusyHour',
  'costPerAcceleratorDay',
  'costPerExaflop',
  'levelisedCost',
  'levelisedCostPerMtok',
  'levelisedCostPerExaflop',
  'equivalentAnnualCost',
  'netPresentValue',
]);
/** Negative in a plan that pays for all that it draws, too. */
const OFTEN_NEGATIVE = new Set(['sloHeadroom', 'netPresentValue']);

function wrongMetrics(plan: Plan, { result, fits }: FitReport): string[] {
  const wrong: string[] = [];
  const paysForDraw = !/"energy":-/.test(JSON.stringify(plan));
  for (const metrics of [result.metrics, fits]) {
    for (const [path, values] of metrics) {
      for (const [name, metric] of values) {
        if (metric.byYear.length !== result.years.length)
          wrong.push(`${path}.${name} has ${String(metric.byYear.length)} years`);
        for (const value of [metric.value, ...metric.byYear]) {
          if (value === null) continue;
          const at = `${path}.${name} = ${String(value)}`;
          if (SHARES.has(name) && (value < 0 || value > 1 + 1e-9)) wrong.push(`${at} is no share`);
          if (name === 'pue' && value < 1) wrong.push(`${at} is below 1`);
          if (
            value < 0 &&
            (!SIGNED.has(name) ||
              (!OFTEN_NEGATIVE.has(name) && paysForDraw && !/Credit|resale/.test(JSON.stringify(plan))))
          )
            wrong.push(`${at} is negative`);
        }
      }
      const [demand, served, unserved] = [values.get('demand'), values.get('served'), values.get('unserved')];
      demand?.byYear.forEach((asked, year) => {
        const got = served?.byYear[year];
        if (asked == null || got == null) return;
        if (got > asked * (1 + 1e-9)) wrong.push(`${path} serves ${String(got)} of ${String(asked)}`);
        const left = unserved?.byYear[year];
        if (left != null && asked > 0 && Math.abs(1 - got / asked - left) > 1e-6)
          wrong.push(`${path} leaves ${String(left)} of ${String(asked)}, serves ${String(got)}`);
      });
      for (const [mean, peak] of [
        ['power', 'peak'],
        ['itPower', 'itPeak'],
      ] as const) {
        const [low, high] = [values.get(mean)?.value, values.get(peak)?.value];
        if (low != null && high != null && low > high * (1 + 1e-9)) wrong.push(`${path}.${mean} is above ${peak}`);
      }
    }
  }
  return wrong;
}

function wrongMoney(plan: Plan, { costs, presentValue, metrics, years }: SimulationResult): string[] {
  const wrong: string[] = [];
  const rates = new Map(plan.campus.map((campus) => [campus.path, campus.discount]));
  let sum = 0;
  for (const line of costs) {
    if (line.presentValue === null) {
      if (presentValue !== null) wrong.push(`${line.path} ${line.item} is unknown, the whole is not`);
      continue;
    }
    sum += line.presentValue;
    if (!near(line.presentValue, worth(line.byYear, rates.get(line.campus) ?? Number.NaN)))
      wrong.push(`${line.path} ${line.item} is worth ${String(line.presentValue)}`);
    if (line.byYear.length !== years.length)
      wrong.push(`${line.path} ${line.item} has ${String(line.byYear.length)} years`);
    const campus = plan.campus.find(({ path }) => path === line.campus);
    const opens = campus === undefined ? 0 : decimalYear(campus.opens);
    const closes = opens + (campus?.horizon ?? 0) / (365 * 86400);
    years.forEach((year, y) => {
      if ((year + 1 <= opens || year >= closes + 1e-6) && line.byYear[y] !== 0)
        wrong.push(`${line.path} ${line.item} costs ${String(line.byYear[y])} in ${String(year)}, when it is closed`);
    });
    if ((line.outlay ?? 0) < 0) wrong.push(`${line.path} ${line.item} lays out ${String(line.outlay)}`);
    if (line.byYear.some((usd) => usd < -1e-6) && !/credit|resale|energy|resold/i.test(line.item))
      wrong.push(`${line.path} ${line.item} costs ${String(Math.min(...line.byYear))}`);
  }
  if (presentValue !== null && !near(presentValue, sum))
    wrong.push(`costs sum to ${String(sum)}, the present value is ${String(presentValue)}`);
  const campuses = plan.campus.map(({ path }) => metrics.get(path ?? '')?.get('presentValue')?.value ?? null);
  if (presentValue !== null) {
    const all = campuses.reduce<number>((total, value) => total + (value ?? Number.NaN), 0);
    if (!near(presentValue, all)) wrong.push(`campuses cost ${String(all)}, the plan ${String(presentValue)}`);
  }
  return wrong;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(1e-9 * Math.max(Math.abs(a), Math.abs(b)), 1e-3);
}

function wrongHalls(result: SimulationResult): string[] {
  const wrong: string[] = [];
  for (const [path, hall] of result.halls) {
    for (const [name, values] of Object.entries(hall) as [string, unknown][]) {
      if (values instanceof Float64Array && values.some((value) => value < 0))
        wrong.push(`${path} ${name} is negative`);
    }
    if (hall.held.some((held) => held > hall.accelerators * (1 + 1e-9))) wrong.push(`${path} holds more than it has`);
    for (const year of result.years.keys()) {
      const hours = result.hours(path, year);
      for (const [name, watts] of Object.entries(hours ?? {}) as [string, Float64Array][]) {
        if (watts.some((value) => value < 0))
          wrong.push(`${path} ${name} is negative in an hour of year ${String(year)}`);
      }
    }
  }
  for (const [path, contract] of result.contracts) {
    contract.mean.forEach((watts, month) => {
      if (watts > (contract.peak[month] ?? 0) * (1 + 1e-9))
        wrong.push(
          `${path} draws ${String(watts)} in the mean of month ${String(month)}, ${String(contract.peak[month])} at most`,
        );
    });
    for (const values of [contract.peak, contract.mean, contract.capacity, contract.ramp, contract.overEnergy])
      if (values.some((value) => value < 0)) wrong.push(`${path} is negative`);
  }
  return wrong;
}

function wrongImpacts(text: string, diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.flatMap(({ code, impact, location }) => {
    const wrong: string[] = [];
    if (impact?.presentValue != null && impact.presentValue < 0)
      wrong.push(`${code} costs ${String(impact.presentValue)}`);
    if (impact?.from != null && impact.until !== null && impact.until < impact.from)
      wrong.push(`${code} ends before it begins`);
    if (location.file === ENTRY && location.span.end > text.length) wrong.push(`${code} points past the end`);
    return wrong;
  });
}

/** Makes the first mend of one of the findings, by `pick`, and compares what comes of it with what was promised. */
export function brokenPromise(text: string, diagnostics: readonly Diagnostic[], pick: number): string[] {
  const mends = diagnostics.flatMap(({ fixes = [] }) => fixes.slice(0, 1)).filter((fix) => fix.predicted !== undefined);
  const mend = mends[pick % Math.max(1, mends.length)];
  if (mend?.predicted === undefined) return [];
  const workspace = workspaceOf({ [ENTRY]: applyEdits(text, mend.edits) });
  const { plan } = workspace.compile(ENTRY);
  if (plan === undefined) return [`${mend.title}: does not compile`];
  const { presentValue } = workspace.simulate(plan);
  const promised = mend.predicted.planPresentValue;
  return near(presentValue ?? Number.NaN, promised)
    ? []
    : [`${mend.title}: costs ${String(presentValue)} instead of ${String(promised)}`];
}
