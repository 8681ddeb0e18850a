/** Every sample, from its text to everything that the command line can make of it. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskHost } from '../../compiler/src/cli/files.js';
import { checkReport } from '../../compiler/src/diagnostics/check-report.js';
import { checkJson } from '../../compiler/src/diagnostics/json.js';
import { csvFiles } from '../../compiler/src/diagnostics/simulation-csv.js';
import { simulationJson } from '../../compiler/src/diagnostics/simulation-json.js';
import { renderSimulation } from '../../compiler/src/diagnostics/simulation-text.js';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import { renderText } from '../../compiler/src/diagnostics/text.js';
import { renderVerdict } from '../../compiler/src/diagnostics/verdict-text.js';
import { canonicalJson } from '../../compiler/src/ir/canonical.js';
import type { ModuleHost } from '../../compiler/src/semantics/index.js';
import { engine, Workspace } from '../../compiler/src/workspace/workspace.js';
import { longLines, mistakes, root } from './harness.js';

const samples = readdirSync(join(root, 'samples'), { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.dcplan'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .sort();

/** Samples of which everything is made twice: a real campus, and one with scenarios and rented places. */
const twice: readonly string[] = ['samples/fairwater-atlanta.dcplan', 'samples/enterprise.dcplan'];

/** Everything that the commands write of a sample. */
function outputs(file: string, host: ModuleHost) {
  const workspace = new Workspace(host);
  const compilation = workspace.compile(file);
  const checked = workspace.check(file, { simulate: true, today: '2026-06-01' });
  const { plan, report, hash = '' } = checked;
  if (plan === undefined || report === undefined)
    throw new Error(`${file} does not compile: ${checked.diagnostics.map(({ message }) => message).join('; ')}`);
  const sources = new Sources((name) => workspace.text(name));
  return {
    compilation,
    plan,
    report,
    text: [
      renderVerdict(report.result, undefined),
      renderSimulation(plan, report.result),
      renderText(checked.diagnostics, sources),
    ].join('\n\n'),
    check: checkJson(checkReport({ engine, plans: [{ file, hash }], diagnostics: checked.diagnostics, sources })),
    simulation: simulationJson(engine, plan, { file, hash }, report, 1),
    csv: csvFiles(report.result),
  };
}

/** Numbers that JSON cannot hold, by path: it would write `null` for them. */
function lostNumbers(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return value === undefined ? [path] : [];
  return Object.entries(value).flatMap(([key, part]) => lostNumbers(part, `${path}/${key}`));
}

it('there are samples', () => {
  expect(samples.length).toBeGreaterThanOrEqual(11);
});

describe.each(samples)('%s', { timeout: 180_000 }, (file) => {
  it('compiles, simulates and is told what it costs, in every format', () => {
    const host = diskHost();
    const { compilation, plan, report, text, check, simulation, csv } = outputs(file, host);
    expect(compilation.diagnostics.map(({ slug, message }) => `${slug}: ${message}`)).toEqual([]);
    expect(mistakes('ir', JSON.parse(canonicalJson(plan)))).toEqual([]);

    expect(report.result.presentValue).toBeGreaterThan(0);
    for (const campus of plan.campus)
      expect(report.result.metrics.get(campus.path ?? '')?.get('cost')?.value).toBeGreaterThan(0);

    expect(text).not.toMatch(/NaN|Infinity|undefined|\[object|null/);
    expect(longLines(text)).toEqual([]);

    expect([...lostNumbers(check), ...lostNumbers(simulation)]).toEqual([]);
    expect(mistakes('check', JSON.parse(JSON.stringify(check)))).toEqual([]);
    expect(mistakes('simulate', JSON.parse(JSON.stringify(simulation)))).toEqual([]);
    for (const [name, content] of csv) expect(content, name).not.toMatch(/NaN|Infinity|undefined|null/);

    if (!twice.includes(file)) return;
    const again = outputs(file, host);
    expect(JSON.stringify(again.check)).toBe(JSON.stringify(check));
    expect(JSON.stringify(again.simulation)).toBe(JSON.stringify(simulation));
    expect(again.text).toBe(text);
  });
});
