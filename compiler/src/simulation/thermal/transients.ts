/**
 * What happens between the hours, in closed form:
 *
 *   loss of flow      dT/dt = P/(ρ·cp·V)                                        V: coolant that still takes the heat
 *   ride-through      t = ρ·cp·V·ΔT/P
 *   air hall          T(t) = P·t/(Ca + Cm) + Cm²·P/(G·(Ca + Cm)²)·(1 − e^(−t/τ)),   τ = Ca·Cm/(G·(Ca + Cm))
 *   plant             τ·dQ/dt + Q = Qcmd(t − θ),   |dQ/dt| <= r
 *   step deficit      E = ΔP·θ + ΔP²/(2r) + r·τ²/2   where r·τ < ΔP;   ΔP·(θ + τ) else
 *   buffer            V >= E/(ρ·cp·ΔT)
 *
 * Ca: heat capacity of the air, Cm and G: that of racks and building and their conductance to the air.
 *
 * Source: heat balances of one and two well-mixed nodes; B2g of the equation book; Khankari, ASHRAE Transactions (2010), for
 * rooms. Range: seconds to minutes after the event, full flow or none at all. Not modelled: stratification, the chip's own
 * time constant (6-24 s), natural circulation.
 */
export interface Fluid {
  /** kg/m³. */
  readonly density: number;
  /** J/(kg·K). */
  readonly heat: number;
}

/** A quarter of propylene glycol in water near 30 °C. */
export const PG25: Fluid = { density: 1030, heat: 3900 };
export const WATER: Fluid = { density: 997, heat: 4180 };
export const AIR: Fluid = { density: 1.2, heat: 1006 };

/** Flow, m³/s, that carries `power` W at a rise of `rise` K. */
export function flowFor(power: number, rise: number, fluid: Fluid): number {
  return power / (fluid.density * fluid.heat * rise);
}

/** Rate, K/s, at which `volume` m³ warms under `power` W that nothing carries off. */
export function warmingRate(power: number, volume: number, fluid: Fluid): number {
  return power / (fluid.density * fluid.heat * volume);
}

/** Time, s, until `volume` m³ has warmed by `rise` K under `power` W; infinite without power. */
export function timeToRise(power: number, volume: number, rise: number, fluid: Fluid): number {
  return rise / warmingRate(power, volume, fluid);
}

/** Volume, m³, that takes up `energy` J with a rise of `rise` K. */
export function bufferVolume(energy: number, rise: number, fluid: Fluid): number {
  return energy / (fluid.density * fluid.heat * rise);
}

/** Heat capacities of a hall, J/K, and the conductance between its air and its mass, W/K. */
export interface HallMass {
  readonly air: number;
  readonly mass: number;
  readonly conductance: number;
}

/** Rise of the hall's air, K, `time` s after its cooling stopped under `power` W. */
export function airRise(power: number, time: number, { air, mass, conductance }: HallMass): number {
  if (!(mass > 0) || !(conductance > 0)) return (power * time) / air;
  const both = air + mass;
  const constant = (air * mass) / (conductance * both);
  return (power * time) / both + ((mass * mass * power) / (conductance * both * both)) * -Math.expm1(-time / constant);
}

/** How a plant follows a command: its largest ramp, W/s, time constant and dead time, s. */
export interface PlantResponse {
  readonly ramp: number;
  readonly lag: number;
  readonly dead: number;
}

/** Heat, J, that a plant leaves in the loop after a step of `step` W. */
export function stepDeficit(step: number, { ramp, lag, dead }: PlantResponse): number {
  const limited = ramp * lag < step;
  return step * dead + (limited ? (step * step) / (2 * ramp) + (ramp * lag * lag) / 2 : step * lag);
}
