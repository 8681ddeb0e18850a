/** How findings are rendered: each source with what a reader sees of it. */
import { expect, it } from 'vitest';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import { renderCounts, renderText } from '../../compiler/src/diagnostics/text.js';
import { columns } from '../../compiler/src/diagnostics/table.js';
import { printable, wrap } from '../../compiler/src/diagnostics/wrap.js';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';

const SOURCE = `campus Prairie {
\thall A {
    cooling: DirectToChip {
      supply: 32 degC
    }
  }
}
`;

const spanOf = (text: string) => ({ start: SOURCE.indexOf(text), end: SOURCE.indexOf(text) + text.length });
const place = (text: string) => ({ file: 'campus.dcplan', span: spanOf(text) });
const finding = (more: Partial<Diagnostic>): Diagnostic => ({
  code: 'DCP4103',
  slug: 'thermal-part-load',
  severity: 'warning',
  message: 'the plant is too large',
  location: place('A {'),
  ...more,
});

function rendered(...diagnostics: readonly Diagnostic[]): string {
  return `\n${renderText(diagnostics, new Sources(() => SOURCE))}\n`;
}

it('message, notes, cost, source and mend', () => {
  expect(
    rendered(
      finding({
        location: place('DirectToChip'),
        message:
          "A's plant is sized for 211 MW but carries 58 MW on average from 2030, below its turndown for 2 940 h a year",
        notes: ['Overhead rises from 0.16 to 0.31 kW per kW of IT.'],
        impact: {
          presentValue: 4.1e7,
          energy: 3.96e15,
          carbon: null,
          from: '2030-01',
          until: '2041-12',
          basis: 'the plan less the mended plan',
        },
        fixes: [
          {
            title: 'cooling: Hybrid',
            edits: [],
            predicted: { presentValue: 3.3e7, energy: 3.6e12, capital: -1.2e7, planPresentValue: 2e9 },
          },
        ],
      }),
    ),
  ).toMatchInlineSnapshot(`
    "
    campus.dcplan:3:14  warning  DCP4103 thermal-part-load
       A's plant is sized for 211 MW but carries 58 MW on average from 2030, below its turndown for 2 940 h a
       year.
       Overhead rises from 0.16 to 0.31 kW per kW of IT.
       Cost of the mismatch: 41 M USD (present value), 1.1 TWh, from 2030-01 until 2041-12.
        3 |     cooling: DirectToChip {
                         ^^^^^^^^^^^^
       mend: cooling: Hybrid  saves 33 M USD, 12 M USD more capital, 1 GWh less
    "
  `);
});

it('a cost without a mend says what it is the difference of; an unknown one says why', () => {
  const impact = {
    presentValue: 4.1e7,
    energy: null,
    carbon: null,
    from: '2030-01',
    until: null,
    basis: 'capital of what stands by',
  };
  expect(
    rendered(
      finding({ impact }),
      finding({
        severity: 'error',
        impact: { ...impact, presentValue: null, basis: 'since nothing is said of its value' },
      }),
    ),
  ).toMatchInlineSnapshot(`
    "
    campus.dcplan:2:7  error  DCP4103 thermal-part-load
       The plant is too large.
       Cost of the mismatch: unknown, since nothing is said of its value, from 2030-01.
        2 |  hall A {
                  ^^^

    campus.dcplan:2:7  warning  DCP4103 thermal-part-load
       The plant is too large.
       Cost of the mismatch: 41 M USD (present value), from 2030-01. That is capital of what stands by.
        2 |  hall A {
                  ^^^
    "
  `);
});

it('places that a finding names, and how many more there are', () => {
  const related = ['campus', 'hall', 'cooling', 'supply', '32', 'degC'].map((text) => ({
    location: place(text),
    message: `\`${text}\` is here`,
  }));
  expect(rendered(finding({ related }))).toMatchInlineSnapshot(`
    "
    campus.dcplan:2:7  warning  DCP4103 thermal-part-load
       The plant is too large.
        2 |  hall A {
                  ^^^
       see campus.dcplan:1:1: \`campus\` is here
       see campus.dcplan:2:2: \`hall\` is here
       see campus.dcplan:3:5: \`cooling\` is here
       see campus.dcplan:4:7: \`supply\` is here
       and 2 further places
    "
  `);
});

