import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { showMoney, showNumber } from '../ir/show.js';
import { Workspace } from '../workspace/workspace.js';
import { type Decisive, decisive, type HandRunResults, handRunRows, type Row } from './hand-run-rows.js';
import { type GeneratedFile, generatedHeader } from './output.js';
import { readStdlib } from './stdlib.js';

const SAMPLE = 'samples/handrun.dcplan';

/** docs/hand-run.md: the calculation on paper beside what the program makes of it. */
export async function generateHandRun(root: string): Promise<GeneratedFile[]> {
  const text = await readFile(join(root, SAMPLE), 'utf8');
  const workspace = new Workspace({
    stdlib: Object.fromEntries(await readStdlib(root)),
    read: (file) => (file === SAMPLE ? text : undefined),
    resolve: (_from, spec) => spec,
  });
  const results: HandRunResults = (scenario) => {
    const { plan, diagnostics } = workspace.compile(SAMPLE, scenario === '' ? undefined : scenario);
    if (plan === undefined) throw new Error(`${SAMPLE}: ${diagnostics.map(({ message }) => message).join('; ')}`);
    return workspace.simulate(plan);
  };
  return [{ path: 'docs/hand-run.md', content: page(handRunRows(results), decisive(results)) }];
}

function page(rows: readonly Row[], ranking: readonly Decisive[]): string {
  return [
    generatedHeader({ open: '<!--', close: '-->' }),
    '',
    '# A calculation on paper, beside the program',
    '',
    'Before the first line of the program a campus was worked out on paper: 300 MW near Dallas, 1,600 GB200 racks, 15 years',
    'at 8 %, 80 % training in 2027 and 80 % inference from 2035. It is own arithmetic, with no truth from outside: it shows',
    'orders of magnitude and what outranks what. [samples/handrun.dcplan](../samples/handrun.dcplan) is the same campus with',
    'the inputs of the paper; its scenarios are the alternatives. Nothing in the models was fitted to the paper.',
    '',
    '| result | paper | program | ratio | from | why they differ |',
    '| --- | ---: | ---: | ---: | --- | --- |',
    ...rows.map(
      (row) =>
        `| ${row.what} | ${shown(row.hand, row.unit)} | ${shown(row.program, row.unit)} | ${(row.program / row.hand).toFixed(2)} | ${row.from} | ${row.why} |`,
    ),
    '',
    'Money is present value, and millions are of USD.',
    '',
    '## What decides',
    '',
    'By the program, in the order of its own results; the number in front is the place on paper.',
    '',
    '| paper | what | program | from |',
    '| ---: | --- | ---: | --- |',
    ...ranking.map(({ place, what, worth, from }) => `| ${String(place)} | ${what} | ${showMoney(worth)} | ${from} |`),
    '',
    'The paper gave no numbers for its second and third places: how large a step of price, life or prompts one takes decides',
    'where they come. Both agree on the rest: capital that stands by outweighs the fabric, the fabric outweighs the power',
    'path, that outweighs the form of the contract, and everything that plants and losses ever draw comes last or next to it.',
    '',
  ].join('\n');
}
function shown(value: number, unit: Row['unit']): string {
  switch (unit) {
    case '':
      return value.toFixed(3);
    case 'MW':
      return `${value.toFixed(0)} MW`;
    case 'MUSD':
      return `${showNumber(Math.round(value >= 1000 ? value / 100 : value) * (value >= 1000 ? 100 : 1))} M`;
    case 'J/token':
      return `${value.toFixed(2)} J`;
    case 'USD/Mtok':
      return `${value.toFixed(2)} USD`;
  }
}
