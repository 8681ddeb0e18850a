/** A plan revised after an edit is what compiling its text anew gives. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginCompile,
  type Compilation,
  type Compiling,
  compile,
  type ModuleHost,
} from '../../compiler/src/semantics/index.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { memoryHost } from './fixture.js';

const folder = new URL('../../samples/', import.meta.url);
const samples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.dcplan'))
  .sort();
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** A plan that is edited: what is known of it is kept from edit to edit. */
class Edited {
  readonly files: Record<string, string> = {};
  readonly host: ModuleHost = { ...memoryHost(this.files, stdlibFiles), kept: new Map() };
  /** Edits that were taken without compiling anew. */
  revised = 0;
  #modules: unknown;

  constructor(readonly entry: string) {
    for (const name of samples) this.files[`samples/${name}`] = textOf(name);
    this.begin();
  }

  get text(): string {
    return this.files[this.entry] ?? '';
  }

  begin(): Compiling {
    const compiling = beginCompile(this.entry, this.host);
    if (compiling.bound?.modules === this.#modules) this.revised++;
    this.#modules = compiling.bound?.modules;
    return compiling;
  }

  /** Takes a new text, and expects what compiling it for the first time gives. */
  becomes(text: string): void {
    this.files[this.entry] = text;
    const compilation = this.begin().finish();
    expect(seen(compilation)).toEqual(seen(compile(this.entry, { ...memoryHost(this.files, stdlibFiles) })));
  }
}

/** What the rest of the compiler sees of a plan, and where it says that things stand. */
function seen({ plan, diagnostics, origins, files, scenarios, tests }: Compilation): unknown {
  const places = origins.paths().map((path) => [path, origins.block(path), origins.locate(path)]);
  const requirements = (plan?.requirements ?? []).map((_, index) => origins.requirement(index));
  return { plan: JSON.stringify(plan), diagnostics, places, requirements, files, scenarios, tests };
}

const numbers = /\d+(\.\d+)?/g;

/** One edit of a text, by three dice. */
function edited(text: string, how: number, where: number, what: number): string {
  const at = Math.floor(where * text.length);
  const places = [...text.matchAll(numbers)];
  const number = places[Math.floor(where * places.length)];
  switch (how) {
    case 0:
    case 1:
    case 2: {
      // A value, of the same length or another.
      if (number === undefined) return text;
      const value = ['7', '12', '0', '345', '1.5', '-3', '9 MW', 'x', '', '1 / 0'][Math.floor(what * 10)] ?? '';
      return text.slice(0, number.index) + value + text.slice(number.index + number[0].length);
    }
    case 3:
      return text.slice(0, at) + ('a0 {},\n:'[Math.floor(what * 8)] ?? '') + text.slice(at);
    case 4:
      return text.slice(0, at) + text.slice(at + Math.ceil(what * 12));
    case 5: {
      // A line twice.
      const start = text.lastIndexOf('\n', at) + 1;
      const end = text.indexOf('\n', at) + 1;
      return text.slice(0, end) + text.slice(start, end) + text.slice(end);
    }
    default: {
      // One word in the place of another.
      const words = [...text.matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)];
      const [old, other] = [words[Math.floor(where * words.length)], words[Math.floor(what * words.length)]];
      if (old === undefined || other === undefined) return text;
      return text.slice(0, old.index) + other[0] + text.slice(old.index + old[0].length);
    }
  }
}

const dice = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('a revised plan', () => {
  it.each(samples)('of %s is the plan compiled anew', (name) => {
    const steps = fc.array(fc.record({ how: fc.nat({ max: 6 }), undo: fc.boolean(), where: dice, what: dice }), {
      minLength: 1,
      maxLength: 5,
    });
    const plan = new Edited(`samples/${name}`);
    const written = plan.text;
    fc.assert(
      fc.property(steps, (made) => {
        for (const { how, undo, where, what } of made) {
          const before = plan.text;
          // Typing goes on before all is known: what was begun is left.
          if (undo) plan.begin().advance();
          plan.becomes(edited(before, how, where, what));
          if (undo) plan.becomes(before);
        }
        plan.becomes(written);
      }),
      { numRuns: 12 },
    );
    expect(plan.revised).toBeGreaterThan(5);
  });
});
