import {
  count,
  described,
  list,
  number,
  object,
  orNull,
  type Schema,
  text,
  unknownNumber,
  unknownText,
} from './schema-parts.js';

const swing = object({
  path: text,
  property: described('null for a `let` that several properties share.', unknownText),
  central: described('SI.', number),
  low: described('SI.', number),
  high: described('SI.', number),
  range: { enum: ['declared', 'assumed'] },
  standing: text,
  source: orNull(object({ title: text, standing: text })),
  atLow: described('The headline, in its unit.', unknownNumber),
  atHigh: described('The headline, in its unit.', unknownNumber),
  swing: described('Largest difference of any two of low, central and high.', number),
});

const sensitivity = object({
  inputs: described('Figures that were swung.', count),
  simulations: count,
  headlines: list(
    object({
      metric: text,
      of: described('Path of the entity; empty for the plan.', text),
      unit: text,
      value: described('In `unit`.', unknownNumber),
      inputs: described('The five that move it most, the most first.', list(swing)),
    }),
  ),
});

const naive = object({
  view: { enum: ['average-load', 'nameplate', 'pue-only'] },
  assumes: text,
  misses: text,
  rows: list(object({ label: text, of: text, unit: text, naive: unknownNumber, simulated: unknownNumber })),
});

/** What `dcplan simulate --json` adds where it is asked for. */
export const viewSchemas: Readonly<Record<string, Schema>> = {
  sensitivity: described('With --sensitivity: figures swung one at a time, from representative hours.', sensitivity),
  naive: described('With --as: a naive view beside the simulation.', naive),
};
