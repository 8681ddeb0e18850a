import { central, type Model, type Training } from '../../ir/index.js';
import type { NoteSink } from '../notes.js';
import { type Chip, peakFlops, usableFlops } from '../serving/chip.js';
import { capSlowdown, LEAST_CAP } from '../power/cap.js';
import { describeLayout, type LayoutRequest, layoutRequest, type TrainedModel, trainedModel } from './layout.js';
import { fastestLayout, type LaidOut, USABLE_MEMORY } from './search.js';
import { effectiveBandwidth, type FabricView, stepStretch } from './step.js';
import type { TrainingDevice } from './step-time.js';

/** What a plan that states `mfuAt` and no layout is taken to do; the defaults of the `layout` kind. */
const USUAL: LayoutRequest = {
  batch: 2048,
  sequence: 8192,
  experts: 8,
  overlap: 0.8,
  fused: true,
  shardedOptimiser: true,
  sequenceParallel: true,
};

/**
 * MFU of a training workload on any chip, fabric and job size. Three ways, by what the plan states: `mfu` alone stands for
 * every size and only stretches with an oversubscribed fabric; `mfu` with `mfuAt` is carried over from that size by the
 * ratio of step times that are worked out; a `layout` without `mfuAt` gives the MFU that is worked out. Pure, and each
 * combination is worked out once.
 */
export class TrainingEfficiency {
  private readonly request: LayoutRequest | undefined;
  private readonly model: TrainedModel | undefined;
  private readonly known = new Map<string, LaidOut | undefined>();

  constructor(
    private readonly workload: Training,
    private readonly named: Model | undefined,
  ) {
    const { layout } = workload;
    this.request = layout !== undefined ? layoutRequest(layout) : workload.mfuAt === undefined ? undefined : USUAL;
    this.model = named === undefined ? undefined : trainedModel(named);
  }

  /** MFU of a job of `size` accelerators, 0..1, power cap and exposed communication included; failures apart. */
  mfu(chip: Chip, fabric: FabricView | undefined, size: number): number {
    return this.uncapped(chip, fabric, size) / capSlowdown(capOf(this.workload), central(this.workload.power));
  }

  private uncapped(chip: Chip, fabric: FabricView | undefined, size: number): number {
    const { workload } = this;
    const declared = central(workload.mfu);
    const here = this.laidOut(chip, fabric, size)?.step.mfu ?? NaN;
    const { mfuAt } = workload;
    const worked =
      mfuAt === undefined ? here : (declared * here) / (this.laidOut(chip, undefined, mfuAt)?.step.mfu ?? NaN);
    if (Number.isFinite(worked)) return Math.min(1, worked);
    return declared / stepStretch(central(workload.exposed), central(workload.crossing), fabric, chip.nic);
  }

  /**
   * The fastest layout of a job of `size`; `undefined` where the plan asks for none, the model does not say how many
   * layers it has, or the job is smaller than the groups that the plan states. Without a fabric nothing blocks.
   */
  laidOut(chip: Chip, fabric: FabricView | undefined, size: number): LaidOut | undefined {
    if (this.request === undefined || this.model === undefined || !(size >= 1)) return undefined;
    const device = deviceOf(chip, fabric, this.workload);
    const key = [chip.key, device.domain, device.ringRate, device.bisectionRate, size].join('\n');
    if (!this.known.has(key)) this.known.set(key, fastestLayout(this.model, this.request, device, size));
    return this.known.get(key);
  }

  /** Says what was chosen, what does not fit, and where the declared MFU stands in, for jobs of `size` on a chip. */
  note(chip: Chip, fabric: FabricView | undefined, size: number, path: string, notes: NoteSink): void {
    if (capOf(this.workload) < LEAST_CAP * central(this.workload.power))
      notes.add({
        type: 'range',
        path,
        message:
          'capped below 70 % of its draw: measured slowdowns spread from 1.3 to 2.5 there, and 1.3 is the line taken',
      });
    if (this.request === undefined || !(size >= 1)) return;
    if (Number.isNaN(chip.scaleUpDomain))
      notes.add({
        type: 'unknown',
        path,
        message: `${chip.name} has no scale-up domain in the library: its layout takes every accelerator for one of its own`,
      });
    const stands = 'the declared MFU stands for every size';
    if (this.model === undefined) {
      const what = this.named === undefined ? 'no model is named' : 'its model does not say how many layers it has';
      notes.add({ type: 'unknown', path, message: `${what}, so no layout can be worked out: ${stands}` });
      return;
    }
    const found = this.laidOut(chip, fabric, size);
    const on = `a job of ${String(Math.round(size))} ${chip.name}`;
    if (found === undefined)
      notes.add({ type: 'range', path, message: `${on} is smaller than one group of its layout: ${stands}` });
    else if (!Number.isFinite(found.step.mfu))
      notes.add({ type: 'unknown', path, message: `${chip.name} lacks figures that a layout rests on: ${stands}` });
    else if (!found.fits)
      notes.add({
        type: 'range',
        path,
        message: `${on} needs ${gigabytes(found.step.memory)} of memory each and may use ${gigabytes(USABLE_MEMORY * chip.memory)}: no layout fits, and its MFU is that of the one that needs least`,
      });
    else notes.add({ type: 'assumption', path, message: `${on} is laid out ${describeLayout(found.layout)}` });
    if (this.model.active < this.model.parameters)
      notes.add({
        type: 'range',
        path,
        message:
          'the MFU that is worked out for a mixture of experts is an upper bound: uneven experts are not modelled',
      });
  }
}

/** Share of the board limit that a job's accelerators are held to, 0..1. */
function capOf(workload: Training): number {
  return workload.powerCap === undefined ? 1 : central(workload.powerCap);
}

/** Mean draw of a stepping accelerator over its board limit, cap included, 0..1. */
export function cappedTraining(workload: Training): number {
  return Math.min(capOf(workload), central(workload.power));
}

function gigabytes(bytes: number): string {
  return `${String(Math.round(bytes / 1e9))} GB`;
}

/** A chip and its fabric as a step sees them; a blank memory sets no limit, a blank domain is one accelerator. */
function deviceOf(chip: Chip, fabric: FabricView | undefined, workload: Training): TrainingDevice {
  const open = fabric === undefined || fabric.linkRate <= 0;
  const own = Number.isNaN(chip.nic) && !open ? fabric.linkRate : chip.nic;
  const crossing = central(workload.crossing);
  return {
    flops: usableFlops(chip, workload.precision),
    wideFlops: chip.bf16,
    memoryBandwidth: chip.memoryBandwidth,
    peak: peakFlops(chip, workload.precision),
    memory: Number.isNaN(chip.memory) ? Infinity : chip.memory,
    scaleUp: chip.scaleUpBandwidth / 2,
    domain: Number.isNaN(chip.scaleUpDomain) ? 1 : chip.scaleUpDomain,
    ringRate: open ? own : Math.min(own, effectiveBandwidth(fabric, crossing)),
    bisectionRate: open ? own : Math.min(own, effectiveBandwidth(fabric, 1)),
  };
}
