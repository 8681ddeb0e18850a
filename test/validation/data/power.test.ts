import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { central, type Training } from '../../../compiler/src/ir/index.js';
import {
  provisionedPower,
  restingPower,
  servingPower,
  trainingPower,
} from '../../../compiler/src/simulation/operation/power.js';
import { SERVING_SWING } from '../../../compiler/src/simulation/operation/ramps.js';
import { capSlowdown } from '../../../compiler/src/simulation/power/cap.js';
import { machinePower, nodePower } from '../../../compiler/src/simulation/power/node.js';
import { servingChange } from '../../../compiler/src/simulation/power/serving-wave.js';
import { trainingMean, trainingSeries } from '../../../compiler/src/simulation/power/training-wave.js';
import { largestChange, largestRamp } from '../../../compiler/src/simulation/power/windows.js';
import { chipNamed, fitsOf, serve, serverDraw } from '../support/accelerators.js';
import { entry } from '../support/plan.js';

/** Measured series lie beside the repository and are not part of it. */
const DATA = '../shared/data/';

type Row = Readonly<Record<string, string>>;

/** Rows of a CSV, gzipped or not; `undefined`, with a message, where it is absent. */
function rowsOf(file: string): readonly Row[] | undefined {
  const path = fileURLToPath(new URL(DATA + file, new URL('../../../', import.meta.url)));
  if (!existsSync(path)) {
    console.log(`measured power is skipped: there is no ${DATA}${file} beside this repository`);
    return undefined;
  }
  const bytes = readFileSync(path);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trim();
  const [head = '', ...lines] = text.split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', cell])));
}

