import type { AnyCooling } from '../../ir/index.js';
import type { NoteSink } from '../notes.js';

/**
 * Part load of counted, staged chillers. One machine at part-load ratio p = Q/Qava:
 *
 *   P/Pfull = EIRFPLR(max(p, m))·CR_eff,   EIRFPLR(p) = a0 + a1·p + a2·p²,   EIRFPLR(1) = 1
 *   CR = min(1, p/m),   CR_eff = CR/(1 − Cd·(1 − CR))
 *
 * m: least stable load (turndown), below which the machine cycles with the degradation Cd, or holds that load with hot gas
 * (false loading): P/Pfull = EIRFPLR(m) for any 0 < p < m. N machines that carry Q run
 * n of them, ceil(Q/Qava) <= n <= N, with the least n·P(Q/n): the specific power EIRFPLR(p)/p has one minimum, at
 * sqrt(a0/a2), so the two counts around it suffice. Where a2 <= 0 full machines are the most efficient: all but one run full,
 * and that one takes the rest.
 *
 * Source: EnergyPlus Engineering Reference, Chiller:Electric:EIR; cycling degradation as for unitary equipment in AHRI
 * 210/240 (Cd 0.2, range 0.15-0.25, assumed for chillers).
 */
export interface ChillerBank {
  readonly installed: number;
  /** Rating of one machine, W of heat. */
  readonly unit: number;
  readonly a0: number;
  readonly a1: number;
  readonly a2: number;
  readonly turndown: number;
  /** True where a machine below its turndown holds its least load with hot gas instead of cycling. */
  readonly falseLoads: boolean;
  /** True where full machines are the most efficient: all but one run full, that one takes the rest. */
  readonly oneByOne: boolean;
  /** 1 over the rating, and over the load of one machine that has the least specific power, 1/W. */
  readonly perUnit: number;
  readonly perBest: number;
}

const CYCLING_DEGRADATION = 0.2;

/** Part-load curves by compressor class. */
const CURVES: Readonly<Record<'variableSpeed' | 'vanes' | 'screw' | 'scroll', readonly [number, number, number]>> = {
  // Carrier 19XR 742 kW with variable-speed drive; near the median of 37 such machines.
  variableSpeed: [0.1202277, 0.1396384, 0.7394038],
  // DOE-2 centrifugal 5.50 COP; near the median of 93 machines with inlet vanes.
  vanes: [0.222903, 0.313387, 0.46371],
  // York YS 781 kW slide-valve screw; near the median of 24.
  screw: [0.2519108, 0.2756914, 0.4725826],
  // DOE-2 reciprocating 3.67 COP stands in for banks of scrolls, whose own shipped curve is a placeholder.
  scroll: [0.088065, 1.137742, -0.225806],
};

/** The machines of one part of a plant; `needed` of them carry `heat` W. */
export function chillerBank(
  cooling: AnyCooling,
  turndown: number,
  heat: number,
  needed: number,
  installed: number,
  path: string,
  notes: NoteSink,
): ChillerBank | undefined {
  if (cooling.chiller === 'none' || needed === 0) return undefined;
  const [a0, a1, a2] =
    normalised(cooling.partLoad ?? CURVES[cooling.chiller], turndown, path, notes) ?? CURVES[cooling.chiller];
  const best = Math.min(1, Math.max(turndown, a2 > 0 && a0 > 0 ? Math.sqrt(a0 / a2) : 1));
  const unit = heat / needed;
  const falseLoads = cooling.lowLoad === 'hotGas';
  return {
    installed,
    unit,
    a0,
    a1,
    a2,
    turndown,
    falseLoads,
    oneByOne: a2 <= 0 && !falseLoads,
    perUnit: 1 / unit,
    perBest: 1 / (unit * best),
  };
}

/** The curve with 1 at full load; `undefined`, and a note, where it cannot be one. */
function normalised(
  curve: readonly number[],
  turndown: number,
  path: string,
  notes: NoteSink,
): [number, number, number] | undefined {
  const [c0 = 0, c1 = 0, c2 = 0] = curve;
  const full = c0 + c1 + c2;
  const falls = c1 + 2 * c2 * turndown < 0 || c1 + 2 * c2 < 0;
  if (full <= 0 || c0 < 0 || falls) {
    notes.add({
      type: 'range',
      path,
      message:
        'the part-load curve of the chillers falls with load above turndown or is negative; the curve of their class is used',
    });
    return undefined;
  }
  if (Math.abs(full - 1) > 0.02) {
    notes.add({
      type: 'range',
      path,
      message: `the part-load curve of the chillers gives ${full.toFixed(3)} at full load; it is scaled to 1`,
    });
  }
  return [c0 / full, c1 / full, c2 / full];
}

