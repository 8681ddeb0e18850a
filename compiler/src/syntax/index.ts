/**
 * Text in, tree and errors out.
 *
 * Parsing never fails: what cannot be read becomes an error, and the tree holds the rest. This stage knows how things
 * are spelt and nothing about what they mean; it looks nothing up.
 */
export { type ParsedFile, type SyntaxError, parse } from './parse.js';
export { reparse } from './reparse.js';
export { MAX_DEPTH, MAX_ERRORS, MAX_EXPRESSION_DEPTH, MAX_FILE_LENGTH } from './limits.js';
export { tokenTable } from './token-table.js';
export * from './walk.js';
export type * from './tree.js';
