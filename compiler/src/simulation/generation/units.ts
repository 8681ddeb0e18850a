import { central, type Generation, type UncertainNumber, valueAt } from '../../ir/index.js';
import { HOURS, type Hours, WHOLE_YEAR, YEAR_SECONDS } from '../calendar/calendar.js';
import type { NoteSink } from '../notes.js';
import type { DispatchUnit } from './dispatch.js';
import { sunShape } from './sun.js';

/**
 * What the generation of a campus can do in a year, ready for `dispatch`. `latitude` of its climate, degrees; `length` of
 * the year's hourly arrays. Declarations that lack a figure that decides are left out, with a note: wind has no hours in
 * this version, and a machine without an efficiency no fuel.
 */
export function dispatchUnits(
  generation: readonly Generation[],
  calendarYear: number,
  latitude: number,
  notes: NoteSink,
  hours: Hours = WHOLE_YEAR,
  length: number = HOURS,
): DispatchUnit[] {
  const hour = hours.hour ?? Float64Array.from({ length }, (_, i) => i);
  return generation.flatMap((declared) => {
    const path = declared.path ?? declared.name ?? declared.technology;
    const unknown = (message: string): [] => {
      notes.add({ type: 'unknown', path, message });
      return [];
    };
    const middle = calendarYear + 0.5;
    const unit: DispatchUnit = {
      path,
      capacity: Math.max(0, central(declared.capacity)),
      machines: Math.max(1, Math.round(declared.units)),
      minimumLoad: optional(declared.minimumLoad) ?? 0,
      ramp: optional(declared.rampRate) ?? Infinity,
      efficiency: 1,
      fuelPrice: 0,
      running: central(declared.running),
      fuelCarbon: 0,
      exportPrice: declared.export === undefined ? undefined : valueAt(declared.export, middle),
    };
    switch (declared.technology) {
      case 'wind':
        notes.add({
          type: 'unsupported',
          path,
          message: 'the hours of wind are not known in this version: it is not simulated',
        });
        return [];
      case 'solar': {
        if (declared.capacityFactor === undefined) return unknown('solar cells without a capacity factor give nothing');
        notes.add({
          type: 'assumption',
          path,
          message: 'sunshine follows the length and height of the day, every day equally clear',
        });
        return [{ ...unit, available: sunShape(latitude, central(declared.capacityFactor), hour) }];
      }
      default: {
        if (declared.efficiency === undefined) return unknown('a generator without an efficiency does not run');
        if (declared.minimumLoad === undefined)
          notes.add({
            type: 'assumption',
            path,
            message: 'no minimum load is stated: its machines are taken to run at any load',
          });
        if (declared.fuel === undefined)
          notes.add({
            type: 'unknown',
            path,
            message: 'its fuel has no price: it runs only where the contract does not suffice',
          });
        return [
          {
            ...unit,
            efficiency: Math.max(1e-3, central(declared.efficiency)),
            fuelPrice: declared.fuel === undefined ? NaN : valueAt(declared.fuel, middle),
            fuelCarbon: optional(declared.fuelCarbon) ?? NaN,
          },
        ];
      }
    }
  });
}

/** What generation costs whether it runs or not: capital, USD, and upkeep, USD a year; `undefined` where unknown. */
export function standingCosts(declared: Generation): {
  readonly capital: number | undefined;
  readonly upkeep: number | undefined;
} {
  const capacity = central(declared.capacity);
  const capital = optional(declared.capital);
  const upkeep = optional(declared.upkeep);
  return {
    capital: capital === undefined ? undefined : capital * capacity,
    upkeep: upkeep === undefined ? undefined : upkeep * capacity * YEAR_SECONDS,
  };
}

function optional(value: UncertainNumber | undefined): number | undefined {
  return value === undefined ? undefined : central(value);
}
