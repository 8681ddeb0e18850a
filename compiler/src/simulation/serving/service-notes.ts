import { type AnyInference, central, decimalYear, type IsoDate, type Model } from '../../ir/index.js';
import type { NoteSink } from '../notes.js';
import type { Chip } from './chip.js';
import type { Service } from './service.js';
import { canSpread } from './wide.js';

/** Prompts of fewer tokens spend little on attending to each other: a tenth of their work at 70 billion parameters. */
const LONG_PROMPT = 8192;
/** Years after which a calibration is old (MODELS A1.8): stacks improve within months. */
const OLD = 1.5;

/** Says what of a workload's serving the models do not cover, whatever it runs on. */
export function noteInference(workload: AnyInference, model: Model, path: string, notes: NoteSink): void {
  const name = model.name ?? 'its model';
  if (workload.speculation !== 'none')
    notes.add({
      type: 'unsupported',
      path,
      message: 'speculative decoding is not modelled, other than through a calibration that was measured with it',
    });
  if (workload.kvOffload !== 'none')
    notes.add({
      type: 'unsupported',
      path,
      message: 'moving the cache of waiting sessions to the host is not modelled: it counts as staying in memory',
    });
  if (workload.expertParallel !== undefined && !canSpread(model))
    notes.add({
      type: 'unsupported',
      path,
      message: `${name} states no layers, width and experts a token: its replica stays as its curve was measured, and spreads no experts`,
    });
  if (model.attention === undefined && central(workload.promptTokens) >= LONG_PROMPT)
    notes.add({
      type: 'unknown',
      path,
      message: `${name} states no width of attention, and the work of long prompts that grows with their square is left out`,
    });
}

/** Says what a service on a chip rests on: what is blank, carried over, old, or spread wider than its curve covers. */
export function noteService(
  service: Service | 'calibration',
  workload: { readonly expertParallel?: number },
  chip: Chip,
  path: string,
  asOf: IsoDate,
  notes: NoteSink,
): void {
  if (service === 'calibration') {
    notes.add({
      type: 'unknown',
      path,
      message: `no calibration can be carried over to ${chip.name}: its memory bandwidth or throughput is blank, or the library has none`,
    });
    return;
  }
  if (service.infeasible === 'unknown') {
    const blank = ['memory size, memory bandwidth or throughput'];
    if (workload.expertParallel !== undefined && Number.isNaN(chip.scaleUpDomain)) blank.unshift('scale-up domain,');
    notes.add({
      type: 'unknown',
      path,
      message: `${chip.name} has no ${blank.join(' ')} in the library, and serving rests on it`,
    });
    return;
  }
  if (service.transferredFrom !== undefined)
    notes.add({
      type: 'assumption',
      path,
      message: `no calibration for ${chip.name}: carried over from ${service.transferredFrom}, ±40 %`,
    });
  noteAge(service, path, asOf, notes);
  noteSpread(service, workload, chip, path, notes);
}

function noteAge({ measured, date }: Service, path: string, asOf: IsoDate, notes: NoteSink): void {
  if (measured === undefined || date === undefined) return;
  const years = decimalYear(asOf) - decimalYear(date);
  if (years <= OLD) return;
  notes.add({
    type: 'assumption',
    path,
    message: `serving rests on ${measured} as measured in ${date.slice(0, 4)}, ${String(Math.round(12 * years))} months before the plan's date: stacks improve within months`,
  });
}

function noteSpread(
  service: Service,
  workload: { readonly expertParallel?: number },
  chip: Chip,
  path: string,
  notes: NoteSink,
): void {
  const { decoder } = service;
  if (decoder === undefined || service.t0 === 0) return;
  if (decoder > 1 && Number.isNaN(chip.scaleUpDomain))
    notes.add({
      type: 'unknown',
      path,
      message: `${chip.name} has no scale-up domain in the library: whether a replica of ${String(decoder)} reaches beyond it is not known`,
    });
  const across = decoder > chip.scaleUpDomain;
  if (workload.expertParallel === decoder)
    notes.add({
      type: 'assumption',
      path,
      message: `experts over ${String(decoder)} ${chip.name}: a roofline, not a measured curve, ±40 %${across ? '; what they exchange leaves the scale-up domain and counts in time and bisection' : ''}`,
    });
  else if (across)
    notes.add({
      type: 'range',
      path,
      message: `a replica of ${String(decoder)} ${chip.name} is larger than their scale-up domain of ${String(chip.scaleUpDomain)}: what its parts exchange over the network is not in its curve`,
    });
}
