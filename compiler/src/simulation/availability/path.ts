import { central, type Electrical, type Redundancy, type UncertainNumber } from '../../ir/index.js';
import { YEAR_SECONDS } from '../calendar/calendar.js';
import type { ElectricalPath } from '../electrical/path.js';
import type { NoteSink } from '../notes.js';
import { bankInterruptions, type ElementLife, inSeries, type Interruptions } from './elements.js';

/** Hours a year without power by redundancy class. Tiers I, III and IV of the Uptime Institute; distributed schemes assumed. */
const UNAVAILABLE: Readonly<Record<Redundancy, number>> = { N: 28.8, 'N+1': 1.6, '2N': 0.4, '3N/2': 0.8, '4N/3': 0.8 };
/** From the grid's failure until a standby generator carries its load, s: 8-60 in tier practice, recalled. */
const GENERATOR_START = 10;

/** What stands behind a part of a hall's load. */
export type Coverage = 'UPS and generator' | 'UPS' | 'generator' | 'grid';

/** Part of a hall's load with the same interruptions. */
export interface PathPart {
  readonly coverage: Coverage;
  /** Of the hall's load, 0..1; all parts add up to 1. */
  readonly share: number;
  /** Without power in a year. */
  readonly hours: number;
  /** Interruptions a year. */
  readonly events: number;
}

export interface PathAvailability {
  /** The best covered first; parts without load are left out. */
  readonly parts: readonly PathPart[];
  /** Hours a year, the mean over the load. */
  readonly hours: number;
  /** What the path's own hours rest on. */
  readonly basis: 'declared' | 'elements' | 'class';
}

/**
 * Hours a year without power behind an electrical path, by what stands behind each part of the load:
 *
 *   own hours     as declared; else from failures and repairs of modules and transformers; else by redundancy class
 *   + grid        gridOutages hours in outages of mean length D:  what a UPS alone rides through is not lost,
 *                 N·D·e^(−ride/D);  a generator alone takes its start each time;  both together nothing
 *
 * The best covered part is min(UPS, generator) of the load. Lengths of outages are exponential. `design`: the path as sized.
 */
export function pathAvailability(
  electrical: Electrical,
  design: ElectricalPath,
  path: string,
  notes: NoteSink,
): PathAvailability {
  const ups = share(electrical.upsShare);
  const generator = share(electrical.generatorShare);
  const both = Math.min(ups, generator);
  const { basis, behindUps, direct } = ownInterruptions(electrical, design, path, notes);
  const mean = Math.max(1, central(electrical.gridOutage));
  const outages = Math.min(YEAR_SECONDS, central(electrical.gridOutages)) / mean;
  const ridden = Math.exp(-central(electrical.rideThrough) / mean);
  const part = (coverage: Coverage, of: number, own: Interruptions, events: number, seconds: number): PathPart => ({
    coverage,
    share: of,
    hours: Math.min(8760, (own.unavailability * YEAR_SECONDS + seconds) / 3600),
    events: own.frequency * YEAR_SECONDS + events,
  });
  const parts = [
    part('UPS and generator', both, behindUps, 0, 0),
    part('UPS', ups - both, behindUps, outages * ridden, outages * mean * ridden),
    part('generator', generator - both, direct, outages, outages * Math.min(mean, GENERATOR_START)),
    part('grid', 1 - Math.max(ups, generator), direct, outages, outages * mean),
  ].filter((each) => each.share > 1e-12);
  return { parts, hours: parts.reduce((sum, each) => sum + each.share * each.hours, 0), basis };
}

interface Own {
  readonly basis: PathAvailability['basis'];
  readonly behindUps: Interruptions;
  readonly direct: Interruptions;
}

/** Interruptions of the path itself, behind a UPS and beside it. */
function ownInterruptions(electrical: Electrical, design: ElectricalPath, path: string, notes: NoteSink): Own {
  const whole = (hours: number, basis: Own['basis']): Own => {
    const unavailability = Math.min(YEAR_SECONDS, hours * 3600) / YEAR_SECONDS;
    const own = { unavailability, frequency: unavailability / Math.max(1, central(electrical.interruption)) };
    return { basis, behindUps: own, direct: own };
  };
  if (electrical.unavailable !== undefined) return whole(central(electrical.unavailable) / 3600, 'declared');
  const module = life(electrical.moduleMtbf, electrical.moduleRepair);
  const transformer = life(electrical.transformerMtbf, electrical.transformerRepair);
  if (module === undefined && transformer === undefined) return whole(UNAVAILABLE[electrical.redundancy], 'class');
  const bank = (needed: number, of: ElementLife | undefined, what: string): Interruptions => {
    if (of !== undefined) return bankInterruptions(needed, electrical.redundancy, of);
    if (needed > 0)
      notes.add({ type: 'unknown', path, message: `failures of its ${what} are not known: they count as none` });
    return { unavailability: 0, frequency: 0 };
  };
  const direct = bank(design.transformer.needed, transformer, 'transformers');
  return { basis: 'elements', direct, behindUps: inSeries(bank(design.ups.needed, module, 'UPS modules'), direct) };
}

function life(mtbf: UncertainNumber | undefined, repair: UncertainNumber | undefined): ElementLife | undefined {
  return mtbf === undefined || repair === undefined ? undefined : { mtbf: central(mtbf), repair: central(repair) };
}

function share(value: UncertainNumber): number {
  return Math.max(0, Math.min(1, central(value)));
}
