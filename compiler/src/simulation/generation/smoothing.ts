/** What a battery can give or take. */
export interface Storage {
  /** W. */
  readonly power: number;
  /** J, between its least and its highest state of charge. */
  readonly energy: number;
}

/** One minute: ramp rates of contracts compare successive one-minute means. */
const MINUTE = 60;

/**
 * The battery that lets the grid follow a step of `step` W at `limit` W/s (MODELS B2b, B2g):
 *
 *   T = ΔP/r,   E = ΔP·T/2,   P = ΔP − r·60 s
 *
 * In the first minute the grid takes r·60 s of the step itself. Without any limit on the grid's side (r = 0) no battery is
 * large enough: infinite energy.
 */
export function smoothingNeed(step: number, limit: number): Storage {
  if (!(step > 0)) return { power: 0, energy: 0 };
  return {
    power: Math.max(0, step - Math.max(0, limit) * MINUTE),
    energy: limit > 0 ? (step * step) / (2 * limit) : Infinity,
  };
}

/**
 * What is left of a ramp, W/s between one-minute means, behind a battery: the least rate that its power and its energy
 * both allow. The battery is taken to stand at the state of charge that the step needs. A number is a battery's power
 * alone, W, with all the energy that it needs.
 */
export function rampAfter(ramp: number, battery: number | Storage): number {
  const power = typeof battery === 'number' ? battery : battery.power;
  const byPower = ramp - power / MINUTE;
  if (typeof battery === 'number') return Math.max(0, byPower);
  if (!(battery.power > 0) || !(battery.energy > 0) || !(ramp > 0)) return Math.max(0, ramp);
  const step = ramp * MINUTE;
  return Math.max(0, Math.min(ramp, Math.max(byPower, (step * step) / (2 * battery.energy))));
}
