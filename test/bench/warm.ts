import { formatText } from '../../compiler/src/format/format.js';
import { parse, reparse } from '../../compiler/src/syntax/index.js';
import { imports, largeCampus } from './inputs/campus.js';
import { writeDcplan } from './inputs/dcplan.js';
import { after, medianTime } from './measure.js';
import type { Row } from './table.js';

/** In one warm process, as an editor sees it: the whole campus of 10,000 lines, and one keystroke in one of its blocks. */
export function warm(): Row[] {
  const halls = 64;
  const text = writeDcplan(largeCampus(), imports);
  const whole = medianTime(() => parse(text), { warm: 10, runs: 30 });

  let file = parse(text);
  if (file.errors.length > 0)
    throw new Error(`the plan of the bench has syntax errors: ${file.errors[0]?.message ?? ''}`);
  // One digit of a value, in a hall further on with every edit; each edit starts from the result of the one before.
  const keystroke = medianTime(
    (index) => {
      const start = after(file.text, 'supply: ', after(file.text, `hall H${(index * 29) % halls} `, 0)) + 1;
      file = reparse(file, { span: { start, end: start + 1 }, newText: String(index % 10) });
    },
    { warm: 100, runs: 300 },
  );
  const removed = medianTime(
    (index) => {
      // A brace goes and comes back: the worst that one keystroke does to the structure.
      const start = after(file.text, '{', after(file.text, `hall H${(index * 29) % halls} `, 0)) - 1;
      const broken = reparse(file, { span: { start, end: start + 1 }, newText: '' });
      file = reparse(broken, { span: { start, end: start }, newText: '{' });
    },
    { warm: 10, runs: 30 },
  );
  const formatting = medianTime(() => formatText(text), { warm: 5, runs: 10 });
  return [
    {
      what: 'parse, all 10,000 lines',
      value: whole,
      unit: 'ms',
      note: `${Math.round(text.split('\n').length / whole)} k lines/s`,
    },
    { what: 'reparse after one edit in one block', value: keystroke, unit: 'ms', budget: 2 },
    { what: 'format, all 10,000 lines', value: formatting, unit: 'ms', budget: 400 },
    { what: 'a brace taken away and put back', value: removed, unit: 'ms', note: 'two reparses' },
  ];
}
