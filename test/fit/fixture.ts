import { expect } from 'vitest';
import { checkReport } from '../../compiler/src/diagnostics/check-report.js';
import { checkJson } from '../../compiler/src/diagnostics/json.js';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import { inOrder } from '../../compiler/src/diagnostics/summary.js';
import type { Finding } from '../../compiler/src/fit/index.js';
import type { Plan } from '../../compiler/src/ir/index.js';
import type { ModuleHost } from '../../compiler/src/semantics/index.js';
import type { SimulationResult } from '../../compiler/src/simulation/index.js';
import type { Diagnostic, Fix } from '../../compiler/src/text/diagnostic.js';
import { applyEdits } from '../../compiler/src/text/edits.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';

export const ENTRY = 'plan.dcplan';

export type Files = Readonly<Record<string, string>>;

/** A workspace over files in memory, with the real library or a changed one. */
export function workspaceOf(files: Files, stdlib: Files = stdlibFiles): Workspace {
  const host: ModuleHost = { stdlib, read: (file) => files[file], resolve: (_, spec) => spec.replace(/^\.\//, '') };
  return new Workspace(host);
}

/** A checked plan, for assertions. */
export interface Found {
  readonly text: string;
  readonly workspace: Workspace;
  readonly plan: Plan;
  readonly result: SimulationResult;
  /** As the rules gave them. */
  readonly findings: readonly Finding[];
  /** In the order in which they are shown. */
  readonly diagnostics: readonly Diagnostic[];
  /** The findings of one code. */
  of(code: string): readonly Diagnostic[];
  /** The only finding of one code; fails where there is none or there are several. */
  one(code: string): Diagnostic;
  /** The text that a finding points at. */
  at(diagnostic: Diagnostic): string;
}

export interface FindOptions {
  readonly files?: Files;
  readonly stdlib?: Files;
  readonly scenario?: string;
  readonly today?: string;
  readonly workspace?: Workspace;
}

const kept = new Map<string, Found>();

let current: Files = {};
const shared = new Workspace({
  stdlib: stdlibFiles,
  read: (file) => current[file],
  resolve: (_, spec) => spec.replace(/^\.\//, ''),
});

/** One workspace for all plans with the real library: what it simulated for one of them, it knows for the next. */
function warm(files: Files): Workspace {
  current = files;
  shared.changed();
  return shared;
}

/** The same finding twice costs one simulation: a text and its options always give the same. */
export function find(text: string, options: FindOptions = {}): Found {
  if (options.workspace !== undefined || options.stdlib !== undefined) return findAnew(text, options);
  const key = JSON.stringify([text, options]);
  const found = kept.get(key) ?? findAnew(text, options);
  kept.set(key, found);
  return found;
}

/** Compiles, simulates and checks a text that is right as far as the language goes. */
function findAnew(text: string, options: FindOptions): Found {
  const files = { ...options.files, [ENTRY]: text };
  const workspace = options.workspace ?? workspaceOf(files, options.stdlib);
  const checked = (options.workspace === undefined && options.stdlib === undefined ? warm(files) : workspace).check(
    ENTRY,
    {
      simulate: true,
      ...(options.scenario === undefined ? {} : { scenario: options.scenario }),
      ...(options.today === undefined ? {} : { today: options.today }),
    },
  );
  const wrong = checked.diagnostics.filter(({ code, severity }) => severity === 'error' && /^DCP[12]/.test(code));
  expect(wrong.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  const { plan, report } = checked;
  if (plan === undefined || report === undefined) throw new Error('the plan does not compile');
  const diagnostics = inOrder(checked.diagnostics);
  const of = (code: string): readonly Diagnostic[] => diagnostics.filter((diagnostic) => diagnostic.code === code);
  return {
    text,
    workspace,
    plan,
    result: report.result,
    findings: report.findings,
    diagnostics,
    of,
    one: (code) => {
      const found = of(code);
      expect(
        found.map(({ message }) => message),
        code,
      ).toHaveLength(1);
      return found[0]!;
    },
    at: ({ location }) => (workspace.text(location.file) ?? '').slice(location.span.start, location.span.end),
  };
}

/** The JSON of `dcplan check --format json`, with the plan's name and hash. */
export function jsonOf(text: string, workspace: Workspace = workspaceOf({ [ENTRY]: text }), file = ENTRY): string {
  const checked = workspace.check(file, { simulate: true });
  const sources = new Sources((name) => workspace.text(name));
  return JSON.stringify(
    checkJson(
      checkReport({
        engine: 'test',
        plans: [{ file, hash: checked.hash ?? null }],
        diagnostics: checked.diagnostics,
        sources,
      }),
    ),
  );
}

/** Every file of the plan with a mend's edits made, as text. */
export function applied(found: Found, fix: Fix, files: Files = {}): Record<string, string> {
  const texts: Record<string, string> = { ...files, [ENTRY]: found.text };
  for (const file of new Set(fix.edits.map((edit) => edit.file))) {
    texts[file] = applyEdits(
      texts[file] ?? '',
      fix.edits.filter((edit) => edit.file === file),
    );
  }
  return texts;
}

/** USD at the start of the first year of payments at the end of each, at the 8 % that campuses have by default. */
export function worth(payments: ArrayLike<number>, rate = 0.08): number {
  return Array.from(payments).reduce((sum, usd, year) => sum + usd / (1 + rate) ** (year + 1), 0);
}

/** Equal to 1e-9 of the larger, or to a cent. */
export function expectClose(actual: number | null | undefined, expected: number, within = 1e-9): void {
  expect(actual).not.toBeNull();
  expect(actual).not.toBeUndefined();
  const slack = Math.max(within * Math.max(Math.abs(actual!), Math.abs(expected)), 1e-9);
  expect(Math.abs(actual! - expected), `${String(actual)} against ${String(expected)}`).toBeLessThanOrEqual(slack);
}

/** The members of a small campus, each to be left out or replaced. */
export interface Parts {
  readonly top: string;
  readonly head: string;
  readonly policy: string;
  readonly contract: string;
  readonly network: string;
  readonly hall: string;
  readonly workload: string;
  readonly more: string;
}

const PARTS: Parts = {
  top: '',
  head: `  climate: Dallas
  opens: 2027-01
  horizon: 2 years
  users { us_south: 100 % }`,
  policy: `  policy { findingMinimum: 1 USD, findingShare: 0 % }`,
  contract: `  contract Grid: ERCOT_Industrial { capacity: 2 MW }`,
  network: '',
  hall: `  hall A {
    racks: 20 of HGX_H200_Air
    cooling: AirEconomizer
    network: LeafSpine { oversubscription: 8:1 }
    power: Grid
  }`,
  workload: `  workload Assistant: Chat {
    on: [A]
    model: Llama_70B
    demand: 40 req/s
  }`,
  more: '',
};

/** A small campus of one air-cooled hall that serves chat, two years long, in which the smallest mismatch is a finding. */
export function campus(parts: Partial<Parts> = {}): string {
  const { top, head, policy, contract, network, hall, workload, more } = { ...PARTS, ...parts };
  const members = [head, policy, contract, network, hall, workload, more].filter((part) => part.trim() !== '');
  return withImports(`${top === '' ? '' : `${top}\n\n`}campus C {\n${members.join('\n')}\n}\n`);
}

/** The same with a training hall: 8 racks of GB200 on cold plates, all of them in one job. */
export function training(parts: Partial<Parts> = {}): string {
  return campus({
    contract: `  contract Grid: ERCOT_Industrial { capacity: 3 MW }`,
    hall: `  hall A {
    racks: 8 of GB200_NVL72
    cooling: DirectToChip
    network: RailOptimized { oversubscription: 1:1 }
    power: Grid
  }`,
    workload: `  workload Frontier: Pretraining {
    on: [A]
    accelerators: 576
  }`,
    ...parts,
  });
}

const MODULES = [
  'accelerators',
  'racks',
  'cooling',
  'networks',
  'electrical',
  'tariffs',
  'climates',
  'workloads',
  'models',
  'cloud',
] as const;

/** A text below imports of the library's entries that it names. */
export function withImports(text: string): string {
  const words = new Set(text.match(/\w+/g));
  const declared = new Set([...text.matchAll(/^\s*[a-z]\w* ([A-Z]\w*)/gm)].map((match) => match[1]));
  const lines = MODULES.flatMap((module) => {
    const names = [...(stdlibFiles[`std/${module}`] ?? '').matchAll(/^[a-z]\w* ([A-Z]\w*)/gm)].map(
      (match) => match[1] ?? '',
    );
    const used = names.filter((name) => words.has(name) && !declared.has(name)).sort();
    return used.length === 0 ? [] : [`import std/${module} { ${used.join(', ')} }`];
  });
  return `${lines.join('\n')}\n\n${text}`;
}
