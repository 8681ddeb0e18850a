import {
  type AnyWorkload,
  type Campus,
  central,
  type Electrical,
  type PlanIndex,
  resolve,
  valueAt,
} from '../../ir/index.js';
import { availabilityLoss, type ExposedWorkload } from '../availability/loss.js';
import { type PathAvailability, pathAvailability } from '../availability/path.js';
import type { ElectricalPath } from '../electrical/path.js';
import { NoteCollector, type NoteSink } from '../notes.js';
import { Recall } from '../recall.js';
import type { ItYear } from '../operation/it-model.js';
import { pathOf } from '../operation/pools.js';
import type { SimulationNote } from '../results.js';
import type { HallFrame } from './hall-frame.js';
import type { HallMachinery } from './hall-run.js';
import type { LoadShare } from './supply.js';

/** How interruptions reach the workloads of a campus. */
export interface Interruptions {
  /** Of each hall's path, by hall. */
  readonly paths: ReadonlyMap<string, PathAvailability>;
  readonly frames: ReadonlyMap<string, HallFrame>;
  readonly workloads: ReadonlyMap<string, AnyWorkload>;
  /** All that this is made from, in a fixed order. */
  readonly from: readonly unknown[];
}

export function interruptionsOf(
  campus: Campus,
  frames: readonly HallFrame[],
  machinery: ReadonlyMap<string, HallMachinery>,
  index: PlanIndex,
  notes: NoteSink,
): Interruptions {
  const paths = new Map<string, PathAvailability>();
  const from: unknown[] = [...campus.workload];
  for (const frame of frames) {
    const built = machinery.get(frame.path);
    if (built === undefined) continue;
    const electrical = resolve<Electrical>(index, frame.hall.electrical);
    const path = availabilityOf(electrical, built.path, frame.path, notes);
    paths.set(frame.path, path);
    from.push(frame.path, path, frame.accelerators, frame.count);
  }
  return {
    paths,
    frames: new Map(frames.map((frame) => [frame.path, frame])),
    workloads: new Map(campus.workload.map((workload) => [pathOf(workload), workload])),
    from,
  };
}

/** By the path's kind: halls whose paths are of as many modules and transformers are interrupted alike. */
const alike = new WeakMap<Electrical, Map<string, Made>>();

interface Made {
  readonly path: PathAvailability;
  readonly said: readonly SimulationNote[];
}

/** Interruptions of a path: the very same object for the same kind and counts. */
function availabilityOf(
  electrical: Electrical,
  design: ElectricalPath,
  path: string,
  notes: NoteSink,
): PathAvailability {
  const { ups, transformer } = design;
  const known = alike.get(electrical) ?? new Map<string, Made>();
  alike.set(electrical, known);
  const key = `${String(ups.needed)} ${String(transformer.needed)}`;
  let made = known.get(key);
  if (made === undefined) {
    const collector = new NoteCollector();
    made = { path: pathAvailability(electrical, design, '', collector), said: collector.notes };
    known.set(key, made);
  }
  for (const note of made.said) notes.add({ ...note, path });
  return made.path;
}

/** What a workload is to called hours and interruptions; `undefined` for one that says nothing to simulate. */
export function classOf(workload: AnyWorkload): ExposedWorkload['class'] | undefined {
  switch (workload.kind) {
    case 'training':
      return 'training';
    case 'deferrable':
      return 'deferrable';
    case 'inference':
    case 'requests':
      return 'interactive';
    case 'workload':
      return undefined;
  }
}

/** Accelerators that each workload holds in each hall in a year, all elements together. */
function heldByHall(year: ItYear): Map<string, { readonly workload: string; readonly accelerators: number }[]> {
  const halls = new Map<string, { readonly workload: string; readonly accelerators: number }[]>();
  for (const { workload, hall, accelerators } of year.assignments) {
    const here = halls.get(hall);
    if (here === undefined) halls.set(hall, [{ workload, accelerators }]);
    else here.push({ workload, accelerators });
  }
  return halls;
}

/**
 * Share of a year's work that interruptions of power take from each workload. A workload in several halls loses the mean of
 * them by accelerators held; a training job that needs more accelerators than a hall has stands when any of its halls does.
 */
