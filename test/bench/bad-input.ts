import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './measure.js';
import type { Row } from './table.js';

const seconds = 2;
const megabytes = 300;

/** Inputs that no planner writes and that must not hurt: each a clear diagnostic, within two seconds and 300 MB. */
export function badInput(folder: string, cli: string): Row[] {
  return cases().flatMap(({ name, content }) => {
    const path = join(folder, `${name.replaceAll(' ', '-')}.dcplan`);
    writeFileSync(path, content);
    const result = run(
      { label: name, file: process.execPath, arguments: [cli, 'check', path] },
      { peak: true, timeout: 30_000 },
    );
    const failure = complaint(result);
    const wrong = failure === undefined ? {} : { failure };
    return [
      { what: name, value: result.milliseconds / 1000, unit: 's', budget: seconds, ...wrong },
      { what: '', value: result.peakMegabytes, unit: 'MB', budget: megabytes },
    ];
  });
}

/** What is wrong with how a run ended, apart from its time and memory. */
function complaint(result: ReturnType<typeof run>): string | undefined {
  const output = `${result.stdout}${result.stderr}`;
  if (result.status !== 1 && result.status !== 2) return `exit code ${String(result.status)}`;
  if (output.includes('this is a bug')) return `a crash: ${output.slice(0, 120)}`;
  if (!/DCP\d{4}/.test(output)) return 'no diagnostic code in the output';
  if (/^ {4}at .*:\d+:\d+/m.test(output)) return 'a stack trace';
  return undefined;
}

function cases(): { readonly name: string; readonly content: string | Uint8Array }[] {
  const hall = 'hall H { racks: 400 of GB200_NVL72, cooling: DirectToChip { supply: 32 degC } }\n';
  const member = (index: number): string => `  contract C${index} { capacity: ${index} bananas }\n`;
  const megabyte = 1 << 20;
  return [
    { name: '50 MB of halls', content: `campus P {\n${hall.repeat(Math.ceil((50 * megabyte) / hall.length))}}\n` },
    { name: '50 MB in one line', content: 'a'.repeat(50 * megabyte) },
    { name: 'ten thousand unknown units', content: `campus P {\n${repeated(10_000, member)}}\n` },
    { name: 'ten thousand unknown names', content: repeated(10_000, (index) => `let a${index} = nowhere${index}\n`) },
    { name: 'ten thousand syntax errors', content: 'hall ] = {\n'.repeat(10_000) },
    { name: 'ten thousand wrong characters', content: '~§\n'.repeat(10_000) },
    { name: 'parentheses nested 100000 deep', content: `let a = ${'('.repeat(100_000)}1${')'.repeat(100_000)}\n` },
    { name: 'blocks nested 100000 deep', content: `${'campus P { '.repeat(100_000)}${'}'.repeat(100_000)}\n` },
    {
      name: 'blocks nested 20000 deep by lines',
      content: repeated(20_000, (index) => `${' '.repeat(index % 200)}hall H${index} {\n`),
    },
    { name: 'a sum of 100000 terms', content: `let a = 1${' + 1 m'.repeat(100_000)}\n` },
    {
      name: 'ten thousand lets in a chain',
      content: `${repeated(10_000, (index) => `let a${index} = a${index + 1}\n`)}let a10000 = a0\n`,
    },
    {
      name: 'ten thousand bases in a chain',
      content: `hall H0: H10000 {}\n${repeated(10_000, (index) => `hall H${index + 1}: H${index} {}\n`)}`,
    },
    {
      name: 'a chain of ten thousand properties',
      content: `campus P {\n${repeated(10_000, (index) => `  contract C${index} { capacity: C${index + 1}.capacity }\n`)}}\n`,
    },
    {
      name: 'a list of ten thousand unknown names',
      content: `let a = [${repeated(10_000, (index) => `x${index}, `)}]\n`,
    },
    {
      name: 'a series of 100000 points',
      content: `let a: Power = { ${repeated(100_000, (index) => `${2000 + (index % 100)}: ${index} m, `)} }\n`,
    },
    {
      name: 'ten thousand halls of one name',
      content: `campus P {\n${repeated(10_000, () => '  hall H { racks: 1 of X }\n')}}\n`,
    },
    { name: 'ten thousand missing modules', content: repeated(10_000, (index) => `import "./m${index}.dcplan"\n`) },
    {
      name: 'ten thousand scenarios of nothing',
      content: repeated(10_000, (index) => `scenario S${index}: S${index + 1} { P.x: ${index} }\n`),
    },
    {
      name: 'a hall a million times',
      content: 'campus P {\n  hall H[1..1000000] { racks: 1 of X }\n  hall H[1..999999999999] {}\n}\n',
    },
    {
      name: 'ten thousand comments and annotations',
      content: `${'@source("x", 2020, "y")\n/* */ // x\n'.repeat(10_000)}let a = b\n`,
    },
    { name: 'an unclosed string', content: `let a = "${'x'.repeat(megabyte)}` },
    {
      name: 'bytes that are no text',
      content: Uint8Array.from({ length: megabyte }, (_, index) => (index * 7919) % 256),
    },
    { name: 'a number past range', content: `let a: Power = ${'9'.repeat(400)} MW\n` },
  ];
}

function repeated(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}
