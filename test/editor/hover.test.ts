import { HoverRequest, type MarkupContent } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { smallPlan } from './support/small-plan.js';
import { Editor, type EditorOptions } from './support/editor.js';

const textAt = async (fixture: string, options?: EditorOptions): Promise<string> => {
  const editor = new Editor(fixture, options);
  await editor.simulated();
  const hover = await editor.ask(HoverRequest.type, editor.here);
  return (hover?.contents as MarkupContent | undefined)?.value ?? '';
};

const plan = `import std/racks { GB200_NVL72 }
import std/cooling { DirectToChip }
let growth = 35 %/year
campus C {
  /// The first hall.
  hall A[1..4] {
    racks: 4 of GB200_NVL72
    cooling: DirectToChip { supply: 32 degC }
    density: 132 kW/rack
  }
  hall B: A { idle: off }
  require pue <= 1.3
}
`;

const at = (needle: string, n = 0): string => {
  let from = -1;
  for (let i = 0; i <= n; i++) from = plan.indexOf(needle, from + 1);
  return `${plan.slice(0, from)}$0${plan.slice(from)}`;
};

describe('hover', () => {
  it('shows the resolved values of a block with where each comes from', async () => {
    const text = await textAt(at('B: A'));
    expect(text).toContain('hall B: A');
    expect(text).toContain('The first hall.');
    expect(text).toContain('| `idle` | off | stated here |');
    expect(text).toMatch(/\| `racks` \| 4 of GB200_NVL72 \| A/);
  });

  it('shows the figures of an entry of the library with their sources', async () => {
    const text = await textAt(at('GB200_NVL72', 1));
    expect(text).toContain('rack GB200_NVL72');
    expect(text).toContain('From `std/racks`.');
    expect(text).toMatch(/vendor: |published: |assumed: /);
  });

  it('shows the type, value, default and bounds of a property', async () => {
    const text = await textAt(at('supply'));
    expect(text).toContain('directToChip.supply: uncertain Temperature');
    expect(text).toContain('**32 °C** (stated here)');
  });

  it.each([
    ['a quantity in its other units', at('132'), '132000 W/rack'],
    ['a rate per year', at('growth'), 'let growth = 35 %/year'],
    ['a kind', at('campus'), 'kind campus'],
    ['a metric', at('pue'), 'metric pue on campus'],
    ['a module', at('std/racks'), 'import std/racks'],
    ['nothing on white space', plan.replace('campus C {', 'campus C {$0 '), ''],
  ])('shows %s', async (_, fixture, expected) => {
    const text = await textAt(fixture);
    if (expected === '') expect(text).toBe('');
    else expect(text).toContain(expected);
  });

  it('shows what a hall was simulated to do, and what binds it', async () => {
    const text = await textAt(smallPlan.replace('hall A', 'hall $0A'), { simulate: true });
    expect(text).toContain('**Simulated**');
    expect(text).toMatch(/\| `pue` \| 1\.\d+/);
    expect(text).toContain('What binds: ');
  }, 90_000);

  it('works in the sound blocks of a broken file', async () => {
    expect(await textAt('campus C {\n  hall A { idle: (\n  }\n  hall $0B { idle: off }\n}\n')).toContain(
      '| `idle` | off',
    );
  });
});
