import { describe, expect, it } from 'vitest';
import { Editor } from './support/editor.js';
import { smallPlan } from './support/small-plan.js';

describe('diagnostics', () => {
  it('come at once, each at its place, with its code, where it is explained, and mends as data', () => {
    const editor = new Editor('campus C {\n  horizn: 15 years\n}\n');
    expect(editor.underlined()).toContain('  horizn: 15 years\n  ^^^^^^ DCP2104 unknown-property');
    const [found] = editor.diagnostics().filter(({ code }) => String(code).includes('unknown-property'));
    expect(found).toMatchObject({
      severity: 1,
      source: 'dcplan',
      codeDescription: { href: 'dcplan:/findings/DCP2104.md' },
      data: { slug: 'unknown-property', standing: 'exact', fixes: [{ title: 'Change to `horizon`' }] },
    });
  });

  it('hold a new syntax error on the line being typed back until a pause', () => {
    const editor = new Editor('campus C {\n  horizon$0\n  opens: 2027\n}\n');
    editor.type(': (');
    expect(editor.underlined()).not.toContain('DCP1');
    editor.wait(799);
    expect(editor.underlined()).not.toContain('DCP1');
    editor.wait(1);
    expect(editor.underlined()).toContain('DCP1');
  });

  it('show what was held back after an edit on another line', () => {
    const editor = new Editor('campus C {\n  horizon$0\n  opens: 2027\n}\n');
    editor.type(': (');
    const line = { line: 2, character: 13 };
    editor.edit({ start: line, end: line }, '-01');
    expect(editor.underlined()).toContain('DCP1');
  });

  it('say of the fit what is an estimate, what is exact, and what is being computed anew', async () => {
    const editor = new Editor(smallPlan, { simulate: true });
    const sources = (): unknown[] => editor.diagnostics().map(({ source }) => source);
    await editor.simulated();
    expect(sources().length).toBeGreaterThan(0);
    expect(new Set(sources())).toEqual(new Set(['dcplan']));
    const before = editor.diagnostics().map(({ message }) => message);
    const end = editor.session.files.lines('/plans/plan.dcplan').positionAt(editor.text.length);
    editor.edit({ start: end, end }, '\n');
    expect(new Set(sources())).toEqual(new Set(['dcplan (recomputing)']));
    expect(editor.diagnostics().map(({ message }) => message)).toEqual(before);
    await editor.simulated();
    expect(new Set(sources())).toEqual(new Set(['dcplan']));
  }, 90_000);
});
