import type { CheckReport, KnownFinding } from '../diagnostics/judged.js';
import { JsonReader } from './json-reader.js';

/** Metrics that thresholds are about, by plan, then by `Prairie.Grid.peak`. SI; null where unknown. */
export type KnownMetrics = ReadonlyMap<string, ReadonlyMap<string, number | null>>;

/** What was known when the baseline was written. */
export interface Baseline {
  readonly findings: readonly KnownFinding[];
  readonly metrics: KnownMetrics;
}

/**
 * Reads a baseline file.
 * @throws ConfigError with the place in the file and what is due there
 */
export function readBaseline(text: string): Baseline {
  const root = JsonReader.parse(text);
  const { schemaVersion, findings, metrics } = root.members('schemaVersion', 'engine', 'findings', 'metrics');
  if (schemaVersion?.number() !== 1) root.fail('this is no baseline that this version reads: `schemaVersion` is not 1');
  return {
    findings: (findings?.list() ?? []).map((finding): KnownFinding => {
      const names = ['fingerprint', 'code', 'slug', 'severity', 'file', 'path', 'message'] as const;
      const found = finding.members(...names);
      const due = (name: (typeof names)[number]): JsonReader => found[name] ?? finding.fail(`\`${name}\` is missing`);
      return {
        fingerprint: due('fingerprint').text(),
        code: due('code').text(),
        slug: due('slug').text(),
        severity: due('severity').oneOf('error', 'warning', 'info'),
        file: due('file').text(),
        path: due('path').textOrNull(),
        message: due('message').text(),
      };
    }),
    metrics: new Map(
      (metrics?.entries() ?? []).map(([file, values]) => [
        file,
        new Map(values.entries().map(([name, value]) => [name, value.numberOrNull()])),
      ]),
    ),
  };
}

/** The text of a baseline file that knows every finding of a report. In the order of fingerprints, so that merges are easy. */
export function writeBaseline({ engine, findings }: CheckReport, metrics: KnownMetrics): string {
  const known = findings
    .map(({ fingerprint, diagnostic }): KnownFinding => {
      const { code, slug, severity, message, path, location } = diagnostic;
      return { fingerprint, code, slug, severity, file: location.file, path: path ?? null, message };
    })
    .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  const values = Object.fromEntries([...metrics].map(([file, mine]) => [file, Object.fromEntries(mine)]));
  return `${JSON.stringify({ schemaVersion: 1, engine, findings: known, metrics: values }, null, 2)}\n`;
}
