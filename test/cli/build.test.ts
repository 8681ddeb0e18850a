import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../compiler/src/ir/canonical.js';
import type { Plan } from '../../compiler/src/ir/index.js';
import { dcplan, folderOf, mistakes, root, SMALL } from './harness.js';

const folder = folderOf({ 'small.dcplan': SMALL, 'broken.dcplan': 'let a = b\n' });
const small = join(folder, 'small.dcplan');

describe('dcplan build --emit json', () => {
  it('gives the IR in one line, which keeps to its schema', async () => {
    const { code, stdout, stderr } = await dcplan('build', small);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toHaveLength(2);
    const plan = JSON.parse(stdout) as Plan;
    expect(mistakes('ir', plan)).toEqual([]);
    expect(plan.campus.map((campus) => campus.path)).toEqual(['First']);
    const checked = JSON.parse((await dcplan('check', '--no-simulate', '--format', 'json', small)).stdout) as {
      plan: { hash: string };
    };
    expect(contentHash(plan)).toBe(checked.plan.hash);
  });

  it('gives the plan under a scenario', async () => {
    const { stdout } = await dcplan('build', '--scenario', 'Half', small);
    expect((JSON.parse(stdout) as Plan).scenario).toBe('Half');
    expect(stdout).toContain('"demand":550');
  });

  it('gives a line for each plan that compiles, and the errors of the others', async () => {
    const { code, stdout, stderr } = await dcplan('build', small, join(folder, 'broken.dcplan'));
    expect(code).toBe(1);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/broken\.dcplan:1:9 {2}error {2}DCP2101 unknown-name\n/);
  });
});

describe('dcplan build --emit schema', () => {
  it('is the published one', async () => {
    const { stdout } = await dcplan('build', '--emit', 'schema');
    const { $comment, ...published } = JSON.parse(
      readFileSync(join(root, 'docs/schema/ir.schema.json'), 'utf8'),
    ) as Record<string, unknown>;
    expect($comment).toContain('npm run generate');
    expect(JSON.parse(stdout)).toEqual(published);
  });
});

describe('dcplan build --emit ts', () => {
  it('gives a module that has the types of the package', { timeout: 180_000 }, async () => {
    const { code, stdout } = await dcplan('build', '--emit', 'ts', small);
    expect(code).toBe(0);
    expect(stdout).toBe((await dcplan('build', '--emit', 'ts', small)).stdout);
    expect(compilerErrors('plan.ts', { 'plan.ts': stdout })).toEqual([]);

    const user = `import { metrics, paths, plan, type Path, years } from './plan.js';
      export const opened: 2027 = years[0];
      export const peak: 'MW' = metrics['First.Grid'].peak.unit;
      export const dear: boolean = metrics.First.cost.value > 1;
      const first: 'First' = plan.campus[0].path;
      const hall: Path = 'First.A';
      export const all: readonly string[] = paths;
      export const both = [first, hall];
      export const wrong: Path = 'First.B';`;
    expect(compilerErrors('user.ts', { 'plan.ts': stdout, 'user.ts': user })).toEqual([
      expect.stringContaining(`"First.B"' is not assignable`),
    ]);
  });
});

/** What the TypeScript compiler says of a module beside the package. */
function compilerErrors(name: string, files: Readonly<Record<string, string>>): readonly string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
    paths: { dcplan: [join(root, 'compiler/src/index.ts')] },
  };
  const at = (file: string): string => join(root, 'test/cli', file);
  const texts = new Map(Object.entries({ ...files }).map(([file, text]) => [at(file), text]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, language, ...rest) => {
    const text = texts.get(file);
    return text === undefined ? getSourceFile(file, language, ...rest) : ts.createSourceFile(file, text, language);
  };
  const program = ts.createProgram([at(name)], options, host);
  const source = program.getSourceFile(at(name));
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}
