/** What `diff` says of dates, of retrofits and of what scenarios change. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PlanDiff } from '../../compiler/src/diagnostics/diff-report.js';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';
import { diffPlan, type Side } from '../../compiler/src/workspace/diff.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';
import { root } from '../cli/harness.js';

const FILE = 'sixth.dcplan';
const TEXT = readFileSync(join(root, 'samples/tutorial/06-lifetime.dcplan'), 'utf8');

/** The plan simulated, without the search for what does not fit; with findings made up. */
function side(text: string, diagnostics: readonly Diagnostic[] = [], scenario?: string): Side {
  const workspace = new Workspace({ stdlib: stdlibFiles, read: () => text, resolve: (_, spec) => spec });
  const plan = workspace.compile(FILE, scenario).plan!;
  const report = { result: workspace.simulate(plan), findings: [], fits: new Map(), hallFits: [], mismatch: undefined };
  const checked = { diagnostics, suppressed: [], plan, report };
  return { workspace, file: FILE, checked, ...(scenario === undefined ? {} : { scenario }) };
}

function diff(base: Side, head: Side): PlanDiff {
  const found = diffPlan(base, head, { seed: 1 });
  if (found === undefined || 'side' in found) throw new Error('nothing to compare');
  return found;
}

function aged(code: string, path: string, from: string): Diagnostic {
  return {
    code,
    slug: 'of-age',
    severity: 'info',
    message: 'made up',
    location: { file: FILE, span: { start: 0, end: 1 } },
    path,
    impact: { presentValue: null, energy: null, carbon: null, from, until: null, basis: 'nothing' },
  };
}

const dates = ({ dates: all }: PlanDiff) => all.map(({ label, base, head }) => [label, base, head]);

describe('dates of halls', () => {
  const base = side(TEXT);

  it('of a retrofit follow its trigger', () => {
    const done = dates(diff(base, side(TEXT.replace('A.plantLoad >= 63 %', 'A.plantLoad >= 20 %')))).at(-1)!;
    const [label, was, is] = done;
    expect(label).toBe('Retrofit Economizer of A done');
    expect(is).toBe('2027-01');
    expect(was! > is!).toBe(true);
    const never = dates(diff(base, side(TEXT.replace('A.plantLoad >= 63 %', 'A.plantLoad >= 200 %')))).at(-1)!;
    expect(never).toEqual([label, was, null]);
  });

  it('of obsolescence, and from when a change of plant pays, come from findings, under the new names', () => {
    const renamed = TEXT.replaceAll(/\bA\b/g, 'North').replace('racks: 50', 'racks: 51');
    const before = [
      aged('DCP5202', 'Sixth.A', '2030-04'),
      aged('DCP5202', 'Sixth.A', '2029-10'),
      aged('DCP5101', 'Sixth.A.cooling', '2028-01'),
    ];
    const after = [aged('DCP5201', 'Sixth.North', '2027-01'), aged('DCP5202', 'Sixth.B', '2031-01')];
    const plan = diff(side(TEXT, before), side(renamed, after));
    expect(dates(plan)).toEqual([
      ['First breach of a contract', null, null],
      ['B obsolete from', null, '2031-01'],
      ['North obsolete from', '2029-10', '2027-01'],
      ['Retrofit Economizer of North done', expect.any(String), expect.any(String)],
      ['Retrofit of North pays from', '2028-01', null],
    ]);
    expect(plan.binds.map(({ hall }) => hall)).toEqual(['Sixth.B', 'Sixth.North']);
  });
});

describe('what only a scenario changes', () => {
  const head = TEXT.replace('growing 20 %/year from 2027', 'growing 25 %/year   from 2027')
    .replace('probability(30 %)', 'probability(35 %)')
    .replace('  Sixth.Assistant.demand: 600 req/s', '  Sixth.Grid.capacity: 1 MW')
    .replace('scenario Slump', 'scenario Slump: Boom');

  it('shows without the scenario, and moves nothing', () => {
    const plan = diff(side(TEXT), side(head));
    expect(plan.changes.map(({ what, path, was, is }) => [what, path, was, is]).sort()).toEqual(
      [
        [
          'override',
          'Boom: Sixth.Assistant.demand',
          '800 req/s growing 20 %/year from 2027 until 2032',
          '800 req/s growing 25 %/year from 2027 until 2032',
        ],
        ['override', 'Boom: @probability', '(30 %)', '(35 %)'],
        ['override', 'Slump: Sixth.Assistant.demand', '600 req/s', null],
        ['override', 'Slump: based on', null, 'Boom'],
        ['override', 'Slump: Sixth.Grid.capacity', null, '1 MW'],
      ].sort(),
    );
    expect(plan.causes).toEqual([]);
    for (const { change } of plan.figures) expect(change ?? 0).toBe(0);
  });

  it('is no change where only its layout is', () => {
    const other = TEXT.replace(
      '  Sixth.Assistant.demand: 600 req/s',
      '  // half\n  Sixth.Assistant.demand:   600 req/s',
    );
    expect(diff(side(TEXT), side(other)).changes).toEqual([]);
  });

  it('moves figures under the scenario, and is not said twice there', () => {
    const plan = diff(side(TEXT, [], 'Boom'), side(head, [], 'Boom'));
    expect(plan.changes.filter(({ what, path }) => what === 'override' && path.startsWith('Boom'))).toEqual([]);
    expect(plan.changes[0]).toMatchObject({ what: 'property', path: 'Sixth.Assistant.demand', cause: 0 });
    expect(plan.figures.find(({ metric }) => metric === 'presentValue')?.change).not.toBe(0);
  });
});
