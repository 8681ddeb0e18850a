import { expect } from 'vitest';
import type { Plan } from '../../compiler/src/ir/index.js';
import { type Compilation, compile, type CompileOptions, type ModuleHost } from '../../compiler/src/semantics/index.js';
import { catalogues } from './catalogues.js';

export const entry = 'plan.dcplan';

/** A host of files in memory; names are relative to the one folder that there is. */
export function memoryHost(
  files: Readonly<Record<string, string>>,
  stdlib: Readonly<Record<string, string>> = catalogues,
): ModuleHost {
  return {
    stdlib,
    read: (file) => files[file],
    resolve: (from, spec) =>
      spec.startsWith('.') ? normalise(`${from.slice(0, from.lastIndexOf('/') + 1)}${spec}`) : `node_modules/${spec}`,
  };
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

export function compileText(
  text: string,
  options: CompileOptions = {},
  more: Readonly<Record<string, string>> = {},
): Compilation {
  return compile(entry, memoryHost({ ...more, [entry]: text }), options);
}

/** The plan of a text that has no errors. */
export function planOf(text: string, options: CompileOptions = {}, more: Readonly<Record<string, string>> = {}): Plan {
  const compilation = compileText(text, options, more);
  expect(
    compilation.diagnostics
      .filter((diagnostic) => diagnostic.severity === 'error')
      .map((diagnostic) => diagnostic.message),
  ).toEqual([]);
  expect(compilation.plan).toBeDefined();
  return compilation.plan!;
}

/** `slug` at `line:from-to`, with a part of the message. */
interface Expected {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly slug: string;
  readonly message: string;
}

/**
 * Compiles a text in which the findings stand under their places, and expects just these:
 *
 *     discount: 140 %
 *     //        ^^^^^ out-of-bounds: 50 %
 *
 * What follows the slug must be part of the message. Carets reach to the end of the line where a place has several lines.
 * `// <- slug` is for a place near the start of the line above, where no caret could stand.
 */
export function check(marked: string, more: Readonly<Record<string, string>> = {}): Compilation {
  const { text, expected } = unmark(marked);
  const compilation = compileText(text, {}, more);
  const lines = text.split('\n');
  const found = compilation.diagnostics.map((diagnostic) => {
    const { span, file } = diagnostic.location;
    const before = text.slice(0, span.start).split('\n');
    const line = before.length - 1;
    const from = before.at(-1)!.length;
    const to = Math.min(lines[line]?.length ?? 0, from + span.end - span.start);
    return {
      at: file === entry ? `${line + 1}:${from}-${to}` : file,
      slug: diagnostic.slug,
      message: diagnostic.message,
    };
  });
  const shown = found.map(({ at, slug, message }, index) => {
    const wanted = expected[index];
    return `${at} ${slug}: ${wanted !== undefined && message.includes(wanted.message) ? wanted.message : message}`;
  });
  expect(shown).toEqual(
    expected.map(({ line, from, to, slug, message }) => `${line}:${from}-${to} ${slug}: ${message}`),
  );
  return compilation;
}

function unmark(marked: string): { text: string; expected: Expected[] } {
  const lines: string[] = [];
  const expected: Expected[] = [];
  for (const line of marked.replace(/^\n/, '').split('\n')) {
    const near = /^(\s*)\/\/ <-\s+([\w-]+)$/.exec(line);
    if (near !== null) {
      const word = /@?[\w]+/.exec(lines.at(-1)!.slice(near[1]!.length))![0];
      const from = near[1]!.length + (word.startsWith('@') ? 1 : 0);
      expected.push({ line: lines.length, from, to: near[1]!.length + word.length, slug: near[2]!, message: '' });
      continue;
    }
    const mark = /^(\s*\/\/\s*)(\^+)\s+([\w-]+)(?::\s*(.*))?$/.exec(line);
    if (mark === null) {
      lines.push(line);
      continue;
    }
    const from = mark[1]!.length;
    expected.push({ line: lines.length, from, to: from + mark[2]!.length, slug: mark[3]!, message: mark[4] ?? '' });
  }
  return { text: lines.join('\n'), expected: expected.sort((a, b) => a.line - b.line || a.from - b.from) };
}

/** A campus with one hall, for texts that need a plan around them. */
export function inCampus(members: string, imports = ''): string {
  return `import std/parts { Rack, Fabric, Plant, Here, Llama }
import std/workloads { Chat }
${imports}campus Prairie {
  climate: Here
  opens: 2027
  contract Grid { capacity: 300 MW }
  hall A { racks: 400 of Rack, cooling: Plant, network: Fabric, power: Grid }
  workload Serve: Chat { on: [A], demand: 5 req/s, model: Llama }
${members}
}
`;
}
