/**
 * The queueing and demand models against request traces, event by event. The traces are not part of the repository: where
 * they are absent the tests are skipped, and say so.
 */
import { describe, expect, test } from 'vitest';
import { peakRate } from '../../../compiler/src/simulation/demand/bursts.js';
import { backlog } from '../../../compiler/src/simulation/serving/backlog.js';
import { erlangC, meanWait, waitPercentile } from '../../../compiler/src/simulation/serving/erlang.js';
import {
  column,
  DATA,
  dispersion,
  mean,
  quantile,
  readTable,
  replay,
  shuffled,
  squaredVariation,
  type Table,
} from './traces.js';

const SERVERS = [1, 4, 16, 64] as const;

interface Trace {
  readonly name: string;
  readonly times: readonly number[];
  readonly prompts: readonly number[];
  readonly rate: number;
  /** Squared variation of gaps and of prompts. */
  readonly gaps: number;
  readonly lengths: number;
}

function traceOf(name: string, table: Table): Trace {
  const times = column(table, 't_s');
  const prompts = column(table, 'prompt_tokens');
  return {
    name,
    times,
    prompts,
    rate: times.length / (times.at(-1) ?? NaN),
    gaps: squaredVariation(gapsOf(times)),
    lengths: squaredVariation(prompts),
  };
}

function gapsOf(times: readonly number[]): readonly number[] {
  return times.slice(1).map((time, i) => time - times[i]!);
}

/** Service in proportion to the prompt, or the same for all, so that `servers` are used to `rho`. */
function servicesOf(trace: Trace, servers: number, rho: number, kind: Kind): readonly number[] {
  const service = (rho * servers) / trace.rate;
  const each = mean(trace.prompts);
  return trace.prompts.map((prompt) => (kind === 'equal' ? service : (service * prompt) / each));
}

type Kind = 'equal' | 'by prompt';
const KINDS: readonly Kind[] = ['equal', 'by prompt'];

const tables = {
  conversation: readTable('llm-trace-azure-2023/conv.csv.gz'),
  code: readTable('llm-trace-azure-2023/code.csv.gz'),
};
const missing = tables.conversation === undefined || tables.code === undefined;
if (missing) console.log(`skipped: there is no ${DATA}/llm-trace-azure-2023 beside this repository`);

/** Stands in for a trace that is absent, so that the tests can be named before they are skipped. */
const NONE: Table = new Map([
  ['t_s', []],
  ['prompt_tokens', []],
]);

