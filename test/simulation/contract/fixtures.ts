import type { Contract } from '../../../compiler/src/ir/index.js';

export const MW = 1e6;
/** USD/MWh. */
export const USD = 1 / 3.6e9;

/** A contract of 100 MW without any charge, changed as the test says. */
export function contract(changes: Partial<Contract> = {}): Contract {
  return {
    kind: 'contract',
    capacity: 100e6,
    firm: 1,
    interruptibleHours: 0,
    notice: 1800,
    interruptibleCredit: 0,
    powerFactor: 0.98,
    adder: 0,
    demandCharge: 0,
    ratchet: 0,
    coincidentCharge: 0,
    coincidentHours: 4,
    minimumDemand: 0,
    takeOrPay: 0,
    resale: 0,
    fixedCharge: 0,
    minimumBill: 0,
    ...changes,
  };
}

/** The same in all 8,760 hours. */
export const flat = (value: number): Float64Array => new Float64Array(8760).fill(value);
