import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CompletionRequest, type Diagnostic, HoverRequest } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { EditorClient } from './editor-client.js';
import { imports, largeCampus } from './inputs/campus.js';
import { writeDcplan } from './inputs/dcplan.js';
import { writeTypespec } from './inputs/typespec.js';
import { after } from './measure.js';
import type { Row } from './table.js';

/** Keystrokes that are measured after those that warm the server up. */
const WARM = 60;
const MEASURED = 240;

/** How often an estimate is waited for, and how long. */
const ESTIMATES = 12;
const PATIENCE = 120_000;

/** Places at which the file is typed on from, and keystrokes at each. */
const STRETCHES = 24;
const STRETCH = 60;

/** One edit and what it took until its findings were there, in milliseconds. */
interface Keystroke {
  /** By the clock. */
  readonly wall: number;
  /** Of the server's main thread. */
  readonly processor: number;
  /** That the main thread waited for a core. */
  readonly waiting: number;
}

/**
 * Typing into a plan of 10,000 lines and 64 halls through the real server over its standard input and output: one digit of a
 * value in another block every time, then the file from start to finish. TypeSpec's server edits the same content.
 */
export async function editor(server: readonly string[]): Promise<Row[]> {
  const text = writeDcplan(largeCampus(), imports);
  const client = new EditorClient([process.execPath, ...server], 'file:///bench/plan.dcplan', 'dcplan');
  await client.start(text);
  await client.until(() => true, PATIENCE);
  const page = new Page(client, text);
  const typing = await digits(page, WARM + MEASURED);
  const asking = await ask(page);
  const estimates = await estimatesOf(page);
  const exact = await waitFor(page, 7, isJudgedHourly);
  const memory = residentMegabytes(client.process.pid ?? 0);
  const whole = await fromStartToFinish(page, text);
  client.end();
  const peer = await typeSpec();
  const walls = typing.slice(WARM).map(({ wall }) => wall);
  return [
    ...keystrokes('keystroke to syntax and types', typing.slice(WARM), 10),
    { what: 'keystroke to the estimate of the fit (F0), p95', ...timed(estimates, 0.95), unit: 'ms', budget: 60 },
    {
      what: 'keystroke to the fit to the last hour (F1)',
      ...timed([exact], 0.5),
      unit: 'ms',
      budget: 2000,
      note: 'all that is found without a search; mends follow, in minutes',
    },
    ...keystrokes('typed from start to finish', whole, 10),
    { what: 'completion, p95', value: quantile(asking.completion, 0.95), unit: 'ms', budget: 20 },
    { what: 'hover, p95', value: quantile(asking.hover, 0.95), unit: 'ms', budget: 10 },
    { what: 'resident memory', value: memory, unit: 'MB', budget: 300 },
    {
      what: "TypeSpec's server, keystroke to findings, p95",
      value: quantile(peer, 0.95),
      unit: 'ms',
      note: `${(quantile(peer, 0.5) / quantile(walls, 0.5)).toFixed(0)} times as long`,
    },
  ];
}

/** A document as the client has it. */
class Page {
  constructor(
    readonly client: EditorClient,
    public text: string,
  ) {}

  /** Replaces what stands from `start` to `end`; returns when it was sent. */
  replace(start: number, end: number, by: string): number {
    const lines = TextDocument.create('bench', 'bench', 0, this.text);
    const range = { start: lines.positionAt(start), end: lines.positionAt(end) };
    this.text = this.text.slice(0, start) + by + this.text.slice(end);
    return this.client.edit(range, by);
  }

  /** Replaces a stretch and waits for the first findings of the new text. */
  async type(start: number, end: number, by: string): Promise<Keystroke> {
    const before = this.client.spent();
    const sent = this.replace(start, end, by);
    const { at } = await this.client.until(() => true, PATIENCE);
    const after = this.client.spent();
    return {
      wall: at - sent,
      processor: after.processor - before.processor,
      waiting: after.waiting - before.waiting,
    };
  }

  /** Where the second digit of a hall's supply temperature stands. */
  digitOf(hall: number): number {
    return after(this.text, 'supply: ', after(this.text, `hall H${hall % 64} `, 0)) + 1;
  }
}

/** One digit in one hall after the other. */
async function digits(page: Page, count: number): Promise<Keystroke[]> {
  const typed: Keystroke[] = [];
  for (let i = 0; i < count; i++) {
    const start = page.digitOf(i * 29);
    typed.push(await page.type(start, start + 1, String(i % 10)));
  }
  return typed;
}

