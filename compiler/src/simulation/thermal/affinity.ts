/**
 * Power of fans and pumps over their design power by the affinity laws:
 *
 *   P/Pdes = max(x, xmin)^n
 *
 * x: flow over design flow; xmin: slowest speed; n: 3 without static head, 2 to 2.5 with it, 1 for staged fixed speed.
 * Tabulated, since powers cost too much in the hourly loop: 257 points, straight lines between; off by less than 1e-4.
 *
 * Source: ASHRAE Handbook, HVAC Systems and Equipment, fan and pump laws; exponents of systems with static head, ASHRAE 90.1
 * appendix G part-load curves.
 */
export interface FlowLaw {
  /** (i/256)^exponent, i = 0..256. */
  readonly table: Float64Array;
  /** Least argument. */
  readonly floor: number;
}

const STEPS = 256;

/** The law of machines with a slowest speed and an exponent. */
export function flowLaw(exponent: number, floor: number): FlowLaw {
  return { table: powers(exponent), floor: Math.min(1, Math.max(0, floor)) };
}

/** How much heat a dry cooler or tower moves with its air flow, at the same temperature difference: Q ∝ flow^0.7 (0.65-0.8). */
const HEAT_EXPONENT = 0.7;

/** The law of rejection fans over the *heat* that they must move, over what they move at full speed. */
export function rejectionLaw(exponent: number, floor: number): FlowLaw {
  return { table: powers(exponent / HEAT_EXPONENT), floor: Math.min(1, Math.max(0, floor)) ** HEAT_EXPONENT };
}

function powers(exponent: number): Float64Array {
  return Float64Array.from({ length: STEPS + 1 }, (_, i) => (i / STEPS) ** exponent);
}

/** Power over design power at `x` of design flow (or heat); above 1 the machines are at their limit. */
export function lawAt(law: FlowLaw, x: number): number {
  const flow = x < law.floor ? law.floor : x;
  if (flow >= 1) return 1;
  const position = flow * STEPS;
  const i = position | 0;
  const low = law.table[i]!;
  return low + (law.table[i + 1]! - low) * (position - i);
}

/**
 * The x for which x + power·law(x·per) is `y`: the heat before a pump or fan out of the heat behind it. Steps along the law's
 * own straight lines, so it is exact after two or three. Below what stands at x = 0 the answer is 0.
 */
export function beforeLaw(law: FlowLaw, power: number, per: number, y: number): number {
  let x = y;
  for (let step = 0; step < 12; step++) {
    const flow = x * per;
    const held = flow <= law.floor || flow >= 1;
    const i = held ? 0 : (flow * STEPS) | 0;
    const slope = held ? 0 : power * per * STEPS * (law.table[i + 1]! - law.table[i]!);
    const off = x + power * lawAt(law, flow) - y;
    if (Math.abs(off) <= 1e-13 * y) break;
    x -= off / (1 + slope);
  }
  return x > 0 ? x : 0;
}
