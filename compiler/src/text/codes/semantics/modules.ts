import { defineCodes } from '../../codes.js';

/** DCP20xx: files and imports. */
export const moduleCodes = defineCodes({
  'module-not-found': {
    code: 'DCP2001',
    severity: 'error',
    title: 'An import names a file that does not exist',
    explanation: `
An \`import\` names a module that cannot be read.

- \`import std/racks { … }\` takes a module of the standard library; \`dcplan catalog\` lists them.
- \`import "./halls.dcplan"\` is relative to the file that says it.
- \`import "@scope/package/racks.dcplan"\` is looked up among the installed npm packages.

Correct the name, or install the package. The rest of the plan is still checked, but names that the module would have
brought are not reported a second time.
`,
  },
  'import-cycle': {
    code: 'DCP2002',
    severity: 'error',
    title: 'Files import one another in a circle',
    explanation: `
A file imports itself, directly or through others. A block's base must come earlier than the block, and in a circle of
files nothing comes first.

Move what both files need into a third one that imports neither.
`,
  },
  'unused-import': {
    code: 'DCP2003',
    severity: 'warning',
    title: 'An imported name is never used',
    explanation: `
The plan imports a name and never mentions it. It costs nothing in the simulation, but a reader looks for its use.

Remove the name; where it is the last of its import, remove the whole line. The mend does either.
`,
  },
  'unknown-export': {
    code: 'DCP2004',
    severity: 'error',
    title: 'A module has no entry of the imported name',
    explanation: `
The module exists, but declares nothing of this name. Names are case-sensitive.

\`dcplan catalog\` lists what the library's modules hold. Where another module of the library declares the name, the
message says which.
`,
  },
});
