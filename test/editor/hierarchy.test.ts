import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  TypeHierarchyPrepareRequest,
  TypeHierarchySubtypesRequest,
  TypeHierarchySupertypesRequest,
} from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { Editor } from './support/editor.js';

const plan = `//- /plans/a.dcplan
import std/racks { GB200_NVL72 }
import "./bases.dcplan" { Common }
rack Ours: GB200_NVL72 { weight: 1 t }
campus C {
  contract Grid { capacity: 10 MW }
  hall A: Common {
    racks: 4 of Ours
    power: Grid
  }
  hall B: A { idle: off }
  workload W { on: [A, B] }
}
//- /plans/bases.dcplan
hall Common { idle: off }
`;

const at = (needle: string): Editor => new Editor(plan.replace(needle, `$0${needle}`));

describe('type hierarchy', () => {
  it('goes up from a block through its bases to the kind', async () => {
    const editor = at('B: A');
    const names: string[] = [];
    let [item] = (await editor.ask(TypeHierarchyPrepareRequest.type, editor.here)) ?? [];
    while (item !== undefined) {
      names.push(`${item.name} (${item.detail ?? ''})`);
      [item] = (await editor.ask(TypeHierarchySupertypesRequest.type, { item })) ?? [];
    }
    expect(names).toEqual(['B (hall in C)', 'A (hall in C)', 'Common (hall)', 'hall (kind)']);
  });

  it('goes down to what has a block as its base, in every file and from the library', async () => {
    const below = async (needle: string): Promise<string[]> => {
      const editor = at(needle);
      const [item] = (await editor.ask(TypeHierarchyPrepareRequest.type, editor.here)) ?? [];
      return ((await editor.ask(TypeHierarchySubtypesRequest.type, { item: item! })) ?? []).map(({ name }) => name);
    };
    expect(await below('A: Common')).toEqual(['B']);
    expect(await below('Common {\n')).toEqual(['A']);
    expect(await below('GB200_NVL72 { weight')).toContain('Ours');
    expect(await below('hall A')).toEqual(['Common']);
  });

  it('has nothing for what is no block and no kind', async () => {
    const editor = at('4 of');
    expect(await editor.ask(TypeHierarchyPrepareRequest.type, editor.here)).toBeNull();
  });
});

describe('call hierarchy', () => {
  it('says which blocks name a block', async () => {
    const editor = at('Grid {');
    const [item] = (await editor.ask(CallHierarchyPrepareRequest.type, editor.here)) ?? [];
    const calls = (await editor.ask(CallHierarchyIncomingCallsRequest.type, { item: item! })) ?? [];
    expect(
      calls.map(({ from, fromRanges }) => `${from.name} ${fromRanges.map(({ start }) => start.line).join()}`),
    ).toEqual(['A 7']);
  });

  it('says which blocks a block names', async () => {
    const editor = at('W {');
    const [item] = (await editor.ask(CallHierarchyPrepareRequest.type, editor.here)) ?? [];
    const calls = (await editor.ask(CallHierarchyOutgoingCallsRequest.type, { item: item! })) ?? [];
    expect(calls.map(({ to }) => to.name)).toEqual(['A', 'B']);
    const hall = at('A: Common');
    const [other] = (await hall.ask(CallHierarchyPrepareRequest.type, hall.here)) ?? [];
    const named = (await hall.ask(CallHierarchyOutgoingCallsRequest.type, { item: other! })) ?? [];
    expect(named.map(({ to }) => to.name)).toEqual(['Common', 'Ours', 'Grid']);
  });

  it('has nothing for an item that is not there any more', async () => {
    const editor = at('Grid {');
    const [item] = (await editor.ask(CallHierarchyPrepareRequest.type, editor.here)) ?? [];
    const gone = { ...item!, data: 'block /plans/a.dcplan 9999', uri: 'file:///plans/none.dcplan' };
    expect(await editor.ask(CallHierarchyIncomingCallsRequest.type, { item: gone })).toEqual([]);
    expect(await editor.ask(CallHierarchyOutgoingCallsRequest.type, { item: gone })).toEqual([]);
  });
});
