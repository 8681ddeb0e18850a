import { expect, test } from 'vitest';
import type { Hall } from '../../../compiler/src/ir/index.js';
import { utilisationWithinSlo } from '../../../compiler/src/simulation/serving/curve.js';
import { chatProfile, chip, hall, hoursOf, inference, mean, operate, training } from './plans.js';

// Own arithmetic of one campus (shared validation, hand run): 1,600 GB200 racks, training 80 % of them in 2027 and 20 %
// in 2035. It gives the network as a share of the IT, 7 % for a training fabric and 3 % for an inference one.
const TRAINING_FABRIC = 1.07;
const INFERENCE_FABRIC = 1.03;

/** 52 µs of a two-accelerator replica per prompt token, at the model's mfu of .45. */
const bf16 = (2 * 70.6e9) / (2 * 52e-6 * 0.45);

/** The measured week peaks at 1.67 times its mean, 1.14 of it because weekends are quiet. */
const steepness =
  (1.67 / (7 / (5 + 2 * 0.57)) - 1) / (Math.max(...chatProfile) / (chatProfile.reduce((a, b) => a + b) / 24) - 1);
const profile = chatProfile.map((value) => 1 + (value / (chatProfile.reduce((a, b) => a + b) / 24) - 1) * steepness);

const points = (from: number, to: number) =>
  ({
    series: 'linear',
    points: [
      { at: '2027-07-01', value: from },
      { at: '2035-07-01', value: to },
    ],
  }) as const;

/** Demand that fills `racks` racks at its peak, requests/s: the mean uses .49 of what the SLO allows. */
function demandOf(racks: number): number {
  const t1 = 0.1018e-3 + (52e-6 * 0.7 * 1155) / 211;
  return (0.49 * ((racks * 72) / 2) * (utilisationWithinSlo(0.01684, 0.04) / t1)) / 211;
}

// The largest minute is 1.17 of its hour at any rate there, so it stands with the spares here, and dispersion is nil.
function run(idle: Hall['idle']) {
  return operate({
    halls: [hall('A', 1600, { idle })],
    workloads: [
      training('Pretrain', { accelerators: points(1280 * 72, 320 * 72) }),
      inference('Chat', {
        demand: points(demandOf(320), demandOf(1280)),
        profile,
        dispersion: 0.01,
        spares: 1.17 * 1.05 - 1,
      }),
    ],
    plan: { accelerator: [{ ...chip, bf16 }] },
  });
}

const megawatts = (idle: Hall['idle'], year: number): number =>
  (mean(hoursOf(run(idle).year(year).halls.get('C.A'))) * TRAINING_FABRIC) / 1e6;

const error = (simulated: number, hand: number): number => Math.abs(simulated / hand - 1);

test.each([
  [2027, 199],
  [2035, 181],
])('mean IT power in %i', (year, hand) => {
  expect(error(megawatts('spread', year), hand)).toBeLessThan(0.02);
});

test('mean IT power consolidated and asleep in 2035', () => {
  // The hand run does not keep awake what the next hour needs, nor say what sleeps at which power.
  expect(error(megawatts('sleep', 2035), 145)).toBeLessThan(0.06);
});

test.each([
  [2027, 3.8, 1.115],
  [2035, 3.7, 1.108],
])('energy per output token at the wall in %i', (year, hand, dpue) => {
  const chat = run('spread').year(year).workloads.get('C.Chat');
  const joule = ((chat?.busyEnergyShare ?? NaN) / (chat?.served ?? NaN)) * INFERENCE_FABRIC * dpue;
  expect(error(joule, hand)).toBeLessThan(0.06);
});

test('use of what the SLO allows', () => {
  const chat = run('spread').year(2027).workloads.get('C.Chat');
  expect(chat?.useOfLimit).toBeCloseTo(0.49, 1);
  expect(chat?.utilisationLimit).toBeCloseTo(0.516, 3);
});
