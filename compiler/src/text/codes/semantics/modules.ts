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
  'weather-not-found': {
    code: 'DCP2008',
    severity: 'error',
    title: 'A climate names a weather file that does not exist',
    explanation: `
\`weather: "prairie.epw"\` in a climate names a file by the hour. The name is relative to the file that says it, as in an
\`import\`; \`"@scope/package/prairie.epw"\` is looked up among the installed npm packages.

Correct the name, or remove the line and state the climate's own figures. What the file would have given is not reported
as missing.
`,
  },
  'weather-not-read': {
    code: 'DCP2006',
    severity: 'error',
    title: 'A weather file is no year of hours in the EPW format',
    explanation: `
An EPW file (EnergyPlus weather) is a text of eight header lines, \`LOCATION\` to \`DATA PERIODS\`, and 8,760 rows, one for
each hour from 1 January, 01:00, to 31 December, 24:00; with a leap day 8,784. Read are latitude, longitude and elevation
of the first line, and of each row month, day, hour, dry bulb (column 7), dew point, relative humidity and pressure.

The message says which line is amiss and what is due there. Not read are files with several records an hour, of part of a
year, above 8 MiB, or with more than 24 hours in a row (438 in all) without dry bulb or humidity.
`,
  },
  'weather-doubtful': {
    code: 'DCP2007',
    severity: 'warning',
    title: 'A weather file has hours that should not be taken on trust',
    explanation: `
The file is read, but some of its hours were filled or look wrong: values marked as missing (99.9 for temperatures, 999
for humidity) are straight lines between their neighbours, a missing pressure is that of the standard atmosphere, and a
wet bulb above 31 degC is more than weather stations measure, so that peaks which rest on it are not to be trusted.

Take another file of the place, or mend the hours in this one. \`dcplan import epw FILE\` prints what is in it.
`,
  },
});
