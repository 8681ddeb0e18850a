import { showMoney } from '../ir/show.js';
import type { Diagnostic, Fix } from '../text/diagnostic.js';
import type { Mended } from './mended.js';
import { type Paint, noPaint } from './paint.js';
import { printable, wrap } from './wrap.js';

/**
 * What mending came to, for a terminal: each mend with what was predicted of it alone and what it saved beside the others,
 * those left out and why, and the plan's present value before and after.
 * @param after present value of the plan as it now stands, simulated from the files that were written; USD
 */
export function renderMended(file: string, mended: Mended, after: number | null, paint: Paint = noPaint): string {
  const { made, left, before } = mended;
  if (made.length === 0 && left.length === 0) return `${printable(file)}: there is nothing to mend`;
  const counts = `${plural(made.length, 'mend')} made${left.length === 0 ? '' : `, ${String(left.length)} left out`}`;
  const lines = [
    `${paint.strong(printable(file))}: ${counts}`,
    ...made.flatMap(({ diagnostic, fix, saved }) => [
      ...about('made', diagnostic, fix, paint.good),
      ...wrap(savings(fix, saved), '         '),
    ]),
    ...left.flatMap(({ diagnostic, fix, reason }) => [
      ...about('left', diagnostic, fix, paint.faint),
      ...wrap(reason, '         '),
    ]),
  ];
  return made.length === 0 ? lines.join('\n') : [...lines, ...wrap(total(mended, before, after))].join('\n');
}

function about(word: string, { slug, path }: Diagnostic, fix: Fix, colour: (text: string) => string): string[] {
  const of = path === undefined ? slug : `${slug} of ${path}`;
  const [first = '', ...rest] = wrap(printable(`${fix.title.replace(/\s+/g, ' ')} (${of})`), '   made  ', '         ');
  return [`   ${colour(word)}  ${first.slice('   made  '.length)}`, ...rest];
}

function savings(fix: Fix, saved: number | null): string {
  if (fix.predicted === undefined) return 'changes no number';
  if (saved !== null && Math.abs(saved - fix.predicted.presentValue) <= 1e-9 * Math.abs(saved))
    return `${savesNow(saved)}, as predicted`;
  return `alone it was predicted to ${saves(fix.predicted.presentValue)}; after those above it ${savesNow(saved)}`;
}

function total({ made }: Mended, before: number | null, after: number | null): string {
  const saved = before === null || after === null ? null : before - after;
  const sum = made.reduce((all, { fix }) => all + (fix.predicted?.presentValue ?? 0), 0);
  const predicted =
    made.length === 1
      ? `predicted: ${showMoney(made[0]?.fix.predicted?.planPresentValue ?? before)}`
      : `predicted one by one, they ${saves(sum)}`;
  return `Present value of the plan: ${showMoney(before)} as it was, ${showMoney(after)} simulated again: that ${savesNow(saved)} (${predicted}).`;
}

function saves(value: number): string {
  return value >= 0 ? `save ${showMoney(value)}` : `cost ${showMoney(-value)}`;
}

function savesNow(value: number | null): string {
  if (value === null) return 'saves nobody knows what: costs are unknown';
  return value >= 0 ? `saves ${showMoney(value)}` : `costs ${showMoney(-value)}`;
}

function plural(count: number, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}
