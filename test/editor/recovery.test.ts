/** How well plans are read that are being typed: a score that is printed, with a floor that only rises. */
import { readFileSync } from 'node:fs';
import { CompletionRequest } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { bodyOf, isBlock, parse, type ParsedFile } from '../../compiler/src/syntax/index.js';
import type { Node } from '../../compiler/src/syntax/tree.js';
import { Editor } from './support/editor.js';

/** Share of declarations that are kept, errors beyond the mistakes made (mean of a file), mean reciprocal rank. */
const FLOOR = { kept: 0.997, falseErrors: 0.15, rank: 0.79 };

const read = (name: string): string => readFileSync(new URL(`recovery/${name}`, import.meta.url), 'utf8');
const plan = read('plan.dcplan');

interface Case {
  readonly place: string;
  readonly typed: string;
  readonly wanted: string;
  readonly mistakes: number;
}

const cases = read('half-typed.txt')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line): Case => {
    const [place = '', typed = '', wanted = '', mistakes = '1'] = line
      .split('|')
      .map((part) => part.replace(/^ | $/g, ''));
    return { place, typed: typed.replaceAll('\\n', '\n'), wanted: wanted.trim(), mistakes: Number(mistakes) };
  });

/** The plan with something typed in it. */
const written = ({ place, typed }: Case): string => plan.replace(`// here: ${place}\n`, () => `${typed}\n`);

/** Every declaration by its place: `campus Prairie/hall A/power: Grid`. */
function declarations({ text, tree }: ParsedFile): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (nodes: readonly Node[], base: number, above: string): void => {
    for (const node of nodes) {
      const end = isBlock(node) ? node.headEnd : node.end;
      const place = `${above}/${text
        .slice(base + node.start, base + end)
        .trim()
        .replace(/\s+/g, ' ')}`;
      found.add(place);
      if (isBlock(node)) visit(bodyOf(node), base + node.start, place);
    }
  };
  visit(bodyOf(tree), 0, '');
  return found;
}

const whole = declarations(parse(plan));

interface Score {
  readonly kept: number;
  readonly falseErrors: number;
  /** One over the place of what is wanted among what begins as what is typed; absent where nothing is wanted. */
  readonly rank?: number;
}

async function score(each: Case): Promise<Score> {
  const editor = new Editor(written(each), {
    client: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
  });
  editor.session.checker.release();
  const errors = editor.diagnostics().filter(({ severity }) => severity === 1).length;
  const now = declarations(parse(editor.text));
  const kept = [...whole].filter((declaration) => now.has(declaration)).length / whole.size;
  const falseErrors = Math.max(0, errors - each.mistakes);
  if (each.wanted === '') return { kept, falseErrors };
  const list = await editor.ask(CompletionRequest.type, editor.here);
  const items = list === null ? [] : 'items' in list ? list.items : list;
  const prefix = /[@\w%/+]*$/.exec(each.typed.split('$0')[0] ?? '')?.[0] ?? '';
  const offered = [...items]
    .sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1))
    .map(({ label, filterText }) => ({ label, text: filterText ?? label }))
    .filter(({ text }) => text.toLowerCase().startsWith(prefix.toLowerCase()))
    .map(({ label }) => label);
  const place = offered.indexOf(each.wanted);
  return { kept, falseErrors, rank: place < 0 ? 0 : 1 / (place + 1) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('half-typed plans', () => {
  it('are sixty and more, of one that is right', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(new Editor(plan).diagnostics().filter(({ severity }) => severity === 1)).toEqual([]);
    for (const each of cases) expect(written(each)).not.toBe(plan);
  });

  it('keep what is declared, say one thing once, and offer what is meant', async () => {
    const scores = await Promise.all(cases.map(score));
    const kept = mean(scores.map((each) => each.kept));
    const falseErrors = mean(scores.map((each) => each.falseErrors));
    const rank = mean(scores.flatMap((each) => each.rank ?? []));
    console.log(
      `recovery of ${String(cases.length)} half-typed plans: ${(100 * kept).toFixed(2)} % of declarations kept, ` +
        `${falseErrors.toFixed(3)} false errors a file, completion rank ${rank.toFixed(3)}`,
    );
    expect(kept).toBeGreaterThanOrEqual(FLOOR.kept);
    expect(falseErrors).toBeLessThanOrEqual(FLOOR.falseErrors);
    expect(rank).toBeGreaterThanOrEqual(FLOOR.rank);
  });
});
