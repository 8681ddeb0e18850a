export { SimulationCache } from './campus/cache.js';
export { ready, type SolverSource } from './placement/solver.js';
export type * from './results.js';
export { simulate } from './simulate.js';
