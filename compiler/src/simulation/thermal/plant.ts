/**
 * The cooling plant of a hall, from the racks to the outside air: designed once (design.ts), bound to a site's weather once
 * (bind.ts), tabulated once (table.ts), run for every year (run-table.ts; component by component in run.ts). Units: W, °C,
 * hours, m³; a plant stands for one element of a hall's array.
 */
export { bindWeather, type BoundPlant } from './bind.js';
export { designPlant, type Plant, type PlantLoad, type PlantPart } from './design.js';
export { plantBreakdown, type PlantBreakdown, runPlant, type PlantYear } from './run.js';
export { runTable } from './run-table.js';
export { type PlantTable, tabulate } from './table.js';
export { machineStarts, type MachineStarts } from './machine-starts.js';
export { cyclingIndex } from './rain-flow.js';
export { rideThroughOf, transientChecks, type TransientCheck } from './ride-through.js';
