import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CompletionRequest, HoverRequest } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { EditorClient } from './editor-client.js';
import { imports, largeCampus } from './inputs/campus.js';
import { writeDcplan } from './inputs/dcplan.js';
import { writeTypespec } from './inputs/typespec.js';
import type { Row } from './table.js';

/** Keystrokes that are measured after those that warm the server up. */
const WARM = 60;
const MEASURED = 240;

/**
 * Typing into a plan of 10,000 lines and 64 halls through the real server over its standard input and output: one digit of a
 * value in another block every time. TypeSpec's server does the same with the same content.
 */
export async function editor(server: readonly string[]): Promise<Row[]> {
  const text = writeDcplan(largeCampus(), imports);
  const client = new EditorClient([process.execPath, ...server], 'file:///bench/plan.dcplan', 'dcplan');
  await client.start(text);
  await client.until(() => true, 60_000);
  const typing = await type(client, text, 'supply: 2', 'hall H');
  const asking = await ask(client, typing.text);
  const memory = residentMegabytes(client.process.pid ?? 0);
  client.end();
  const peer = await typeSpec();
  return [
    { what: 'keystroke to syntax and types, p50', value: quantile(typing.times, 0.5), unit: 'ms' },
    { what: 'keystroke to syntax and types, p95', value: quantile(typing.times, 0.95), unit: 'ms', budget: 10 },
    { what: 'completion, p95', value: quantile(asking.completion, 0.95), unit: 'ms', budget: 20 },
    { what: 'hover, p95', value: quantile(asking.hover, 0.95), unit: 'ms', budget: 10 },
    { what: 'resident memory', value: memory, unit: 'MB', budget: 300 },
    {
      what: "TypeSpec's server, keystroke to findings, p95",
      value: quantile(peer, 0.95),
      unit: 'ms',
      note: `${(quantile(peer, 0.5) / quantile(typing.times, 0.5)).toFixed(0)} times as long`,
    },
  ];
}

/** Replaces one digit behind a text in one block after the other; the times until something is published for it. */
async function type(
  client: EditorClient,
  text: string,
  needle: string,
  block: string,
): Promise<{ readonly times: number[]; readonly text: string }> {
  const times: number[] = [];
  let now = text;
  for (let i = 0; i < WARM + MEASURED; i++) {
    const start = now.indexOf(needle, now.indexOf(`${block}${(i * 29) % 64} `)) + needle.length;
    const lines = TextDocument.create('bench', 'bench', 0, now);
    const range = { start: lines.positionAt(start), end: lines.positionAt(start + 1) };
    const digit = String(i % 10);
    now = now.slice(0, start) + digit + now.slice(start + 1);
    const sent = client.edit(range, digit);
    const { at } = await client.until(() => true, 60_000);
    if (i >= WARM) times.push(at - sent);
  }
  return { times, text: now };
}

/** Asks for what may be typed, and for what is known, in one block after the other. */
async function ask(
  client: EditorClient,
  text: string,
): Promise<{ readonly completion: number[]; readonly hover: number[] }> {
  const lines = TextDocument.create('bench', 'bench', 0, text);
  const times: { completion: number[]; hover: number[] } = { completion: [], hover: [] };
  for (let i = 0; i < 64; i++) {
    const start = text.indexOf('network: ', text.indexOf(`hall H${(i * 29) % 64} `));
    const textDocument = { uri: client.uri };
    const before = performance.now();
    await client.connection.sendRequest(CompletionRequest.type, {
      textDocument,
      position: lines.positionAt(start + 'network: '.length),
    });
    const between = performance.now();
    await client.connection.sendRequest(HoverRequest.type, { textDocument, position: lines.positionAt(start + 2) });
    times.completion.push(between - before);
    times.hover.push(performance.now() - between);
  }
  return { completion: times.completion.slice(8), hover: times.hover.slice(8) };
}

/** The same keystrokes in TypeSpec's server. */
async function typeSpec(): Promise<number[]> {
  const server = createRequire(import.meta.url)
    .resolve('@typespec/compiler')
    .replace(/dist\/src\/index\.js$/, 'cmd/tsp-server.js');
  const text = writeTypespec(largeCampus());
  const client = new EditorClient([process.execPath, server, '--stdio'], 'file:///bench/main.tsp', 'typespec');
  await client.start(text);
  await client.until(() => true, 120_000);
  const times: number[] = [];
  const needle = 'supply: #{ value: ';
  let now = text;
  for (let i = 0; i < 24; i++) {
    const start = now.indexOf(needle, Math.floor((now.length / 30) * (i + 2))) + needle.length;
    const lines = TextDocument.create('bench', 'bench', 0, now);
    const digit = String((i % 8) + 1);
    now = now.slice(0, start) + digit + now.slice(start + 1);
    const sent = client.edit({ start: lines.positionAt(start), end: lines.positionAt(start + 1) }, digit);
    const { at } = await client.until(() => true, 120_000);
    if (i >= 4) times.push(at - sent);
  }
  client.end();
  return times;
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
