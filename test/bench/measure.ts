import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

export interface Command {
  readonly label: string;
  readonly file: string;
  readonly arguments: readonly string[];
}

export interface ProcessRun {
  /** Wall time of the whole process, in milliseconds. */
  readonly milliseconds: number;
  /** Peak resident memory in megabytes; only of Node processes started with `peak`. */
  readonly peakMegabytes: number;
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes a Node process write its peak memory, in kilobytes, to file descriptor 3 as it ends. */
const reportPeak = [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));",
  )}`,
];

/** Runs a command once to its end, with no standard input. */
export function run(command: Command, options: { readonly peak?: true; readonly timeout?: number } = {}): ProcessRun {
  const given = options.peak === true ? [...reportPeak, ...command.arguments] : command.arguments;
  const start = performance.now();
  const result = spawnSync(command.file, given, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 30,
    timeout: options.timeout ?? 120_000,
    env: { ...process.env, NO_COLOR: '1' },
  });
  const milliseconds = performance.now() - start;
  return {
    milliseconds,
    peakMegabytes: Number(result.output[3] ?? '') / 1024,
    status: result.status,
    stdout: result.stdout,
    stderr: result.stderr,
  };
}

/**
 * Median wall time of each command in milliseconds, by label. The commands take turns, so that what else the machine
 * does falls on all of them alike; the first round only warms the disk's cache.
 */
export function medians(commands: readonly Command[], rounds: number): Map<string, number> {
  const times = new Map<string, number[]>(commands.map((command) => [command.label, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const command of commands) {
      const result = run(command);
      if (result.status !== 0) {
        throw new Error(
          `${command.label} ended with ${String(result.status)}:\n${result.stdout}${result.stderr}`.slice(0, 2000),
        );
      }
      if (round > 0) times.get(command.label)?.push(result.milliseconds);
    }
  }
  return new Map([...times].map(([label, values]) => [label, median(values)]));
}

/** Median wall time of `work` in milliseconds, after `warm` calls that are not counted. */
export function medianTime(
  work: (index: number) => void,
  options: { readonly warm: number; readonly runs: number },
): number {
  return medianCost(work, options).wall;
}

/** Milliseconds by the clock and of the processor. */
export interface Cost {
  readonly wall: number;
  readonly processor: number;
}

/**
 * Median wall and processor time of `work` in milliseconds. Processor time counts the helpers that collect garbage and
 * compile, and does not count waiting for a core that somebody else has.
 */
export function medianCost(
  work: (index: number) => void,
  options: { readonly warm: number; readonly runs: number },
): Cost {
  const wall: number[] = [];
  const processor: number[] = [];
  for (let index = 0; index < options.warm + options.runs; index++) {
    const start = performance.now();
    const before = process.cpuUsage();
    work(index);
    const used = process.cpuUsage(before);
    if (index < options.warm) continue;
    wall.push(performance.now() - start);
    processor.push((used.user + used.system) / 1000);
  }
  return { wall: median(wall), processor: median(processor) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Just past the first place from `from` on at which a needle stands; an error where it does not: a bench hits what it says. */
export function after(text: string, needle: string, from: number): number {
  const at = text.indexOf(needle, from);
  if (at < 0) throw new Error(`the plan of the bench has no \`${needle}\` after ${from}`);
  return at + needle.length;
}
