import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderText } from '../../compiler/src/diagnostics/text.js';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import { formatText } from '../../compiler/src/format/format.js';
import { FIGURE_NAMES } from '../../compiler/src/report/figure.js';
import { parse } from '../../compiler/src/syntax/index.js';
import { root } from './grammar.js';

interface Command {
  readonly command: string;
  readonly title: string;
}

interface Manifest {
  readonly main: string;
  readonly browser: string;
  readonly files: readonly string[];
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly languages: readonly { readonly configuration: string; readonly icon: Readonly<Record<string, string>> }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly snippets: readonly { readonly path: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly problemMatchers: readonly { readonly pattern: readonly { readonly regexp: string }[] }[];
    readonly jsonValidation: readonly { readonly url: string }[];
  };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
}

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly items?: { readonly enum: readonly string[] };
}

interface Step {
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
}

const folder = join(root, 'vscode-extension');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const { contributes } = manifest;
const sources = readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
const commands = contributes.commands.map(({ command }) => command);

describe('the extension says only what is so', () => {
  it('names files that are there', () => {
    const files = [
      ...contributes.languages.flatMap(({ configuration, icon }) => [configuration, ...Object.values(icon)]),
      ...contributes.grammars.map(({ path }) => path),
      ...contributes.snippets.map(({ path }) => path),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
    ];
    for (const file of files) expect(existsSync(join(folder, file)), file).toBe(true);
  });

  it('declares the commands that it registers, and offers those that it declares', () => {
    const registered = [...read('src/start.ts').matchAll(/register\('(\w+)'/g)].map(
      ([, name]) => `dcplan.${name ?? ''}`,
    );
    expect([...commands].sort()).toEqual(registered.sort());
    const offered = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.keybindings,
      ...[...JSON.stringify(contributes).matchAll(/\(command:(dcplan\.\w+)\)/g)].map(([, command = '']) => ({
        command,
      })),
    ];
    for (const { command } of offered) expect(commands).toContain(command);
    for (const { title } of contributes.commands) expect(title).toMatch(/^[A-Z]/);
  });

  it('reads the settings that it declares, and no others', () => {
    const declared = Object.keys(contributes.configuration.properties).map((name) => name.replace('dcplan.', ''));
    const used = new Set(sources.flatMap((text) => [...text.matchAll(/setting\('([\w.]+)'/g)].map(([, name]) => name)));
    // Some are read by the server itself, and what both say to each other by the client's library.
    const server = ['fidelity', 'hints.inherited'];
    const serverReads = readFileSync(join(root, 'lsp/src/core/settings.ts'), 'utf8');
    for (const name of server) expect(serverReads).toContain(name.split('.').at(-1));
    expect([...used, ...server, 'trace.server'].sort()).toEqual([...declared].sort());
    for (const name of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations)
      expect(declared).toContain(name.replace('dcplan.', ''));
  });

  it('describes each setting, with a default that it allows', () => {
    for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
      expect(setting.description ?? setting.markdownDescription, name).toMatch(/^[A-Z][\s\S]*[.`:)]$/);
      if (setting.enum !== undefined) expect(setting.enum, name).toContain(setting.default);
      expect(Array.isArray(setting.default) ? 'array' : typeof setting.default, name).toBe(setting.type);
    }
  });

  it('offers every figure that there is', () => {
    const setting = contributes.configuration.properties['dcplan.preview.figures'];
    expect(setting?.items?.enum).toEqual([...FIGURE_NAMES]);
    expect(setting?.default).toEqual([...FIGURE_NAMES]);
  });

  it('has a walkthrough of four steps, each with a picture in words and something to do', () => {
    const [walkthrough] = contributes.walkthroughs;
    expect(walkthrough?.steps).toHaveLength(4);
    for (const { description, media } of walkthrough?.steps ?? []) {
      expect(description).toMatch(/\[[^\]]+\]\(command:[\w.]+\)/);
      expect(media.altText.length).toBeGreaterThan(20);
      expect(read(media.svg)).toContain(`aria-label="${media.altText}"`);
    }
  });

  it('packs one copy of what both servers need', () => {
    expect(manifest.main).toBe('./dist/extension.cjs');
    expect(manifest.files.filter((pattern) => pattern.includes('wasm'))).toEqual(['dist/**/*.wasm']);
  });
});

describe('the problem matcher', () => {
  it('takes findings as the command line prints them', () => {
    const text = 'campus A {\n  hall B {}\n}\n';
    const start = text.indexOf('hall');
    const printed = renderText(
      [
        {
          code: 'DCP4103',
          slug: 'thermal-part-load',
          severity: 'warning',
          message: 'the plant is sized for more than it carries',
          location: { file: 'plans/a b.dcplan', span: { start, end: start + 4 } },
        },
      ],
      new Sources(() => text),
    );
    const [first, second] = contributes.problemMatchers[0]?.pattern ?? [];
    const [head = '', message = ''] = printed.split('\n');
    expect(new RegExp(first?.regexp ?? '').exec(head)?.slice(1)).toEqual([
      'plans/a b.dcplan',
      '2',
      '3',
      'warning',
      'DCP4103',
    ]);
    expect(new RegExp(second?.regexp ?? '').exec(message)?.[1]).toBe('The plant is sized for more than it carries.');
  });
});

describe('snippets', () => {
  const snippets = Object.entries(
    JSON.parse(read('snippets/dcplan.json')) as Record<
      string,
      { readonly body: readonly string[]; readonly description: string }
    >,
  );
  /** What the editor inserts when every placeholder is left as it is. */
  const inserted = (body: readonly string[]): string =>
    body
      .join('\n')
      .replaceAll(/\$\{\d+:([^{}]*)\}/g, '$1')
      .replaceAll(/\$\d+/g, '');

  it.each(snippets)('%s is the language, laid out as the formatter has it', (name, { body, description }) => {
    expect(description).not.toBe('');
    const text = inserted(body);
    const inCampus = ['hall', 'contract', 'workload', 'training', 'require'].includes(name);
    const before = name.startsWith('@') || ['source', 'allow'].includes(name);
    const plan = before
      ? `${text}\ncampus A {}\n`
      : inCampus
        ? `campus A {\n${text.replaceAll(/^/gm, '  ')}\n}\n`
        : `${text.trimEnd()}\n`;
    expect(parse(plan).errors).toEqual([]);
    const formatted = formatText(plan);
    expect('text' in formatted ? formatted.text : formatted).toBe(plan);
  });
});

describe('the language configuration', () => {
  const configuration = JSON.parse(read('language-configuration.json')) as {
    readonly wordPattern: { readonly pattern: string; readonly flags: string };
    readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
    readonly onEnterRules: readonly { readonly beforeText: string }[];
  };
  const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;

  it.each([
    ['  hall A[1..4] {', true],
    ['  hall A { // four', true],
    ['  on: [', true],
    ['  // a note {', false],
    ['  slo { ttft: 450 ms }', false],
    ['  require a "with {"', false],
  ])('indents after `%s`: %s', (line, indents) => {
    expect(new RegExp(increaseIndentPattern).test(line)).toBe(indents);
  });

  it('goes back before a closing bracket', () => {
    expect(new RegExp(decreaseIndentPattern).test('  }')).toBe(true);
    expect(new RegExp(decreaseIndentPattern).test('  a: 1 }')).toBe(false);
  });

  it('goes on with a documentation comment, not with a rule of slashes', () => {
    const [rule] = configuration.onEnterRules;
    expect(new RegExp(rule?.beforeText ?? '').test('  /// The hall.')).toBe(true);
    expect(new RegExp(rule?.beforeText ?? '').test('////////')).toBe(false);
  });

  it('takes names of any script, and numbers, as words', () => {
    const words = (text: string): readonly string[] =>
      text.match(new RegExp(configuration.wordPattern.pattern, `g${configuration.wordPattern.flags}`)) ?? [];
    expect(words('Grid.peak <= 0.95 * Halle_Süd')).toEqual(['Grid', 'peak', '0.95', 'Halle_Süd']);
  });
});
