export * from './types.js';
export type { Kind, KindModel } from './model.js';
export { readKinds } from './read.js';
export { serialiseKinds } from './serialise.js';
export { loadKinds } from './load.js';
