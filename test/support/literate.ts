/**
 * Documents that are test suites: every fenced `dcplan` block of a Markdown page is a case, and what it should give is
 * written beside its code. docs/language.md explains the notation to its readers.
 *
 *     ```dcplan ok                     compiles without an error and without a warning
 *     ```dcplan error                  gives exactly the findings that its comments state
 *     ```dcplan warning                the same, and none of them is an error
 *     ```dcplan syntax                 parses without an error; what its names mean is not looked at
 *     ```dcplan ok in hall             stands inside a hall of a small campus (test/support/contexts.ts)
 *     ```dcplan ok file=racks.dcplan   a file that the other blocks under the same heading may import
 *     ```dcplan ok scenario=Surge      the plan under one of its scenarios
 *     ```dcplan ok today=2028-06-01    the day by which suppressions are judged
 *
 * Expectations are comments:
 *
 *     capacity: 300 MWh   // ^ DCP2303 wrong-dimension     a finding that begins on this line
 *     //        ^^^^^^^ DCP2303 wrong-dimension            a finding at just these columns of the line above
 *     horizon: 180 months // = 15 years                    the property's value, as the tools show it
 *     // Prairie.A.idle = off                              a property's value by its path
 */
import { indexPlan } from '../../compiler/src/ir/index.js';
import { showPropertyValue } from '../../compiler/src/semantics/index.js';
import { parse } from '../../compiler/src/syntax/index.js';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';
import { LineMap } from '../../compiler/src/text/line-map.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { type Checked, Workspace } from '../../compiler/src/workspace/workspace.js';
import { type Embedded, embed } from './contexts.js';

/** A fenced `dcplan` block of a page. */
export interface LiterateBlock {
  /** The headings above it, outermost first, joined by ` > `. */
  readonly heading: string;
  /** Line of the page on which its code begins, from one. */
  readonly line: number;
  readonly info: BlockInfo;
  readonly text: string;
}

const modes = ['ok', 'error', 'warning', 'syntax'] as const;
type Mode = (typeof modes)[number];

export interface BlockInfo {
  readonly mode: Mode;
  readonly context?: string;
  readonly file?: string;
  readonly scenario?: string;
  readonly today?: string;
}

/** What a block should give and what it gives, each as sorted lines: equal where the page is right. */
export interface Outcome {
  readonly expected: readonly string[];
  readonly found: readonly string[];
}

const fence = /^(`{3,}|~{3,})(.*)$/;

/** The `dcplan` blocks of a page, in order. Throws where a block does not say what it should give. */
export function literateBlocks(markdown: string): readonly LiterateBlock[] {
  const blocks: LiterateBlock[] = [];
  const headings: string[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const heading = /^(#{1,6}) +(.*)$/.exec(lines[at] ?? '');
    if (heading !== null) headings.splice(heading[1]!.length - 1, headings.length, heading[2]!.trim());
    const opened = fence.exec(lines[at] ?? '');
    if (opened === null) continue;
    const closed = lines.indexOf(opened[1]!, at + 1);
    if (closed < 0) throw new Error(`line ${at + 1}: the fence is not closed`);
    const [language, ...words] = opened[2]!.trim().split(/\s+/);
    if (language === 'dcplan') {
      const text = `${lines.slice(at + 1, closed).join('\n')}\n`;
      blocks.push({ heading: headings.filter(Boolean).join(' > '), line: at + 2, info: infoOf(words, at + 1), text });
    }
    at = closed;
  }
  return blocks;
}

function infoOf(words: readonly string[], line: number): BlockInfo {
  const [first, ...rest] = words;
  const mode = modes.find((each) => each === first);
  if (mode === undefined)
    throw new Error(`line ${line}: a dcplan block begins with ${modes.join(', ')}, not \`${first ?? ''}\``);
  let info: BlockInfo = { mode };
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at]!;
    const [key = '', value] = word.split('=');
    if (word === 'in') info = { ...info, context: rest[++at] ?? '' };
    else if (value !== undefined && ['file', 'scenario', 'today'].includes(key)) info = { ...info, [key]: value };
    else throw new Error(`line ${line}: \`${word}\` means nothing on a dcplan block`);
  }
  return info;
}

/**
 * Compiles a block, with the consistency checks and without a simulation, beside the files under its heading.
 * @param siblings all blocks of the page
 */
