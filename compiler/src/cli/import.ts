import { existsSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { climateText } from '../emit/climate.js';
import { climateStatistics, readEpw } from '../semantics/index.js';
import { diskHost, planFiles } from './files.js';
import { CommandError, EXIT, note, print } from './terminal.js';

/** Formats that the command reads. */
const FORMATS = ['epw'] as const;

/**
 * `dcplan import FORMAT FILE`: existing data as a `.dcplan` file, on stdout or in `output`, with where it comes from and
 * what is doubtful in it. Returns the exit code; what cannot be read stops the command with one line.
 */
export function importFile(format: string, file: string, output: string | undefined): number {
  if (!FORMATS.some((known) => known === format))
    throw new CommandError(`there is no format \`${format}\` to import: it is ${FORMATS.join(', ')}`);
  if (output !== undefined && existsSync(output))
    throw new CommandError(`${output}: this is there already, and nothing is overwritten`);
  const text = importEpw(file);
  if (output === undefined) print(text);
  else {
    writeFileSync(output, text);
    note(`wrote ${output}`);
  }
  return EXIT.clean;
}

function importEpw(path: string): string {
  if (existsSync(path) && statSync(path).isDirectory())
    throw new CommandError(`${path}: this is a folder, and a file is due`);
  const [file = path] = planFiles([path]);
  const text = diskHost().read(file);
  if (text === undefined) throw new CommandError(`${path}: this cannot be read`);
  const result = readEpw(text);
  if ('problem' in result) throw new CommandError(`${path} is not read as an EPW file: ${result.problem}`);
  const { year } = result;
  return climateText({
    file: basename(file),
    header: text.slice(0, text.search(/[\r\n]/)),
    year,
    statistics: climateStatistics(year.dryBulb, year.wetBulb),
  });
}
