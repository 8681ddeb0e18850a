import {
  DefinitionRequest,
  DocumentLinkRequest,
  HoverRequest,
  type Location,
  type MarkupContent,
} from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { fileOf } from '../../lsp/src/core/uris.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { Editor } from './support/editor.js';

const plan = '//- /plans/plan.dcplan\nimport std/racks { GB200_NVL72 }\nlet a = 1\n';
const placeOf = (module: string, needle: string): { readonly line: number; readonly character: number } => {
  const before = (stdlibFiles[module] ?? '').split(needle)[0]?.split('\n') ?? [];
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
};

describe('modules of the library', () => {
  it.each(['std/racks', 'std/kinds/hall', 'std/metrics/campus', 'std/workloads'])(
    'are not checked as plans: %s',
    (module) => {
      const editor = new Editor(plan);
      editor.disk.set(module, stdlibFiles[module] ?? '');
      editor.open(module);
      expect(editor.textOf(`dcplan:/${module}.dcplan`)).not.toBe('');
      expect(editor.diagnostics(`dcplan:/${module}.dcplan`)).toEqual([]);
    },
  );

  it('answer as plans do', async () => {
    const editor = new Editor(plan);
    editor.disk.set('std/racks', stdlibFiles['std/racks'] ?? '');
    editor.open('std/racks');
    const textDocument = { uri: 'dcplan:/std/racks.dcplan' };
    const position = placeOf('std/racks', 'GB200_NVL72');
    const hover = await editor.ask(HoverRequest.type, { textDocument, position });
    expect((hover?.contents as MarkupContent | undefined)?.value).toContain('rack GB200_NVL72');
    const links = await editor.ask(DocumentLinkRequest.type, { textDocument });
    expect(links?.map(({ target }) => target)).toContain('dcplan:/std/accelerators.dcplan');
  });

  it('are files for clients that open nothing else, and mean the same there', async () => {
    const written: string[] = [];
    const editor = new Editor(plan.replace('GB200', '$0GB200'), {
      materialise: (module) => {
        written.push(module);
        return `file:///tmp/dcplan-0.1.0-7/library/${module}.dcplan`;
      },
    });
    editor.session.files.clientAsksForLibrary = false;
    const [place] = (await editor.ask(DefinitionRequest.type, editor.here)) as Location[];
    expect(place?.uri).toBe('file:///tmp/dcplan-0.1.0-7/library/std/racks.dcplan');
    await editor.ask(DefinitionRequest.type, editor.here);
    expect(written).toEqual(['std/racks']);
    expect(fileOf(place?.uri ?? '')).toBe('std/racks');
    expect(fileOf('file:///plans/library/std/racks.dcplan')).toBe('/plans/library/std/racks.dcplan');
  });
});
