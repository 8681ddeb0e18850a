import { type Mismatch, PART_NAMES, SUBSYSTEMS } from '../fit/index.js';
import { showMoney, showShare } from '../ir/show.js';
import type { SimulationResult } from '../simulation/results.js';
import { firstMends } from './mismatch-text.js';
import { printable, wrap } from './wrap.js';

/** Names that a sentence has room for. */
const MOST_NAMES = 3;

/**
 * What a planner with a minute takes along: what the plan costs and how much of that is for want of fit, what to change first,
 * which contracts are exceeded and from when, and what is not served.
 */
export function renderVerdict(result: SimulationResult, mismatch: Mismatch | undefined): string {
  return [costWords(result, mismatch), firstWords(mismatch), contractWords(result), servedWords(result)]
    .filter((words) => words !== '')
    .flatMap((words) => wrap(printable(words)))
    .join('\n');
}

function costWords({ presentValue }: SimulationResult, mismatch: Mismatch | undefined): string {
  if (presentValue === null) return 'What it costs is unknown.';
  const whole = `It costs ${showMoney(presentValue)} (present value)`;
  if (mismatch === undefined) return `${whole}.`;
  const { cost, parts } = mismatch;
  if (cost <= 0) return `${whole}, and nothing of it for want of fit.`;
  const [most] = [...SUBSYSTEMS].sort((a, b) => parts[b] - parts[a]);
  const where = most === undefined ? '' : `, most of it in ${PART_NAMES[most]}`;
  return `${whole}; ${showMoney(cost)} (${showShare(cost / presentValue)}) for want of fit${where}.`;
}

function firstWords(mismatch: Mismatch | undefined): string {
  const [first] = mismatch === undefined ? [] : firstMends(mismatch);
  if (mismatch === undefined || first === undefined) return '';
  // The search for the best form leaves work as it is: a mend that changes work may save more.
  const more = first.value > mismatch.cost ? '; it changes how the work runs, which fit takes as given' : '';
  return `Change first: ${first.title}. That saves ${showMoney(first.value)}, from ${first.from} on${more}.`;
}

function contractWords({ contracts, years }: SimulationResult): string {
  const exceeded = [...contracts.values()]
    .filter(({ firstPeakBreach }) => firstPeakBreach >= 0)
    .sort((a, b) => a.firstPeakBreach - b.firstPeakBreach)
    .map(({ path, firstPeakBreach: month }) => {
      const year = String(years[Math.floor(month / 12)] ?? '');
      return `${path} from ${year}-${String((month % 12) + 1).padStart(2, '0')}`;
    });
  if (contracts.size === 0) return '';
  if (exceeded.length === 0) return contracts.size === 1 ? 'Its contract holds.' : 'All contracts hold.';
  return `More than contracted: ${listed(exceeded)}.`;
}

function servedWords({ metrics }: SimulationResult): string {
  const lacking = [...metrics]
    .map(([path, mine]) => ({ path, share: mine.get('unserved')?.value ?? 0 }))
    .filter(({ share }) => share >= LEAST_UNSERVED)
    .sort((a, b) => b.share - a.share)
    .map(({ path, share }) => `${path} (${showShare(share)})`);
  return lacking.length === 0 ? '' : `Not served: ${listed(lacking)}.`;
}

/** Less than this is rounding, share. */
const LEAST_UNSERVED = 1e-6;

function listed(names: readonly string[]): string {
  const left = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(', ')}${left > 0 ? ` and ${String(left)} more` : ''}`;
}
