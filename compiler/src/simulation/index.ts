export { SimulationCache } from './campus/cache.js';
export type * from './results.js';
export { simulate } from './simulate.js';