/** From each of some places on, evenly over the file: what stands after it is gone, and its next lines are typed. */
async function fromStartToFinish(page: Page, whole: string): Promise<Keystroke[]> {
  const typed: Keystroke[] = [];
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    const from = whole.indexOf('\n', Math.floor((whole.length * (stretch + 0.5)) / STRETCHES)) + 1;
    await page.type(0, page.text.length, whole.slice(0, from));
    for (let at = from; at < from + STRETCH; at++) {
      // The blank at the beginning of a line is put there by the editor.
      const blank = /^ +/.exec(whole.slice(at))?.[0].length ?? 0;
      const isBlank = blank > 1;
      const by = isBlank ? whole.slice(at, at + blank) : whole.charAt(at);
      const keystroke = await page.type(page.text.length, page.text.length, by);
      if (isBlank) at += blank - 1;
      else typed.push(keystroke);
    }
  }
  return typed;
}

function isFit({ code }: Diagnostic): boolean {
  return /^DCP[45]/.test(String(code));
}

/** The estimate is there: findings of fit are, and some of them are worked out anew. */
function isEstimated(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((each) => isFit(each) && each.source === 'dcplan (estimate)');
}

/** Something is found of the fit to the last hour. */
function isJudgedHourly(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((each) => isFit(each) && each.source === 'dcplan');
}

/** Time from an edit of a hall to findings of a kind; undefined where they do not come within the patience. */
async function waitFor(
  page: Page,
  hall: number,
  holds: (diagnostics: readonly Diagnostic[]) => boolean,
): Promise<number | undefined> {
  const start = page.digitOf(hall);
  const sent = page.replace(start, start + 1, String((Number(page.text.charAt(start)) + 1) % 10));
  try {
    const { at } = await page.client.until(({ diagnostics }) => holds(diagnostics), PATIENCE);
    return at - sent;
  } catch {
    return undefined;
  }
}

/** In one hall after the other, so that no plan comes twice. The first makes the placement that the others hold. */
async function estimatesOf(page: Page): Promise<(number | undefined)[]> {
  const times: (number | undefined)[] = [];
  for (let i = 0; i <= ESTIMATES; i++) {
    const time = await waitFor(page, 7 + i * 29, isEstimated);
    if (time === undefined) return [undefined];
    if (i > 0) times.push(time);
  }
  return times;
}

/** Asks for what may be typed, and for what is known, in one block after the other. */
async function ask({ client, text }: Page): Promise<{ readonly completion: number[]; readonly hover: number[] }> {
  const lines = TextDocument.create('bench', 'bench', 0, text);
  const times: { completion: number[]; hover: number[] } = { completion: [], hover: [] };
  for (let i = 0; i < 64; i++) {
    const end = after(text, 'network: ', after(text, `hall H${(i * 29) % 64} `, 0));
    const textDocument = { uri: client.uri };
    const before = performance.now();
    await client.connection.sendRequest(CompletionRequest.type, {
      textDocument,
      position: lines.positionAt(end),
    });
    const between = performance.now();
    await client.connection.sendRequest(HoverRequest.type, {
      textDocument,
      position: lines.positionAt(end - 'twork: '.length),
    });
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
  const client = new EditorClient([process.execPath, server, '--stdio'], 'file:///bench/main.tsp', 'typespec');
  const page = new Page(client, writeTypespec(largeCampus()));
  await client.start(page.text);
  await client.until(() => true, PATIENCE);
  const times: number[] = [];
  // One hall after the other: an edit of a digit leaves the places of the others where they are.
  const places = [...page.text.matchAll(/`supply`: #\{ value: /g)].map(({ 0: needle, index }) => index + needle.length);
  for (let i = 0; i < 24; i++) {
    const start = places[(i * 29) % places.length];
    if (start === undefined) throw new Error("TypeSpec's text of the bench has no supply temperature");
    const { wall } = await page.type(start, start + 1, String((i % 8) + 1));
    if (i >= 4) times.push(wall);
  }
  client.end();
  return times;
}

/** Median and 95th percentile by the clock, and of the processor: a busy machine adds to the first only. */
function keystrokes(what: string, typed: readonly Keystroke[], budget: number): Row[] {
  const wall = typed.map((each) => each.wall);
  const processor = typed.map((each) => each.processor);
  const waiting = quantile(
    typed.map((each) => each.waiting),
    0.95,
  );
  return [
    { what: `${what}, p50`, value: quantile(wall, 0.5), unit: 'ms' },
    {
      what: `${what}, p95`,
      value: quantile(wall, 0.95),
      unit: 'ms',
      budget,
      note: `waited for a core: ${waiting.toFixed(1)} ms, p95`,
    },
    { what: `${what}, of the processor, p95`, value: quantile(processor, 0.95), unit: 'ms', budget },
  ];
}

function timed(times: readonly (number | undefined)[], share: number): Pick<Row, 'value' | 'failure'> {
  const known = times.filter((time) => time !== undefined);
  if (known.length < times.length) return { value: PATIENCE, failure: `not within ${String(PATIENCE / 1000)} s` };
  return { value: quantile(known, share) };
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
