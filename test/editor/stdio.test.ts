import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DiagnosticSeverity, HoverRequest, ResponseError } from 'vscode-languageserver';
import { smallPlan } from './support/small-plan.js';
import { type BuiltServer, buildServer, StdioClient } from './support/stdio.js';

let server: BuiltServer;
beforeAll(async () => {
  server = await buildServer();
}, 60_000);
afterAll(() => server.remove());

const uri = 'file:///plans/plan.dcplan';

describe('a session over standard input and output', () => {
  it('initializes, publishes findings at once, answers, and ends with 0', async () => {
    const client = new StdioClient(server.script);
    const { capabilities, serverInfo } = await client.initialize();
    expect(serverInfo?.name).toBe('dcplan');
    expect(capabilities).toMatchObject({ positionEncoding: 'utf-16', hoverProvider: true });
    await client.open(uri, 'campus C {\n  horizn: 15 years\n}\n');
    const { diagnostics } = await client.until(uri, (params) => params.diagnostics.length > 0);
    expect(diagnostics.map(({ code }) => code)).toContain('DCP2104 unknown-property');
    const params = { textDocument: { uri }, position: { line: 0, character: 2 } };
    expect(await client.connection.sendRequest(HoverRequest.type, params)).toMatchObject({
      contents: { kind: 'markdown' },
    });
    await client.replace(uri, 2, 'campus C {\n}\n');
    await client.until(
      uri,
      (each) => each.version === 2 && !each.diagnostics.some(({ code }) => String(code).includes('unknown-property')),
    );
    expect(await client.end()).toBe(0);
  });

  it('refuses requests before the first', async () => {
    const client = new StdioClient(server.script);
    const params = { textDocument: { uri }, position: { line: 0, character: 2 } };
    const refused: unknown = await client.connection
      .sendRequest(HoverRequest.type, params)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ResponseError);
    expect((refused as ResponseError).code).toBe(-32002);
    await client.initialize();
    expect(await client.end()).toBe(0);
  });

  it('simulates in its worker', async () => {
    const client = new StdioClient(server.script);
    await client.initialize();
    await client.open(uri, smallPlan);
    const { diagnostics } = await client.until(uri, (params) =>
      params.diagnostics.some(({ source, code }) => source === 'dcplan' && String(code).startsWith('DCP4')),
    );
    expect(diagnostics.some(({ severity }) => severity === DiagnosticSeverity.Warning)).toBe(true);
    expect(await client.end()).toBe(0);
  }, 90_000);
});
