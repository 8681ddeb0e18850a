import { expect, it } from 'vitest';
import { compile } from '../../compiler/src/semantics/index.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { imports, largeCampus } from './inputs/campus.js';
import { writeDcplan } from './inputs/dcplan.js';
import { writeJsonnet } from './inputs/jsonnet.js';
import { writePkl } from './inputs/pkl.js';
import { writeTypespec } from './inputs/typespec.js';
import { holds, table } from './table.js';

const tree = largeCampus();

it('is one campus of ten thousand lines that compiles without a word', () => {
  const text = writeDcplan(tree, imports);
  expect(text.split('\n').length).toBeGreaterThan(10_000);
  expect(text.match(/^campus /gm)).toHaveLength(1);
  const { diagnostics, plan } = compile('bench.dcplan', {
    read: () => text,
    resolve: (_from, spec) => spec,
    stdlib: stdlibFiles,
  });
  expect(diagnostics).toEqual([]);
  expect(plan?.campus[0]?.hall).toHaveLength(64);
});

it('says the same in every language, in as many lines', () => {
  const lines = [writeDcplan(tree, imports), writeJsonnet(tree), writePkl(tree), writeTypespec(tree)].map(
    (text) => text.split('\n').length,
  );
  expect(Math.max(...lines) / Math.min(...lines)).toBeLessThan(1.05);
});

it('says of each budget whether it holds', () => {
  const rows = [
    { what: 'within', value: 1, unit: 'ms', budget: 2 },
    { what: 'over', value: 3, unit: 'ms', budget: 2 },
    { what: 'crashed', value: 1, unit: 'ms', budget: 2, failure: 'a stack trace' },
    { what: 'for information', value: 300, unit: 'ms' },
  ];
  expect(rows.map(holds)).toEqual([true, false, false, true]);
  expect(table('Title', rows)).toBe(
    [
      'Title',
      '  within           1.00 ms  <= 2.00 ms  holds',
      '  over             3.00 ms  <= 2.00 ms  SLIPS',
      '  crashed          1.00 ms  <= 2.00 ms  SLIPS  a stack trace',
      '  for information   300 ms',
    ].join('\n'),
  );
});
