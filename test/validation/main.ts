/**
 * `npm run validate`: the program's models against published cases, item by item, then by kind. `-- <file>` reads other
 * cases of the same form. Exits 1 when something that must be met exactly is missed, and 0 without a case file.
 */
import { CASES, readCases } from './cases.js';
import { report } from './report.js';
import { runCases } from './run.js';

const file = process.argv[2] ?? CASES;
const cases = readCases(file);
if (cases === undefined)
  console.log(`skipped: there is no ${file} beside this repository, and the published cases are not part of it`);
else {
  const { text, holds } = report(runCases(cases));
  console.log(text);
  process.exitCode = holds ? 0 : 1;
}
