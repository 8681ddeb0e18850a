export * from './values.js';
export * from './dates.js';
export * from './access.js';
export * from './paths.js';
export * from './show.js';
export { uncertainBounds } from './generated/bounds.js';
export type * from './generated/kinds.js';
