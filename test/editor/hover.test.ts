import { HoverRequest, type MarkupContent } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { Editor } from './support/editor.js';

describe('hover', () => {
  it('says what a kind is', async () => {
    const editor = new Editor('campus C {\n  ha$0ll A {}\n}\n');
    const hover = await editor.ask(HoverRequest.type, editor.here);
    expect((hover?.contents as MarkupContent).value).toContain('**hall**');
  });
});
