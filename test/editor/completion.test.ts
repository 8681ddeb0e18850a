import {
  type CompletionItem,
  CompletionRequest,
  CompletionResolveRequest,
  CompletionTriggerKind,
  type MarkupContent,
} from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { Editor } from './support/editor.js';

const client = {
  textDocument: { completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } } },
};

const ask = async (fixture: string): Promise<{ editor: Editor; items: readonly CompletionItem[] }> => {
  const editor = new Editor(fixture, { client });
  const list = await editor.ask(CompletionRequest.type, editor.here);
  const items = list === null ? [] : 'items' in list ? list.items : list;
  return { editor, items: [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)) };
};

const labels = async (fixture: string): Promise<string[]> => (await ask(fixture)).items.map(({ label }) => label);

/** A fixture's text once an item is chosen. */
const chosen = async (fixture: string, label: string): Promise<string> => {
  const { editor, items } = await ask(fixture);
  const item = items.find((each) => each.label === label);
  if (item?.textEdit === undefined || !('range' in item.textEdit)) throw new Error(`${label} is not offered`);
  return editor.applied([item.textEdit, ...(item.additionalTextEdits ?? [])]);
};

describe('completion of members', () => {
  it('puts the properties that are missing first, and leaves out those that are stated', async () => {
    const found = await labels('campus C {\n  hall A {\n    idle: off\n    $0\n  }\n}\n');
    expect(found.slice(0, 4)).toEqual(expect.arrayContaining(['racks', 'cooling', 'network', 'power']));
    expect(found).not.toContain('idle');
    expect(found).toContain('require');
  });

  it('offers child blocks and words by place', async () => {
    const inCampus = await labels('campus C {\n  $0\n}\n');
    expect(inCampus).toEqual(expect.arrayContaining(['hall', 'contract', 'workload', 'climate']));
    expect(inCampus).not.toContain('import');
    expect(await labels('$0\n')).toEqual(expect.arrayContaining(['campus', 'import', 'scenario', 'test', 'let']));
  });

  it('knows the properties of a value that is a block, by its base', async () => {
    const fixture = (text: string): string =>
      `import std/cooling { DirectToChip }\ncampus C {\n  hall A {\n    ${text}\n  }\n}\n`;
    expect(await labels(fixture('cooling: DirectToChip { $0 }'))).toContain('liquidShare');
    expect(await labels(fixture('cooling { su$0 }'))).toContain('supply');
  });

  it('works below a block whose brace is missing', async () => {
    expect(await labels('campus C {\n  hall A {\n    idle: off\n    $0\n')).toContain('racks');
  });
});