function column(rows: readonly Row[], name: string): number[] {
  return rows.map((row) => Number(row[name]));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** Prints what was measured and modelled in a window, and returns the error, 0.1 for ten percent. */
function compare(what: string, measured: number, modelled: number): number {
  const error = modelled / measured - 1;
  console.log(
    `${what}: measured ${measured.toPrecision(4)}, modelled ${modelled.toPrecision(4)}, ${(100 * error).toFixed(1)} %`,
  );
  return error;
}

const inference = rowsOf('power-mlperf-inference-h200/llama2-70b-99-server.csv.gz');

describe.skipIf(inference === undefined)(
  '8 H200 serving Llama 2 70B (MLPerf v4.1 Server, power-tuned), 1 s at the wall',
  () => {
    const rows = inference ?? [];
    const all = column(rows, 'wall_w');
    const inside = column(
      rows.filter(({ measured }) => measured === '1'),
      'wall_w',
    );
    // The first and last minute of the official window fill and drain the batch.
    const steady = inside.slice(60, -60);
    const draw = serverDraw('std/servers#HGX_H200_8');
    const chip = chipNamed('H200');
    const [fit] = fitsOf('std/models#Llama_70B_FP8', chip);
    const service = fit === undefined ? undefined : serve('std/models#Llama_70B_FP8', fit, chip, { output: 290 });
    const rho = service === undefined ? NaN : Math.min(1, (23_113 * service.t1 * service.replica) / 8);
    const serving = service === undefined ? NaN : 8 * servingPower(service, draw, rho);
    const idle = 8 * restingPower(draw, 'idle');

    it('idles within 5 % (first percentile of the whole log)', () => {
      expect(Math.abs(compare('idle W', percentile(all, 0.01), idle))).toBeLessThan(0.05);
    });

    it('draws less than modelled without its power limit, by no more than a quarter (official window)', () => {
      const error = compare('mean W, official window', meanOf(inside), serving);
      expect(error).toBeGreaterThan(0);
      expect(error).toBeLessThan(0.25);
      expect(compare('p95 W, official window', percentile(inside, 0.95), serving)).toBeLessThan(0.25);
    });

    it('is as flat as shot noise and a little more: p95 over mean within 2 % of one (steady window)', () => {
      expect(compare('p95 over mean, steady', percentile(steady, 0.95) / meanOf(steady), 1)).toBeGreaterThan(-0.02);
    });

    it('swings between the shot noise of its requests and the share that halls are planned with (steady window)', () => {
      const wave = {
        accelerators: 8,
        tdp: draw.tdp,
        fixed: draw.fixedBusy,
        p0: service?.p0 ?? NaN,
        p1: service?.p1 ?? NaN,
        rho,
        rate: 79.36,
        dispersion: 1,
        stay: 291 * 0.159,
        prompt: 0,
      };
      const planned = SERVING_SWING * 8 * provisionedPower(draw);
      for (const seconds of [1, 2]) {
        const measured = largestChange(steady, seconds);
        expect(
          compare(`largest ${seconds} s change W, against shot noise`, measured, servingChange(wave, seconds)),
        ).toBeLessThan(0);
        expect(compare(`largest ${seconds} s change W, against the planned 9 %`, measured, planned)).toBeGreaterThan(0);
      }
      expect(largestChange(steady, 2) / (8 * provisionedPower(draw))).toBeGreaterThan(0.005);
    });

    it('starts within a minute as a step from idle to serving (whole log)', () => {
      const error = compare('largest 1 min change W', largestChange(all, 60), serving - idle);
      expect(error).toBeGreaterThan(0);
      // Both ends of the step carry the missing power limit.
      expect(error).toBeLessThan(0.45);
      compare('largest change of 1 min means W', largestRamp(all, 60), serving - idle);
    });
  },
);

describe('other models on the same node swing less than planned (measured window without its first and last minute)', () => {
  it.each(['gptj-99-server', 'mixtral-8x7b-server', 'llama2-70b-99-offline', 'stable-diffusion-xl-server'])(
    '%s',
    (run) => {
      const rows = rowsOf(`power-mlperf-inference-h200/${run}.csv.gz`);
      if (rows === undefined) return;
      const steady = column(
        rows.filter(({ measured }) => measured === '1'),
        'wall_w',
      ).slice(60, -60);
      const draw = serverDraw('std/servers#HGX_H200_8');
      const share = largestChange(steady, 2) / (8 * provisionedPower(draw));
      compare(`${run}: largest 2 s change over provisioned`, share, SERVING_SWING);
      expect(share).toBeLessThan(SERVING_SWING);
    },
  );
});

const ac = rowsOf('power-mlperf-training-h100/gpt3-512gpu-ac.csv.gz');

describe.skipIf(ac === undefined)('64 nodes of 8 H100 training GPT-3 (MLPerf v4.0, 2 s at the AC side)', () => {
  const rows = ac ?? [];
  const node = column(rows, 'total_w').map((watts) => watts / 64);
  // The first and last half minute start and end the run.
  const inside = node.slice(15, -15);
  const draw = serverDraw('std/servers#DGX_H100');
  const workload: Training = entry('std/workloads#Pretraining', 'training');
  const modelled = 8 * trainingPower(draw, central(workload.power));

  it('draws its mean within 8 % a node (run without its ends)', () => {
    expect(Math.abs(compare('mean W a node', meanOf(inside), modelled))).toBeLessThan(0.08);
  });

  it('swings together by less than planned, and by more than half of it', () => {
    const planned = central(workload.swing) * 8 * provisionedPower(draw);
    const error = compare('largest 2 s change W a node', largestChange(inside, 2, 2), planned);
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThan(1);
  });

  it('keeps its one-minute change far below the start or stop of the gang', () => {
    const step = modelled - 8 * restingPower(draw, 'idle');
    const measured = largestRamp(node, 60, 2);
    compare('largest change of 1 min means W a node, against a stop', measured, step);
    expect(measured).toBeLessThan(0.2 * step);
    expect(measured).toBeGreaterThan(0);
  });

  it('looks like the generator with its step of 10.8 s and evaluation of 13 s in 142 s', () => {
    // Depths and lengths from the log's statistics: 7.1 to 6.2 kW each step, 6.35 kW in evaluation.
    const wave = {
      peak: percentile(inside, 0.95),
      step: 10.8,
      dip: 0.13,
      dipTime: 2.2,
      edge: 1,
      interval: 142,
      checkpointDip: 0.09,
      checkpointTime: 13,
    };
    expect(Math.abs(compare('mean W a node, generator', meanOf(inside), trainingMean(wave)))).toBeLessThan(0.03);
    const series = [...trainingSeries(wave, 2 * inside.length, 2)];
    expect(
      Math.abs(compare('p5 W a node, generator', percentile(inside, 0.05), percentile(series, 0.05))),
    ).toBeLessThan(0.05);
    const [measured, generated] = [inside, series].map((values) => percentile(changes(values), 0.99));
    expect(Math.abs(compare('p99 of 2 s changes W a node, generator', measured!, generated!))).toBeLessThan(0.3);
  });
});

function changes(series: readonly number[]): number[] {
  return series.slice(1).map((watts, i) => Math.abs(watts - series[i]!));
}

const frontier = rowsOf('power-hpl-frontier/ornl-frontier.csv');

describe.skipIf(frontier === undefined)('Frontier running HPL (15 s, compute racks)', () => {
  const watts = column(frontier ?? [], 'sum vals');
  const machine = {
    racks: 74 * 8,
    nodes: 16,
    nodeLoad: 13,
    rackLoad: 1000 + 4 * 17,
    converter: 0.98,
    rectifier: 0.96,
    beside: 25 * 8473.47,
  };
  const at = (cpu: number, gpu: number): number =>
    machinePower(
      machine,
      nodePower(
        [
          { count: 1, idle: 90, peak: 280 },
          { count: 4, idle: 88, peak: 560 },
        ],
        [cpu, gpu],
        184.26,
      ),
    );

  it('idles, works and peaks within 12 % of the device model', () => {
    expect(Math.abs(compare('before the run W (lowest)', Math.min(...watts), at(0, 0)))).toBeLessThan(0.12);
    const core = watts.filter((value) => value > 20e6);
    expect(Math.abs(compare('core phase W (mean above 20 MW)', meanOf(core), at(0.33, 0.79)))).toBeLessThan(0.12);
    expect(compare('peak W against everything at its maximum', Math.max(...watts), at(1, 1))).toBeGreaterThan(0);
  });

  it('starts as a gang: most of the step from idle to its core within a minute', () => {
    const step = at(0.33, 0.79) - at(0, 0);
    expect(Math.abs(compare('largest 15 s change W', largestChange(watts, 15, 15), step))).toBeLessThan(0.2);
    expect(Math.abs(compare('largest 1 min change W', largestChange(watts, 60, 15), step))).toBeLessThan(0.2);
  });
});

describe('power caps on small training jobs (Zeus)', () => {
  it.each([
    ['v100', 0.05],
    ['a40', 0.05],
  ])('%s: median time within 5 %% of the line down to 0.7 of their draw', (device, tolerance) => {
    const rows = rowsOf(`gpu-powercap-zeus/summary_power_${device}.csv`);
    if (rows === undefined) return;
    const jobs = new Map<string, { readonly limit: number; readonly time: number; readonly watts: number }[]>();
    for (const row of rows) {
      const key = [row['dataset'], row['network'], row['batch_size'], row['optimizer']].join();
      const runs = jobs.get(key) ?? [];
      runs.push({
        limit: Number(row['power_limit']),
        time: Number(row['time_per_epoch']),
        watts: Number(row['average_power']),
      });
      jobs.set(key, runs);
    }
    const ratios = new Map<number, number[]>();
    for (const runs of jobs.values()) {
      const free = runs.reduce((top, run) => (run.limit > top.limit ? run : top));
      // Jobs that leave the accelerator half idle do not notice a cap.
      if (free.watts < 0.75 * free.limit) continue;
      for (const { limit, time } of runs) {
        const held = Math.round((10 * limit) / free.watts) / 10;
        if (held < 1) ratios.set(held, [...(ratios.get(held) ?? []), time / free.time]);
      }
    }
    for (const [held, times] of [...ratios].sort(([a], [b]) => b - a)) {
      const error = compare(
        `${device} at ${held} of its draw: time over uncapped`,
        percentile(times, 0.5),
        capSlowdown(held, 1),
      );
      if (held >= 0.7) expect(Math.abs(error)).toBeLessThan(tolerance);
    }
  });
});
