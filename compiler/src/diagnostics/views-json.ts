import type { NaiveComparison, NaiveView } from '../fit/naive.js';
import type { Sensitivity, Swing } from '../fit/sensitivity.js';
import { inUnit } from '../ir/show.js';

export interface JsonSensitivity {
  readonly inputs: number;
  readonly simulations: number;
  readonly headlines: readonly {
    readonly metric: string;
    readonly of: string;
    readonly unit: string;
    readonly value: number | null;
    readonly inputs: readonly Swing[];
  }[];
}

export interface JsonNaive {
  readonly view: NaiveView;
  readonly assumes: string;
  readonly misses: string;
  readonly rows: readonly {
    readonly label: string;
    readonly of: string;
    readonly unit: string;
    readonly naive: number | null;
    readonly simulated: number | null;
  }[];
}

/** What moves the headlines, these in the unit that they are shown in; figures themselves in SI. */
export function sensitivityJson({ headlines, inputs, simulations }: Sensitivity): JsonSensitivity {
  return {
    inputs,
    simulations,
    headlines: headlines.map(({ metric, of, unit, value, inputs: swings }) => {
      const shown = (amount: number | null): number | null => (amount === null ? null : inUnit(amount, unit));
      return {
        metric,
        of,
        unit,
        value: shown(value),
        inputs: swings.map((swing) => ({
          ...swing,
          atLow: shown(swing.atLow),
          atHigh: shown(swing.atHigh),
          swing: inUnit(swing.swing, unit),
        })),
      };
    }),
  };
}

/** A naive view beside the simulation, in the units that they are shown in. */
export function naiveJson({ view, rows, assumes, misses }: NaiveComparison): JsonNaive {
  return {
    view,
    assumes,
    misses,
    rows: rows.map(({ label, of, unit, naive, simulated }) => {
      const shown = (amount: number | null): number | null => (amount === null ? null : inUnit(amount, unit));
      return { label, of, unit, naive: shown(naive), simulated: shown(simulated) };
    }),
  };
}
