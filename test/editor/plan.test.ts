import { CancellationToken } from 'vscode-languageserver';
import { describe, expect, it, vi } from 'vitest';
import { features } from '../../lsp/src/features/index.js';
import type { FiguresResult, PlanParams, StateResult, TextResult } from '../../lsp/src/features/plan.js';
import { SMALL } from '../cli/harness.js';
import { Editor } from './support/editor.js';

async function ask<R>(editor: Editor, method: string, more: Omit<PlanParams, 'uri'> = {}): Promise<R> {
  const handler = features.flatMap(({ handlers }) => handlers).find((each) => each.method === method);
  return (await handler?.run(editor.session, { uri: editor.uri, ...more }, CancellationToken.None)) as R;
}

// A report looks for what fits better, which takes many simulations.
vi.setConfig({ testTimeout: 120_000 });

// One for all: its simulations are kept.
const editor = new Editor(`//- /plans/small.dcplan\n${SMALL}`, { simulate: true });

describe('what a client shows of a plan', () => {
  it('has drawn figures, and where what they show is written', async () => {
    const { preview, places, problem } = await ask<FiguresResult>(editor, 'dcplan/figures', { quick: true });
    expect(problem).toBeUndefined();
    expect(preview).toMatchObject({ title: 'First', years: [2027, 2028], scenarios: ['Half'] });
    const capacity = preview?.figures.find(({ name }) => name === 'capacity');
    expect(capacity?.svg).toMatch(/^<svg /);
    const paths = [...(capacity?.svg ?? '').matchAll(/data-path="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(new Set(paths)).toEqual(new Set(['First.A', 'First.Grid']));
    for (const path of paths) {
      const lines = editor.text.split('\n');
      const { name, range } = places[path]!;
      expect(lines[name.start.line]?.slice(name.start.character, name.end.character)).toBe(path.slice('First.'.length));
      expect(lines[range.end.line]?.slice(0, range.end.character)).toMatch(/\}$/);
    }
  });

  it('follows the scenario and the year that are chosen', async () => {
    const whole = await ask<FiguresResult>(editor, 'dcplan/figures', { quick: true });
    const half = await ask<FiguresResult>(editor, 'dcplan/figures', { scenario: 'Half', year: 2027, quick: true });
    expect(half.preview?.scenario).toBe('Half');
    expect(half.preview?.figures.map(({ title }) => title)).toContain('The campus in 2027');
    expect(half.preview?.figures[0]?.svg).not.toBe(whole.preview?.figures[0]?.svg);
  });

  it('is the report and the summary of the command line', async () => {
    expect((await ask<TextResult>(editor, 'dcplan/report')).text).toMatch(/^<!doctype html>[\s\S]*<h1>First<\/h1>/);
    expect((await ask<TextResult>(editor, 'dcplan/summary')).text).toMatch(
      /^It costs [\s\S]*\n\nFirst: 2027 to 2028, 8 % real discount/,
    );
  });

  it('compares with an earlier text', async () => {
    const base = SMALL.replace('racks: 240', 'racks: 250');
    const { text } = await ask<TextResult>(editor, 'dcplan/comparison', { base });
    expect(text).toContain('racks');
    expect(text).toContain('HEAD → the text');
  });

  it('is a state in brief', async () => {
    const { state } = await ask<StateResult>(editor, 'dcplan/state');
    expect(state?.campuses).toMatchObject([{ path: 'First', firstBreach: null }]);
    expect(state?.campuses[0]?.fit).toBeGreaterThan(0);
    expect(state?.errors).toBe(0);
  });

  it('says why there is nothing', async () => {
    const broken = new Editor(`//- /plans/a.dcplan\ncampus A { climate: Nowhere }\n`, { simulate: true });
    expect((await ask<FiguresResult>(broken, 'dcplan/figures')).problem).toMatch(
      /^The plan does not compile: \d+ errors?\.$/,
    );
    const module = new Editor(`//- /plans/a.dcplan\nlet a = 1\n`, { simulate: true });
    expect((await ask<TextResult>(module, 'dcplan/report')).problem).toBe(
      'There is no campus in this file: it is a module of others.',
    );
  });
});