export function outageLosses(
  interruptions: Interruptions,
  year: ItYear,
  calendarYear: number,
): ReadonlyMap<string, number> {
  return known.get(year, [calendarYear, ...interruptions.from], SILENT, () =>
    lossesOf(interruptions, year, calendarYear),
  );
}

/** By the year of the IT: of a campus whose plants alone change, no work is interrupted otherwise. */
const known = new Recall<ReadonlyMap<string, number>>();
const SILENT: NoteSink = { add: () => undefined };

function lossesOf(
  { paths, frames, workloads }: Interruptions,
  year: ItYear,
  calendarYear: number,
): ReadonlyMap<string, number> {
  const lost = new Map<string, number>();
  const held = new Map<string, number>();
  for (const [hall, entries] of heldByHall(year)) {
    const path = paths.get(hall);
    const frame = frames.get(hall);
    if (path === undefined || frame === undefined) continue;
    const whole = Math.max(1, frame.accelerators * frame.count);
    const exposed = entries.flatMap(({ workload, accelerators }) => {
      const declared = workloads.get(workload);
      return declared === undefined ? [] : exposedBy(declared, workload, accelerators / whole);
    });
    for (const [i, loss] of availabilityLoss(path, exposed).entries()) {
      const accelerators = exposed[i]!.share * whole;
      lost.set(loss.name, (lost.get(loss.name) ?? 0) + loss.lost * accelerators);
      held.set(loss.name, (held.get(loss.name) ?? 0) + accelerators);
    }
  }
  return new Map(
    [...lost].map(([name, sum]) => {
      const mean = sum / Math.max(1e-12, held.get(name) ?? 0);
      return [name, Math.min(1, mean * hallsPerJob(workloads.get(name), frames, year, name, calendarYear))];
    }),
  );
}

function exposedBy(workload: AnyWorkload, name: string, share: number): ExposedWorkload[] {
  const of = classOf(workload);
  if (of === undefined) return [];
  if (workload.kind === 'training') {
    const { checkpoint } = workload;
    const restart = checkpoint === undefined ? {} : { restart: central(checkpoint.restart) };
    const interval = checkpoint?.interval === undefined ? {} : { checkpointInterval: central(checkpoint.interval) };
    return [{ name, class: of, share, ...restart, ...interval }];
  }
  return [
    { name, class: of, share, ...(workload.kind === 'deferrable' ? { deadline: central(workload.deadline) } : {}) },
  ];
}

/** Halls, elements of arrays counted apart, that one job of a training workload lies across; 1 for everything else. */
function hallsPerJob(
  workload: AnyWorkload | undefined,
  frames: ReadonlyMap<string, HallFrame>,
  year: ItYear,
  name: string,
  calendarYear: number,
): number {
  if (workload?.kind !== 'training') return 1;
  let elements = 0;
  let accelerators = 0;
  for (const assignment of year.assignments) {
    if (assignment.workload !== name || assignment.accelerators <= 0) continue;
    const frame = frames.get(assignment.hall);
    elements += frame?.count ?? 1;
    accelerators += assignment.accelerators;
  }
  if (elements === 0) return 1;
  const job =
    workload.jobSize === undefined
      ? accelerators
      : Math.min(accelerators, valueAt(workload.jobSize, calendarYear + 0.5));
  return Math.max(1, Math.min(elements, (job * elements) / Math.max(1, accelerators)));
}

/** Shares of a contract's load that workloads draw in a year, by energy, over the halls that it feeds. */
export function loadShares(campus: Campus, frames: readonly HallFrame[], year: ItYear, itEnergy: number): LoadShare[] {
  if (!(itEnergy > 0)) return [];
  const fed = new Set(frames.map(({ path }) => path));
  return campus.workload.flatMap((workload) => {
    const name = pathOf(workload);
    const of = classOf(workload);
    const found = year.workloads.get(name);
    const energy = found?.busyEnergyShare;
    if (of === undefined || found === undefined || energy === undefined || !(found.heldAccelerators > 0)) return [];
    let here = 0;
    for (const { workload: holder, hall, accelerators } of year.assignments)
      if (holder === name && fed.has(hall)) here += accelerators;
    const share = Math.min(1, (energy * here) / found.heldAccelerators / itEnergy);
    return share > 0 ? [{ name, class: of, share }] : [];
  });
}
