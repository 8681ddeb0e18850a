import { expect } from 'vitest';
import { checkJson } from '../../compiler/src/diagnostics/json.js';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import { inOrder } from '../../compiler/src/diagnostics/summary.js';
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

/** Compiles, simulates and checks a text that is right as far as the language goes. */
export function find(text: string, options: FindOptions = {}): Found {
  const workspace = options.workspace ?? workspaceOf({ ...options.files, [ENTRY]: text }, options.stdlib);
  const checked = workspace.check(ENTRY, {
    simulate: true,
    ...(options.scenario === undefined ? {} : { scenario: options.scenario }),
    ...(options.today === undefined ? {} : { today: options.today }),
  });
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
    diagnostics,
    of,
    one: (code) => {
      const found = of(code);
      expect(found.map(({ message }) => message), code).toHaveLength(1);
      return found[0]!;
    },
    at: ({ location }) => (workspace.text(location.file) ?? '').slice(location.span.start, location.span.end),
  };
}

/** The JSON of `dcplan check --format json`, with the plan's name and hash. */
export function jsonOf(text: string, workspace: Workspace = workspaceOf({ [ENTRY]: text }), file = ENTRY): string {
  const checked = workspace.check(file, { simulate: true });
  const sources = new Sources((name) => workspace.text(name));
  return JSON.stringify(checkJson('test', [{ file, hash: checked.hash ?? null }], checked.diagnostics, sources));
}

/** Every file of the plan with a mend's edits made, as text. */
export function applied(found: Found, fix: Fix, files: Files = {}): Record<string, string> {
  const texts: Record<string, string> = { ...files, [ENTRY]: found.text };
  for (const file of new Set(fix.edits.map((edit) => edit.file))) {
    texts[file] = applyEdits(texts[file] ?? '', fix.edits.filter((edit) => edit.file === file));
  }
  return texts;
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
  readonly imports: string;
  readonly top: string;
  readonly head: string;
  readonly policy: string;
  readonly contract: string;
  readonly network: string;
  readonly hall: string;
  readonly workload: string;
  readonly more: string;
}

const IMPORTS = `import std/racks { GB200_NVL72, HGX_H200_Air }
import std/cooling { AirEconomizer, CRAH_Chiller, DirectToChip }
import std/networks { LeafSpine, RailOptimized }
import std/tariffs { ERCOT_Industrial }
import std/climates { Dallas }
import std/workloads { BatchInference, Chat, Pretraining }
import std/models { Llama_70B }
`;

const PARTS: Parts = {
  imports: IMPORTS,
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
  const { imports, top, head, policy, contract, network, hall, workload, more } = { ...PARTS, ...parts };
  const members = [head, policy, contract, network, hall, workload, more].filter((part) => part.trim() !== '');
  return `${imports}${top === '' ? '' : `${top}\n`}\ncampus C {\n${members.join('\n')}\n}\n`;
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
