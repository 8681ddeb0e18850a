import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WorkerClient } from './support/worker-scope.js';

/** A session in a worker without a disk. With simulations, in a real browser, it is tested with the extension. */
describe('the server in a worker', () => {
  let client: WorkerClient;
  beforeAll(async () => {
    client = await WorkerClient.start();
  }, 120_000);
  afterAll(() => client.end());

  const uri = 'vscode-vfs://github/acme/plans/a%20b.dcplan';
  const textDocument = { uri };

  it('finds what is wrong, with what only the client can read', async () => {
    client.files.set('vscode-vfs://github/acme/plans/sizes.dcplan', 'let size = 240 MW\n');
    client.open(uri, 'import "./sizes.dcplan" { size }\nlet two = size + 1 USD\nlet   ok = size * 2\n');
    expect(await client.until(uri, (codes) => codes.some((code) => code.startsWith('DCP23')))).toHaveLength(1);
  }, 60_000);

  it('answers as it does under Node', async () => {
    expect(await client.ask('textDocument/hover', { textDocument, position: { line: 2, character: 7 } })).toMatchObject(
      {
        contents: { value: expect.stringContaining('let ok = 480 MW') as string },
      },
    );
    const symbols = (await client.ask('textDocument/documentSymbol', { textDocument })) as { readonly name: string }[];
    expect(symbols.map(({ name }) => name)).toEqual(['two', 'ok']);
    const edits = (await client.ask('textDocument/formatting', {
      textDocument,
      options: { tabSize: 2, insertSpaces: true },
    })) as { readonly newText: string }[];
    expect(edits.map(({ newText }) => newText)).toEqual(['let ok = size * 2']);
  }, 60_000);

  it('opens modules of the library, which lie on no disk', async () => {
    const links = (await client.ask('workspace/textDocumentContent', { uri: 'dcplan:/std/racks.dcplan' })) as {
      readonly text: string;
    };
    expect(links.text).toContain('rack GB200_NVL72');
  }, 60_000);

  it('refuses a request that it does not know, and goes on', async () => {
    await expect(client.ask('textDocument/nonsense', {})).rejects.toThrow(/nonsense/);
    expect(
      await client.ask('textDocument/hover', {
        textDocument: { uri: 'file:///none.dcplan' },
        position: { line: 0, character: 0 },
      }),
    ).toBeNull();
  }, 60_000);
});
