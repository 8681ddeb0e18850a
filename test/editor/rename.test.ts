import { PrepareRenameRequest, RenameRequest } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { uriOf } from '../../lsp/src/core/uris.js';
import { Editor } from './support/editor.js';

describe('rename', () => {
  it('follows a name through bases, lists, scenarios, tests and array elements', async () => {
    const editor = new Editor(`campus C {
  hall $0A[1..4] { idle: off }
  hall A[2] { idle: spread }
  hall B: A { }
  workload W { on: [A, B] }
  require A.power <= 3 MW
}
scenario S { C.A.idle: off }
test "t" { expect error on C.A }
`);
    const edit = await editor.ask(RenameRequest.type, { ...editor.here, newName: 'Hall' });
    expect(editor.applied(edit)).toBe(`campus C {
  hall Hall[1..4] { idle: off }
  hall Hall[2] { idle: spread }
  hall B: Hall { }
  workload W { on: [Hall, B] }
  require Hall.power <= 3 MW
}
scenario S { C.Hall.idle: off }
test "t" { expect error on C.Hall }
`);
  });

  it('goes across files, and leaves the names that imports give alone', async () => {
    const editor = new Editor(`//- /plans/halls.dcplan
hall $0Big { idle: off }
//- /plans/plan.dcplan
import "./halls.dcplan" { Big }
campus C { hall A: Big { } }
//- /plans/third.dcplan
import "./halls.dcplan" { Big as Large }
campus C { hall A: Large { } }
`);
    const edit = await editor.ask(RenameRequest.type, { ...editor.here, newName: 'Huge' });
    expect(editor.applied(edit)).toBe('hall Huge { idle: off }\n');
    expect(editor.applied(edit, uriOf('/plans/plan.dcplan'))).toBe(
      'import "./halls.dcplan" { Huge }\ncampus C { hall A: Huge { } }\n',
    );
    expect(editor.applied(edit, uriOf('/plans/third.dcplan'))).toBe(
      'import "./halls.dcplan" { Huge as Large }\ncampus C { hall A: Large { } }\n',
    );
  });

  it('keeps what a child that replaces an inherited one is called in step with it', async () => {
    const editor = new Editor(`campus A { hall H { idle: off } }
campus B: A { hall $0H { idle: spread } }
`);
    const edit = await editor.ask(RenameRequest.type, { ...editor.here, newName: 'I' });
    expect(editor.applied(edit)).toBe('campus A { hall I { idle: off } }\ncampus B: A { hall I { idle: spread } }\n');
  });

  it('refuses what the language or the library declares, and what is no name', async () => {
    const property = new Editor('campus C { $0opens: 2027 }\n');
    await expect(property.ask(PrepareRenameRequest.type, property.here)).rejects.toThrow('language itself');
    const entry = new Editor('import std/racks { $0GB200_NVL72 }\n');
    await expect(entry.ask(PrepareRenameRequest.type, entry.here)).rejects.toThrow('standard library');
    const block = new Editor('campus $0C { }\n');
    await expect(block.ask(RenameRequest.type, { ...block.here, newName: '2x' })).rejects.toThrow('is not a name');
    await expect(block.ask(RenameRequest.type, { ...block.here, newName: 'let' })).rejects.toThrow(
      'word of the language',
    );
    expect(await block.ask(PrepareRenameRequest.type, block.here)).toMatchObject({ placeholder: 'C' });
  });

  it('works in the sound blocks of a broken file', async () => {
    const editor = new Editor(`campus C {
  hall A { idle: (
  }
  hall $0B { idle: off }
  workload W { on: [B] }
}
`);
    const edit = await editor.ask(RenameRequest.type, { ...editor.here, newName: 'D' });
    expect(editor.applied(edit)).toContain('hall D { idle: off }\n  workload W { on: [D] }');
  });
});
