/** What the syntax stage accepts at most. Passing a limit is a diagnostic, never a crash. */

/** Longest file, in UTF-16 code units. A plan of 10,000 lines is near 300 KB. */
export const MAX_FILE_LENGTH = 8 * 1024 * 1024;

/**
 * Most lines, commas and opening brackets in a file: each may make a node, so this bounds memory. Only a file of a
 * megabyte or more can have as many.
 */
export const MAX_PARTS = 1_000_000;

/**
 * Deepest nesting of brackets of all kinds. The grammar descends by recursion and overflows the stack somewhere past
 * 300, so this is counted by the scanner before anything is parsed.
 */
export const MAX_DEPTH = 128;

/**
 * Deepest tree that one member may make: brackets, operators in a chain, `if`s (which count twice). A chain `a + b + …`
 * makes a tree as deep as it is long, and every later stage descends that tree by recursion.
 */
export const MAX_EXPRESSION_DEPTH = 256;

/** Most syntax errors kept while a file is read. From there on its tree is built in silence. */
export const MAX_FINDINGS = 10_000;

/** Most syntax errors reported for one file. */
export const MAX_ERRORS = 1000;
