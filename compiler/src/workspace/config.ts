import type { Severity } from '../text/diagnostic.js';
import { JsonReader } from './json-reader.js';

/** A bound on a metric, in `dcplan.json`. Each of the figures may be given; all that are must hold. */
export interface Threshold {
  /** `Prairie.Grid.peak`, or `*.peak` for every block that has it. */
  readonly metric: string;
  /** A number is in the unit that the metric is shown in; a text has its unit: `290 MW`. */
  readonly atMost?: number | string;
  readonly atLeast?: number | string;
  /** Most by which it may grow, or fall, from what the baseline or the other revision has: `5 %` of that, or an amount. */
  readonly increase?: number | string;
  readonly decrease?: number | string;
  /** A value that it may stand on either side of, but not pass from the one to the other. */
  readonly crossing?: number | string;
  readonly severity: Severity;
  readonly message?: string;
}

/** What `dcplan.json` says: how the plans of a folder are checked. */
export interface Config {
  /** Version of the program that is asked for: `0.1.0`, or `0.1` for any of its patches. */
  readonly dcplan?: string;
  /** Version of the library, in the same form. */
  readonly library?: string;
  /** Plans, or folders that hold them, where a command names none. */
  readonly plans?: readonly string[];
  readonly failOn?: Severity;
  readonly baseline?: string;
  readonly locked?: boolean;
  readonly thresholds: readonly Threshold[];
}

/**
 * Reads `dcplan.json`.
 * @throws ConfigError with the place in the file and what is due there
 */
export function readConfig(text: string): Config {
  const root = JsonReader.parse(text);
  const { dcplan, library, plans, failOn, baseline, locked, thresholds } = root.members(
    '$schema',
    'dcplan',
    'library',
    'plans',
    'failOn',
    'baseline',
    'locked',
    'thresholds',
  );
  return {
    ...(dcplan === undefined ? {} : { dcplan: versionOf(dcplan) }),
    ...(library === undefined ? {} : { library: versionOf(library) }),
    ...(plans === undefined ? {} : { plans: plans.list().map((plan) => plan.text()) }),
    ...(failOn === undefined ? {} : { failOn: severityOf(failOn) }),
    ...(baseline === undefined ? {} : { baseline: baseline.text() }),
    ...(locked === undefined ? {} : { locked: locked.boolean() }),
    thresholds: (thresholds?.list() ?? []).map(thresholdOf),
  };
}

function versionOf(reader: JsonReader): string {
  const version = reader.text();
  if (!/^\d+\.\d+(\.\d+)?$/.test(version))
    reader.fail(`a version is written \`0.1.0\` or \`0.1\`, and this is \`${version}\``);
  return version;
}

function severityOf(reader: JsonReader): Severity {
  return reader.oneOf('error', 'warning', 'info');
}

const FIGURES = ['atMost', 'atLeast', 'increase', 'decrease', 'crossing'] as const;

function thresholdOf(reader: JsonReader): Threshold {
  const members = reader.members('metric', ...FIGURES, 'severity', 'message');
  const named = members.metric ?? reader.fail('a `metric` is missing');
  const metric = named.text();
  if (!/^(\*|[^\s.]+(\.[^\s]+)*)\.[A-Za-z]\w*$/.test(metric))
    named.fail(
      `a metric is written \`Prairie.Grid.peak\`, or \`*.peak\` for every block that has it, and this is \`${metric}\``,
    );
  const figures = FIGURES.flatMap((name) => {
    const figure = members[name];
    return figure === undefined ? [] : [[name, figure.numberOrText()] as const];
  });
  if (figures.length === 0) reader.fail(`one of ${FIGURES.map((name) => `\`${name}\``).join(', ')} is missing`);
  return {
    metric,
    ...Object.fromEntries(figures),
    severity: members.severity === undefined ? 'error' : severityOf(members.severity),
    ...(members.message === undefined ? {} : { message: members.message.text() }),
  };
}

/** True where a version is the one that is asked for, or a patch of it. */
export function isVersion(version: string, wanted: string): boolean {
  return version === wanted || version.startsWith(`${wanted}.`);
}
