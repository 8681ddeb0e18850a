/**
 * `npm run validate`: the program's models against published cases, item by item, then by kind. `-- <file>` reads other
 * cases of the same form; `-- --page` prints docs/validation.md. Exits 1 when something that must be met exactly is missed,
 * and 2 where the file is not there.
 */
import { ready } from '../../compiler/src/simulation/index.js';
import { CASES, readCases } from './cases.js';
import { page } from './page.js';
import { report } from './report.js';
import { runCases } from './run.js';

await ready();
const words = process.argv.slice(2);
const file = words.find((word) => !word.startsWith('--')) ?? CASES;
const cases = readCases(file);
if (cases === undefined) {
  console.error(`there is no ${file}`);
  process.exitCode = 2;
} else {
  const rows = runCases(cases);
  const { text, holds } = report(rows);
  if (words.includes('--page')) process.stdout.write(page(cases, rows));
  else {
    console.log(text);
    process.exitCode = holds ? 0 : 1;
  }
}
