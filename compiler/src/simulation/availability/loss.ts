import type { PathAvailability, PathPart } from './path.js';

/** A workload in a hall, as interruptions see it. */
export interface ExposedWorkload {
  readonly name: string;
  readonly class: 'interactive' | 'training' | 'deferrable';
  /** Of the hall's load, 0..1. */
  readonly share: number;
  /** Training: to start again after an interruption, and between checkpoints. s. */
  readonly restart?: number;
  readonly checkpointInterval?: number;
  /** Deferrable: latest completion after arrival, s. */
  readonly deadline?: number;
}

export interface AvailabilityLoss {
  readonly name: string;
  /** Without power in a year, mean over its load; for training, of the job as a whole. */
  readonly hours: number;
  readonly events: number;
  /** Share of the year's work that is lost: unserved, or done again. Never above 1. */
  readonly lost: number;
}

const YEAR_HOURS = 8760;

/**
 * What each workload of a hall loses by interruptions in a year, as a share of its work:
 *
 *   interactive   Σ part·hours/8760                                     unserved
 *   training      (hours + events·(restart + interval/2))/8760 h         a job stands where any part of it does
 *   deferrable    Σ part·hours·e^(−deadline/D)/8760                     only what waits longer than it may; D mean length
 *
 * Interactive work stands on the best covered load, then training, then work that can wait (assumed: operators put what
 * must not stop behind the UPS). Within a class in the order given.
 */
export function availabilityLoss(
  path: PathAvailability,
  workloads: readonly ExposedWorkload[],
): readonly AvailabilityLoss[] {
  const left = path.parts.map((part) => ({ part, share: part.share }));
  const losses = new Map<ExposedWorkload, AvailabilityLoss>();
  for (const one of ['interactive', 'training', 'deferrable'] as const)
    for (const workload of workloads)
      if (workload.class === one) losses.set(workload, lossOf(workload, takeParts(left, workload.share)));
  return workloads.map((workload) => losses.get(workload)!);
}

/** Takes `wanted` of the load from the best covered parts on; the worst part carries what is more than all. */
function takeParts(left: { readonly part: PathPart; share: number }[], wanted: number): PathPart[] {
  const taken: PathPart[] = [];
  let rest = Math.max(0, wanted);
  for (const entry of left) {
    const share = Math.min(rest, entry.share);
    if (share <= 1e-12) continue;
    entry.share -= share;
    rest -= share;
    taken.push({ ...entry.part, share });
  }
  const worst = left[left.length - 1];
  if (rest > 1e-12 && worst !== undefined) taken.push({ ...worst.part, share: rest });
  return taken;
}

function lossOf(workload: ExposedWorkload, parts: readonly PathPart[]): AvailabilityLoss {
  const all = parts.reduce((sum, part) => sum + part.share, 0);
  const mean = (pick: (part: PathPart) => number): number =>
    all > 0 ? parts.reduce((sum, part) => sum + part.share * pick(part), 0) / all : 0;
  const most = (pick: (part: PathPart) => number): number => parts.reduce((max, part) => Math.max(max, pick(part)), 0);
  const { name } = workload;
  switch (workload.class) {
    case 'interactive': {
      const hours = mean((part) => part.hours);
      return { name, hours, events: mean((part) => part.events), lost: Math.min(1, hours / YEAR_HOURS) };
    }
    case 'training': {
      // Outages of a better covered part are outages of the worse ones too, so the worst part's are all that there are.
      const hours = most((part) => part.hours);
      const events = most((part) => part.events);
      const again = ((workload.restart ?? 0) + (workload.checkpointInterval ?? 0) / 2) / 3600;
      return { name, hours, events, lost: Math.min(1, (hours + events * again) / YEAR_HOURS) };
    }
    case 'deferrable': {
      const late = mean((part) =>
        part.events > 0
          ? part.hours *
            Math.exp((-(workload.deadline ?? Infinity) / 3600) * (part.events / Math.max(part.hours, 1e-12)))
          : 0,
      );
      return {
        name,
        hours: mean((part) => part.hours),
        events: mean((part) => part.events),
        lost: Math.min(1, late / YEAR_HOURS),
      };
    }
  }
}