describe.skipIf(missing)('Azure 2023, replayed event by event', () => {
  const conversation = traceOf('conversation', tables.conversation ?? NONE);
  const code = traceOf('code', tables.code ?? NONE);

  test('prompts vary as exponential service does, so the model may take it', () => {
    // Squared variation .92 and .93, where the exponential has 1.
    for (const trace of [conversation, code]) expect(Math.abs(trace.lengths - 1)).toBeLessThan(0.1);
  });

  test('Allen-Cunneen gives the waits of the same gaps in random order', () => {
    // What the formula assumes: independent gaps. Measured: -16 to +7 %, mean -1 %: the noise of 19,366 arrivals, and what
    // the formula itself loses with several servers.
    let start = 0;
    const times = [0, ...shuffled(gapsOf(conversation.times))].map((gap) => (start += gap));
    const errors: number[] = [];
    for (const kind of KINDS)
      for (const servers of [1, 4, 16] as const)
        for (const rho of [0.7, 0.8, 0.9]) {
          const services = shuffled(servicesOf(conversation, servers, rho, kind), 2);
          const measured = mean(replay(times, services, servers));
          const variability = (conversation.gaps + squaredVariation(services)) / 2;
          const model = meanWait(servers, rho * servers, mean(services), variability);
          errors.push(model / measured - 1);
        }
    console.log(`independent gaps: error of the mean wait ${percents(errors)}`);
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.2);
    expect(Math.abs(mean(errors))).toBeLessThan(0.05);
  });

  test("at the hour's mean rate it is no bound: minutes drift, and gaps are not independent", () => {
    for (const servers of SERVERS) {
      const services = servicesOf(conversation, servers, 0.8, 'by prompt');
      const measured = mean(replay(conversation.times, services, servers));
      const model = meanWait(servers, 0.8 * servers, mean(services), (conversation.gaps + conversation.lengths) / 2);
      console.log(
        `conversation, ${String(servers)} servers at .8: replay ${measured.toFixed(1)} s, hour's mean ${model.toFixed(2)} s`,
      );
      expect(model).toBeLessThan(0.1 * measured);
    }
  });

  test.each([
    // Windows in which the rate is steady: half a minute of chat, a second of completion (its bursts are that short).
    // Tolerances as measured; the rest of the error is what a fluid does not see, and grows with servers.
    { trace: conversation, window: 30, few: 0.2, many: 0.36 },
    { trace: code, window: 1, few: 0.1, many: 0.36 },
  ])('backlog and Erlang by windows follow the trace: $trace.name', ({ trace, window, few, many }) => {
    const errors: number[] = [];
    for (const kind of KINDS)
      for (const servers of SERVERS)
        for (const rho of [0.5, 0.7, 0.8, 0.9]) {
          const services = servicesOf(trace, servers, rho, kind);
          const measured = mean(replay(trace.times, services, servers));
          const model = waitByWindows(trace.times, services, servers, window);
          // Waits below a hundredth of a service are no waits.
          if (measured < 0.01 * mean(services)) {
            expect(model).toBeLessThan(0.01 * mean(services));
            continue;
          }
          errors.push(model / measured - 1);
          expect(Math.abs(model / measured - 1)).toBeLessThan(servers < 16 ? few : many);
        }
    console.log(`${trace.name}, windows of ${String(window)} s: error of the mean wait ${percents(errors)}`);
  });

  test('the program’s wait at the percentile bounds chat, and not the on-off bursts of completion at 2.6 requests/s', () => {
    const within = (trace: Trace): readonly boolean[] => {
      const idc = dispersion(trace.times, 60);
      const out: boolean[] = [];
      for (const peak of [0.7, 0.8, 0.9, 0.95])
        for (const servers of SERVERS) {
          const rho = (peak * trace.rate) / peakRate(trace.rate, idc, 60);
          const services = servicesOf(trace, servers, rho, 'by prompt');
          const measured = quantile(replay(trace.times, services, servers), 0.99);
          const offered = peak * servers;
          const model = waitPercentile(erlangC(servers, offered), servers, offered, mean(services), 0.99);
          out.push(measured <= model + 1e-9);
          if (servers === 4)
            console.log(
              `${trace.name}, 4 servers at ${String(peak)} of the peak minute: p99 replay ${measured.toFixed(2)} s, program ${model.toFixed(2)} s`,
            );
        }
      return out;
    };
    expect(within(conversation)).not.toContain(false);
    expect(within(code)).not.toContain(true);
  });
});

/** Mean wait of the fluid backlog of each window, and of Erlang's wait at exponential gaps where nothing is left over. */
function waitByWindows(times: readonly number[], services: readonly number[], servers: number, window: number): number {
  const windows = Math.ceil((times.at(-1) ?? 0) / window);
  const work = new Float64Array(windows);
  const arrivals = new Float64Array(windows);
  times.forEach((time, i) => {
    const at = Math.min(windows - 1, Math.floor(time / window));
    work[at]! += services[i]! / window;
    arrivals[at]! += 1;
  });
  const { queue } = backlog(work, servers, window);
  const variability = (1 + squaredVariation(services)) / 2;
  const service = mean(services);
  let sum = 0;
  for (let i = 0; i < windows; i++) {
    const before = i === 0 ? 0 : queue[i - 1]!;
    const drift = work[i]! - servers;
    if (before === 0 && queue[i] === 0)
      sum += arrivals[i]! * meanWait(servers, Math.min(work[i]!, 0.999 * servers), service, variability);
    else {
      const until = drift < 0 ? Math.min(window, before / -drift) : window;
      const area = ((2 * before + drift * until) / 2) * until;
      sum += (arrivals[i]! * area) / window / servers;
    }
  }
  return sum / times.length;
}

function percents(errors: readonly number[]): string {
  const percent = (value: number): string => `${(100 * value).toFixed(0)} %`;
  return `${percent(Math.min(...errors))} to ${percent(Math.max(...errors))}, mean ${percent(mean(errors))}`;
}
