import { compile } from '../../compiler/src/semantics/index.js';
import { simulate } from '../../compiler/src/simulation/index.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { campus, imports } from './inputs/campus.js';
import { writeDcplan } from './inputs/dcplan.js';
import { medianCost } from './measure.js';
import type { Row } from './table.js';

const halls = 10;
const years = 15;
const hours = 8760;

/** Fifteen years, hour by hour, of a campus of ten halls that all open on the first day: one thread, no cache kept. */
export function simulation(): Row[] {
  const text = writeDcplan(campus(halls, 12), imports).replaceAll(/^ {4}opens: .*\n/gm, '');
  const compiled = compile('bench.dcplan', { read: () => text, resolve: (_from, spec) => spec, stdlib: stdlibFiles });
  const { plan } = compiled;
  if (plan === undefined) {
    throw new Error(
      `the plan of the bench does not compile: ${compiled.diagnostics.map((each) => each.message).join('; ')}`,
    );
  }
  const first = medianCost(() => simulate(plan), { warm: 0, runs: 1 });
  const { wall, processor } = medianCost(() => simulate(plan), { warm: 2, runs: 9 });
  const what = `${halls} halls, ${years} years hourly`;
  return [
    { what: 'first in the process', value: first.processor, unit: 'ms', note: 'processor time' },
    { what, value: processor, unit: 'ms', budget: 300, note: 'processor time' },
    { what, value: wall, unit: 'ms', note: 'by the clock' },
    { what: 'per hall-hour', value: (processor * 1e6) / (halls * years * hours), unit: 'ns' },
  ];
}