export function outcomeOf(block: LiterateBlock, siblings: readonly LiterateBlock[]): Outcome {
  const { mode, context, scenario, today } = block.info;
  if (mode === 'syntax')
    return {
      expected: [],
      found: parse(block.text).errors.map(({ code, slug, message }) => `${code} ${slug} (${message})`),
    };
  const embedded = embed(block.text, context);
  const entry = block.info.file ?? 'plan.dcplan';
  const files = new Map(
    siblings
      .filter((other) => other.heading === block.heading && other.info.file !== undefined)
      .map((other) => [other.info.file!, other.text]),
  );
  files.set(entry, embedded.text);
  const workspace = new Workspace({
    stdlib: stdlibFiles,
    read: (name) => files.get(name),
    resolve: (_, spec) => spec.replace(/^\.\//, ''),
  });
  const checked = workspace.check(entry, {
    simulate: false,
    ...(scenario === undefined ? {} : { scenario }),
    ...(today === undefined ? {} : { today }),
  });
  const findings = checked.diagnostics.filter((diagnostic) => diagnostic.severity !== 'info');
  const expectations = expectationsIn(block.text);
  const spans = new Set(expectations.filter((each) => each.columns !== undefined).map((each) => each.line));
  const place = new Place(embedded, entry);
  const worst = findings.some((each) => each.severity === 'error') ? 'error' : findings.length > 0 ? 'warning' : 'ok';
  return {
    expected: [`the block is ${mode}`, ...expectations.map((each) => each.text)].sort(),
    found: [
      `the block is ${worst}`,
      ...findings.map((each) => place.describe(each, spans)),
      ...valuesAt(expectations, checked, workspace, place, entry, scenario),
    ].sort(),
  };
}

interface Expectation {
  /** Of the block, from one. */
  readonly line: number;
  readonly columns?: string;
  /** For a value: the path of its property, `''` for the property on the line. */
  readonly path?: string;
  readonly text: string;
}

const finding = /(\^+) (DCP\d{4} [a-z0-9-]+)/g;

function expectationsIn(text: string): readonly Expectation[] {
  const found: Expectation[] = [];
  let code = 0;
  for (const [index, content] of text.split('\n').entries()) {
    const comment = commentAt(content);
    const isWhole = comment >= 0 && content.slice(0, comment).trim() === '';
    if (!isWhole) code = index + 1;
    if (comment < 0) continue;
    const said = content.slice(comment + 2).trim();
    for (const match of content.matchAll(finding)) {
      const from = match.index + 1;
      const columns = isWhole ? `${from}-${from + match[1]!.length}` : undefined;
      found.push({
        line: code,
        ...(columns === undefined ? {} : { columns }),
        text: findingText(code, columns, match[2]!),
      });
    }
    const value = /^([\w.[\]]*) ?= (.+)$/.exec(said);
    if (value !== null)
      found.push({
        line: code,
        path: value[1]!,
        text: valueText(value[1] === '' ? `line ${code}` : value[1]!, value[2]!),
      });
  }
  return found;
}

/** Where the comment of a line begins, or -1. */
function commentAt(line: string): number {
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"' && line[at - 1] !== '\\') quoted = !quoted;
    else if (!quoted && line.startsWith('//', at)) return line.startsWith('///', at) ? -1 : at;
  }
  return -1;
}

function findingText(line: number, columns: string | undefined, code: string): string {
  return `line ${line}${columns === undefined ? '' : ` columns ${columns}`}: ${code}`;
}

function valueText(where: string, value: string): string {
  return `${where} = ${value.trim()}`;
}

/** From places in the text that was compiled to places in the block as the page shows it. */
class Place {
  private readonly map: LineMap;

  constructor(
    private readonly embedded: Embedded,
    private readonly file: string,
  ) {
    this.map = new LineMap(embedded.text);
  }

  lineOf(offset: number): number {
    return this.map.position(offset).line - this.embedded.linesBefore;
  }

  /** A finding, with its columns where the page states columns for its line. */
  describe({ code, slug, message, location }: Diagnostic, spans: ReadonlySet<number>): string {
    if (location.file !== this.file) return `${location.file}: ${code} ${slug} (${message})`;
    const { start, end } = this.map.range(location.span);
    const line = start.line - this.embedded.linesBefore;
    const hasCode = line >= 1 && line <= this.embedded.lines;
    if (!hasCode) return `outside of the block: ${code} ${slug} (${message})`;
    const by = this.embedded.indent;
    const last = end.line === start.line ? end.column - by : this.map.lineText(start.line).length + 1 - by;
    return findingText(line, spans.has(line) ? `${start.column - by}-${last}` : undefined, `${code} ${slug}`);
  }
}

/** The values that the page states, as they are. */
function valuesAt(
  expectations: readonly Expectation[],
  { plan }: Checked,
  workspace: Workspace,
  place: Place,
  entry: string,
  scenario: string | undefined,
): string[] {
  const wanted = expectations.filter((each) => each.path !== undefined);
  if (wanted.length === 0) return [];
  if (plan === undefined) return wanted.map((each) => `line ${each.line}: no value, since the plan does not compile`);
  const { origins } = workspace.compile(entry, scenario);
  const properties = [...indexPlan(plan)].flatMap(([path, entity]) =>
    Object.entries(entity).map(([name, value]: [string, unknown]) => ({ path, kind: entity.kind, name, value })),
  );
  return wanted.map(({ line, path }) => {
    const match = properties.find((each) => {
      if (path !== '') return `${each.path}.${each.name}` === path;
      const origin = origins.property(each.path, each.name);
      return origin?.isOwn === true && origin.member.file === entry && place.lineOf(origin.member.span.start) === line;
    });
    const where = path === '' ? `line ${line}` : path!;
    return valueText(
      where,
      match === undefined ? 'no such property' : showPropertyValue(match.kind, match.name, match.value),
    );
  });
}
