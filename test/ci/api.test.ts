/** The examples of docs/api.md: they compile against the package's types, run, and print what they say. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import ts from 'typescript';
import { root } from '../cli/harness.js';
import { run } from './program.js';

const page = readFileSync(join(root, 'docs/api.md'), 'utf8');
const examples = [...page.matchAll(/^## (.*)\n[\s\S]*?```ts\n([\s\S]*?)```/gm)].map(
  ([, title, code]) => [title!, code!] as const,
);
const runnable = examples.filter(([, code]) => !code.includes('vitest'));
const folder = join(root, 'node_modules/.cache', `dcplan-api-${String(process.pid)}`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('there are examples', () => {
  expect(runnable.map(([title]) => title)).toEqual(['Check a plan', 'Compare two plans', 'Format a text']);
});

describe.each(runnable)('%s', (title, code) => {
  it('prints what it says', { timeout: 120_000 }, async () => {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${title.replaceAll(' ', '-')}.mjs`);
    await build({
      stdin: { contents: code, loader: 'ts', resolveDir: root },
      outfile: file,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'error',
      alias: { dcplan: join(root, 'compiler/src/index.ts') },
      external: ['ts-morph', 'highs', 'prettier'],
      banner: {
        js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
      },
    });
    const { stdout, stderr, code: exit } = await run(process.execPath, [file], root);
    expect({ stderr, exit }).toEqual({ stderr: '', exit: 0 });
    const said = [...code.matchAll(/\/\/ => (.*)$/gm)].map(([, line]) => line!);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .filter((line) => line !== ''),
    ).toEqual(said);
  });
});

it('they compile against the types of the package', { timeout: 120_000 }, () => {
  mkdirSync(folder, { recursive: true });
  const files = runnable.map(([title, code]) => {
    const file = join(folder, `${title.replaceAll(' ', '-')}.mts`);
    writeFileSync(file, code);
    return file;
  });
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    paths: { dcplan: [join(root, 'compiler/src/index.ts')] },
  });
  const errors = files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  expect(errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});

it('every export has a description', () => {
  const program = ts.createProgram([join(root, 'compiler/src/index.ts')], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(root, 'compiler/src/index.ts'))!;
  const undescribed = checker.getExportsOfModule(checker.getSymbolAtLocation(source)!).flatMap((symbol) => {
    const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
    const isOurs = target.declarations?.some(
      (declaration) => !declaration.getSourceFile().fileName.includes('/generated/'),
    );
    return isOurs === true && target.getDocumentationComment(checker).length === 0 ? [symbol.name] : [];
  });
  expect(undescribed).toEqual([]);
});