it('a mend too long for its line, with what it saves below', () => {
  const title =
    'cooling: DirectToChip {\n  supply: 40 degC\n  redundancy: N+1\n  rejection: dryCooler\n} and plantCapacity: 120 MW in every hall of the campus';
  const predicted = { presentValue: -2e6, energy: -7.2e12, capital: 1e6, planPresentValue: 1 };
  expect(rendered(finding({ fixes: [{ title, edits: [], predicted }] }))).toMatchInlineSnapshot(`
    "
    campus.dcplan:2:7  warning  DCP4103 thermal-part-load
       The plant is too large.
        2 |  hall A {
                  ^^^
       mend: cooling: DirectToChip { supply: 40 degC, redundancy: N+1, rejection: dryCooler } and plantCapacity:
             120 MW in every hall of the campus  costs 2 M USD, 1 M USD less capital, 2 GWh more
    "
  `);
});

it('carets end with the line where a place goes on', () => {
  const span = { start: spanOf('DirectToChip').start, end: spanOf('}\n  }').end };
  expect(rendered(finding({ location: { file: 'campus.dcplan', span } }))).toMatchInlineSnapshot(`
    "
    campus.dcplan:3:14  warning  DCP4103 thermal-part-load
       The plant is too large.
        3 |     cooling: DirectToChip {
                         ^^^^^^^^^^^^^^
    "
  `);
});

it('findings in the order of their places, errors before warnings', () => {
  const codes = rendered(
    finding({ location: place('cooling') }),
    finding({ code: 'DCP4201' }),
    finding({ code: 'DCP4402', severity: 'error' }),
  ).match(/DCP\d+/g);
  expect(codes).toEqual(['DCP4402', 'DCP4201', 'DCP4103']);
});

it('of very many findings the worst', () => {
  const many = [
    ...Array.from({ length: 300 }, () => finding({})),
    finding({ severity: 'error', location: place('degC') }),
  ];
  const text = rendered(...many);
  expect(text.match(/ {2}warning {2}/g)).toHaveLength(199);
  expect(text).toMatch(
    / {2}error {2}[^]*\n\n101 further findings not shown here; --format json gives all of them\.\n$/,
  );
  expect(renderCounts(many)).toBe('1 error, 300 warnings');
  expect(renderCounts([finding({ severity: 'info' })])).toBe('1 note');
  expect(renderCounts([])).toBe('no findings');
});

it('prose keeps numbers with their units', () => {
  expect(wrap('The plant takes 12 000 kW of it, that is 378 M USD in all', '', '  ', 20)).toEqual([
    'The plant takes',
    '  12 000 kW of it,',
    '  that is 378 M USD',
    '  in all',
  ]);
  expect(wrap('a-word-that-is-longer-than-the-line and', '> ', '  ', 10)).toEqual([
    '> a-word-that-is-longer-than-the-line',
    '  and',
  ]);
  expect(wrap('', '  ')).toEqual(['  ']);
});

it('nothing is printed that a terminal obeys', () => {
  expect(printable('a\tb\u0000\u001b[2J\u202e°')).toBe('a b\ufffd\ufffd[2J\ufffd°');
});

it('tables have names to the left and numbers to the right, and cut names only', () => {
  const rows = [
    ['A', '1 MW', '20'],
    ['B'.repeat(120), '300 MW', '3'],
  ];
  const lines = columns(['Hall', 'power', 'racks'], rows).split('\n');
  expect(lines.map((line) => line.length)).toEqual([110, 110, 110, 110]);
  expect(lines[2]).toMatch(/^ {2}A +1 MW {5}20$/);
  expect(lines[3]).toMatch(/^ {2}B+… {2}300 MW {6}3$/);
});
