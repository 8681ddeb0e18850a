import type { Sources } from '../../diagnostics/sources.js';
import { worst } from '../../diagnostics/summary.js';
import { showMoney, showQuantity } from '../../ir/show.js';
import type { Diagnostic, Fix, Severity } from '../../text/diagnostic.js';

/** Nobody reads more than this many on a page. */
const MOST = 200;

export interface ShownFinding {
  readonly severity: Severity;
  readonly code: string;
  readonly slug: string;
  /** `samples/prairie.dcplan:32:14` */
  readonly place: string;
  readonly path: string | undefined;
  readonly message: string;
  readonly notes: readonly string[];
  /** What it costs, in words; absent where it has no price. */
  readonly cost: string | undefined;
  readonly mends: readonly { readonly title: string; readonly saves: string | undefined }[];
}

/** Findings as a page shows them: errors, warnings, notes; each by place. */
export function shownFindings(diagnostics: readonly Diagnostic[], sources: Sources): readonly ShownFinding[] {
  const order: readonly Severity[] = ['error', 'warning', 'info'];
  const most = worst(diagnostics, MOST);
  return order.flatMap((severity) =>
    most.filter((each) => each.severity === severity).map((each) => shown(each, sources)),
  );
}

function shown(diagnostic: Diagnostic, sources: Sources): ShownFinding {
  const { file, span } = diagnostic.location;
  const { line, column } = sources.lines(file).position(span.start);
  return {
    severity: diagnostic.severity,
    code: diagnostic.code,
    slug: diagnostic.slug,
    place: `${file}:${String(line)}:${String(column)}`,
    path: diagnostic.path,
    message: diagnostic.message.replace(/^[a-z]+ /, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
    notes: diagnostic.notes ?? [],
    cost: costOf(diagnostic),
    mends: (diagnostic.fixes ?? []).map((fix) => ({ title: fix.title, saves: savingOf(fix) })),
  };
}

function costOf({ impact }: Diagnostic): string | undefined {
  if (impact === undefined) return undefined;
  if (impact.presentValue === null) return `unknown: ${impact.basis}`;
  const energy = impact.energy === null || impact.energy <= 0 ? '' : `, ${showQuantity(impact.energy, 'GWh')}`;
  const from = impact.from === null ? '' : `, from ${impact.from}`;
  const until = impact.until === null || impact.until === impact.from ? '' : ` until ${impact.until}`;
  return `${showMoney(impact.presentValue)} (present value)${energy}${from}${until}: ${impact.basis}`;
}

function savingOf({ predicted }: Fix): string | undefined {
  if (predicted === undefined) return undefined;
  const { presentValue, capital } = predicted;
  return [
    presentValue >= 0 ? `saves ${showMoney(presentValue)}` : `costs ${showMoney(-presentValue)}`,
    ...(capital === 0 ? [] : [`${showMoney(Math.abs(capital))} ${capital > 0 ? 'less' : 'more'} capital`]),
  ].join(', ');
}
