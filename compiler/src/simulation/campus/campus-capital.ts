import {
  type AnyCooling,
  type Campus,
  central,
  type Economics,
  type Electrical,
  type PlanIndex,
  resolve,
} from '../../ir/index.js';
import { YEAR_SECONDS } from '../calendar/calendar.js';
import { chargeHall } from '../economics/capital.js';
import { Ledger } from '../economics/ledger.js';
import { rackStretches, type RackStretch } from '../economics/refresh.js';
import { noteRefreshLimits } from '../economics/refresh-limits.js';
import { chargeRetrofits, partLives } from '../lifetime/capital.js';
import type { HallLife, Lifetimes } from '../lifetime/lifetimes.js';
import type { NoteSink } from '../notes.js';
import { Recall } from '../recall.js';
import type { CostLine } from '../results.js';
import { activeShare, type Clock } from './clock.js';
import type { CampusFabric } from './fabrics.js';
import type { HallFrame } from './hall-frame.js';
import type { HallMachinery } from './hall-run.js';

/** What the capital of a campus's halls rests on. */
export interface CapitalInput {
  readonly campus: Campus;
  readonly path: string;
  readonly clock: Clock;
  readonly frames: readonly HallFrame[];
  readonly machinery: ReadonlyMap<string, HallMachinery>;
  readonly fabrics: ReadonlyMap<string, CampusFabric>;
  readonly index: PlanIndex;
  readonly lives: Lifetimes;
}

/** Lines of the capital and upkeep of a campus's halls, hall by hall. A hall that stays as it was keeps its lines. */
export function hallCosts(input: CapitalInput, notes: NoteSink): readonly CostLine[] {
  return input.frames.flatMap((frame) => linesOf(input, frame, notes));
}

/** By the frame. */
const known = new Recall<readonly CostLine[]>();

function linesOf(input: CapitalInput, frame: HallFrame, notes: NoteSink): readonly CostLine[] {
  const { campus, path, clock, machinery, fabrics, index, lives } = input;
  const { hall } = frame;
  const life = lives.get(frame.path);
  if (life !== undefined || hall.refresh.length > 0) return charge(input, frame, life, notes);
  const built = machinery.get(frame.path);
  const from = [
    path,
    campus.discount,
    clock.closes,
    clock.years[0],
    clock.years.length,
    resolve<Economics>(index, campus.economics),
    resolve<AnyCooling>(index, hall.cooling),
    resolve<Electrical>(index, hall.electrical),
    fabrics.get(frame.networkPath)?.design,
    built?.itRating,
    built?.plantRating,
  ];
  return known.get(frame, from, notes, (said) => charge(input, frame, undefined, said));
}

function charge(
  { campus, path, clock, machinery, fabrics, index }: CapitalInput,
  frame: HallFrame,
  life: HallLife | undefined,
  notes: NoteSink,
): readonly CostLine[] {
  const ledger = new Ledger(path, clock.years.length, campus.discount);
  const built = machinery.get(frame.path);
  const fabric = fabrics.get(frame.networkPath);
  const stretches = frame.hall.refresh.length > 0 ? rackStretches(frame.hall, frame.opens, index) : undefined;
  if (stretches !== undefined && built !== undefined) noteLimits(frame, built, fabric, stretches, life, index, notes);
  const coolingLife = central(resolve<AnyCooling>(index, frame.hall.cooling).life) / YEAR_SECONDS;
  const parts = partLives(life, clock, frame.opens, coolingLife);
  chargeHall(ledger, index, {
    campus,
    frame,
    fabric,
    itRating: built?.itRating,
    plantRating: built?.plantRating,
    active: activeShare(clock, frame.opens),
    ...(stretches === undefined ? {} : { refreshed: { stretches, clock } }),
    ...(parts === undefined ? {} : { lives: parts }),
  });
  const rating = built && built.plantRating * frame.count;
  if (life !== undefined) chargeRetrofits(ledger, campus, index, frame, clock, life.retrofits, rating);
  return ledger.close();
}

function noteLimits(
  frame: HallFrame,
  { plantRating, itRating, networkPower }: HallMachinery,
  fabric: CampusFabric | undefined,
  stretches: readonly RackStretch[],
  life: HallLife | undefined,
  index: PlanIndex,
  notes: NoteSink,
): void {
  const { hall } = frame;
  noteRefreshLimits(
    frame.path,
    {
      hall,
      cooling: resolve<AnyCooling>(index, hall.cooling),
      plantRating,
      itRating,
      networkPower,
      fabric: fabric && { endpoints: frame.accelerators, linkRate: fabric.design.linkRate },
    },
    stretches,
    notes,
    (year) => life?.retrofits.findLast(({ from }) => from <= year + 1e-6)?.cooling,
  );
}