describe('completion of values', () => {
  it.each([
    ['members of an enumeration', 'idle: $0', ['spread', 'consolidate', 'sleep', 'off']],
    ['units of the right dimension, the property’s own first', 'density: 130 $0', ['kW/rack']],
    ['units behind a division', 'density: 130 kW/$0', ['kW/rack']],
    ['what is counted', 'racks: 4 of $0', ['GB200_NVL72']],
    ['blocks of the plan by kind', 'power: $0', ['Grid']],
    ['redundancies', 'cooling { redundancy: $0 }', ['N', 'N+1', '2N']],
  ])('offers %s', async (_, line, first) => {
    const fixture = `import std/racks { GB200_NVL72 }
campus C {
  contract Grid { capacity: 100 MW }
  hall A {
    ${line}
  }
}
`;
    expect((await labels(fixture)).slice(0, first.length)).toEqual(first);
  });

  it('replaces the whole unit that is begun', async () => {
    const text = await chosen('campus C {\n  hall A {\n    density: 130 kW/r$0\n  }\n}\n', 'kW/rack');
    expect(text).toContain('density: 130 kW/rack\n');
  });

  it('closes the list over a unit that is whole, unless somebody asks for it', async () => {
    const asked = async (written: string, triggerKind: CompletionTriggerKind): Promise<readonly string[] | null> => {
      const editor = new Editor(`campus C {\n  contract Grid {\n    ${written}$0\n  }\n}\n`, { client });
      const list = await editor.ask(CompletionRequest.type, { ...editor.here, context: { triggerKind } });
      if (list === null || !('items' in list)) return null;
      expect(list.isIncomplete).toBe(true);
      return list.items.map(({ label }) => label);
    };
    const { Invoked, TriggerForIncompleteCompletions: Typing } = CompletionTriggerKind;
    expect(await asked('minimumDemand: 85 ', Typing)).toContain('%');
    expect(await asked('minimumDemand: 85 %', Typing)).toBeNull();
    expect(await asked('minimumDemand: 85 %', Invoked)).toContain('%');
    expect(await asked('capacity: 85 M', Typing)).toContain('MW');
    expect(await asked('capacity: 85 m', Typing)).toContain('MW');
    expect(await asked('capacity: 85 MW', Typing)).toBeNull();
    expect(await chosen('campus C {\n  contract Grid {\n    minimumDemand: 85 %$0\n  }\n}\n', '%')).toContain('85 %\n');
  });

  it('brings an entry of the library with its import and its key figures', async () => {
    const fixture = 'import std/racks { GB200_NVL72 }\n\ncampus C {\n  hall A {\n    cooling: $0\n  }\n}\n';
    const { items } = await ask(fixture);
    const item = items.find(({ label }) => label === 'DirectToChip');
    expect(item?.labelDetails?.description).toBe('import from std/cooling');
    expect(await chosen(fixture, 'DirectToChip')).toBe(
      'import std/racks { GB200_NVL72 }\nimport std/cooling { DirectToChip }\n\ncampus C {\n  hall A {\n    cooling: DirectToChip\n  }\n}\n',
    );
  });

  it('offers bases of the right kind, the plan’s own first', async () => {
    const found = await labels('campus C {\n  contract First { capacity: 3 MW }\n  contract Second: $0 {\n  }\n}\n');
    expect(found[0]).toBe('First');
    expect(found).not.toContain('Second');
    expect(found).toContain('ERCOT_Industrial');
    expect(found).not.toContain('GB200_NVL72');
  });
});

describe('completion elsewhere', () => {
  it('offers metrics first in a condition, and what follows a path', async () => {
    const body = 'contract Grid { capacity: 100 MW }\n';
    expect((await labels(`campus C {\n  ${body}  require $0\n}\n`)).slice(0, 30)).toContain('pue');
    expect(await labels(`campus C {\n  ${body}  require Grid.$0 <= 3 MW\n}\n`)).toEqual(
      expect.arrayContaining(['peak', 'capacity']),
    );
  });

  it('offers modules, and the names that one declares', async () => {
    expect(await labels('import $0\n')).toEqual(expect.arrayContaining(['std/racks', 'std/cooling']));
    expect(await labels('import std/cooling { $0 }\n')).toEqual(expect.arrayContaining(['DirectToChip', 'Hybrid']));
    expect(await labels('//- /plans/plan.dcplan\nimport "$0"\n//- /plans/halls.dcplan\n')).toContain('./halls.dcplan');
  });

  it('offers paths in a scenario and values of the property that a path ends in', async () => {
    const plan = (line: string): string => `campus C {\n  hall A { idle: off }\n}\nscenario S {\n  ${line}\n}\n`;
    expect(await labels(plan('C.A.$0'))).toContain('idle');
    expect(await labels(plan('C.A.idle: $0'))).toContain('spread');
  });

  it('offers nothing in a comment', async () => {
    expect(await labels('campus C { // ra$0\n}\n')).toEqual([]);
  });

  it('documents what somebody looks at', async () => {
    const { editor, items } = await ask('campus C {\n  hall A {\n    cooling: $0\n  }\n}\n');
    const item = items.find(({ label }) => label === 'DirectToChip')!;
    const { documentation } = await editor.ask(CompletionResolveRequest.type, item);
    expect((documentation as MarkupContent).value).toContain('From `std/cooling`.');
  });
});