export interface StagingPoint {
  /** W. */
  readonly load: number;
  /** True where the next machine starts because the running ones are full: the power jumps. */
  readonly jump: boolean;
}

/** Loads at which the best number of running machines changes or one of them leaves its cycling, rising. */
export function stagingPoints(bank: ChillerBank): readonly StagingPoint[] {
  const { unit, installed, a0, a2, turndown, oneByOne } = bank;
  const points: StagingPoint[] = [{ load: turndown * unit, jump: false }];
  for (let n = 1; n < installed; n++) {
    if (oneByOne) {
      // The next one starts; from its turndown on it no longer cycles. With next to no turndown its no-load power is a jump.
      points.push({ load: unit * n, jump: turndown < 1e-3 }, { load: unit * (n + turndown), jump: false });
      continue;
    }
    // Where n and n + 1 machines draw the same, each above its turndown; at the latest when n are full.
    const even = a2 > 0 ? Math.max(Math.sqrt((n * (n + 1) * a0) / a2), (n + 1) * turndown) : n;
    points.push({ load: unit * Math.min(n, even), jump: even > n - 1e-9 });
  }
  points.push({ load: unit * installed, jump: false });
  return points;
}

/** Machines that run at a load of `load` W with the least power. */
export function machinesRunning(bank: ChillerBank, load: number): number {
  const { unit, installed, turndown } = bank;
  if (!(load > 0)) return 0;
  if (load <= unit * turndown) return 1;
  const least = Math.min(installed, Math.max(1, Math.ceil(load * bank.perUnit - 1e-9)));
  if (bank.oneByOne) return least;
  const fewer = Math.max(least, Math.min(installed, Math.floor(load * bank.perBest)));
  if (fewer === installed) return fewer;
  return running(bank, fewer * unit, load) <= running(bank, (fewer + 1) * unit, load) ? fewer : fewer + 1;
}

/**
 * Heat that the bank's compressors would lift for the same power at full load, W: over the full-load COP it is their power.
 * `load` in W of heat. Of n machines above turndown it is n·Qava·a0 + a1·Q + a2·Q²/(n·Qava).
 */
export function stagedLoad(bank: ChillerBank, load: number): number {
  const { unit, installed, turndown } = bank;
  if (load <= unit * turndown) return load > 0 ? unit * relativePower(bank, load / unit) : 0;
  if (load >= unit * installed) return load;
  if (bank.oneByOne) {
    const full = Math.floor(load * bank.perUnit + 1e-9) * unit;
    return full + (load > full ? unit * relativePower(bank, (load - full) / unit) : 0);
  }
  // A load that is a whole number of machines but for rounding asks for no further one.
  const least = Math.max(1, Math.ceil(load * bank.perUnit - 1e-9));
  const ideal = Math.floor(load * bank.perBest);
  const fewer = ideal > installed ? installed : ideal < least ? least : ideal;
  const one = running(bank, fewer * unit, load);
  if (fewer === installed) return one;
  const other = running(bank, (fewer + 1) * unit, load);
  return one < other ? one : other;
}

/** The same of machines of `rating` W together, of which each may be below its turndown. */
function running(bank: ChillerBank, rating: number, load: number): number {
  const { a0, a1, a2, turndown } = bank;
  if (load < rating * turndown) return rating * relativePower(bank, load / rating);
  return rating * a0 + load * (a1 + (a2 * load) / rating);
}

/** Power of one machine over its full-load power at part-load ratio `p`. */
export function relativePower(bank: ChillerBank, p: number): number {
  const { a0, a1, a2, turndown, falseLoads } = bank;
  if (p >= turndown) return a0 + p * (a1 + p * a2);
  const least = a0 + turndown * (a1 + turndown * a2);
  if (falseLoads) return least;
  const cycling = p / turndown;
  return (least * cycling) / (1 - CYCLING_DEGRADATION * (1 - cycling));
}
