import type { Diagnostic } from '../../../compiler/src/text/diagnostic.js';
import type { Figures } from '../core/figures.js';
import type { CheckReply, CheckRequest } from '../core/simulator.js';
import type { Shown, Standing } from './render.js';

/** What simulating a plan found, beyond what is found without. */
export interface Simulated {
  readonly shown: readonly Shown[];
  readonly figures?: Figures;
  readonly standing: Standing;
}

/** Findings that stand or fall without a mend: where a glance does not find them any more they are gone. */
const DECIDED: ReadonlySet<string> = new Set(['DCP4302', 'DCP4401', 'DCP4402', 'DCP4501']);

/**
 * What a reply says, beside what is known without simulation. A glance leaves what it cannot judge as it was.
 * @param before what was shown of the version before
 * @param known what is found without simulation
 */
export function simulatedAs(
  before: Simulated | undefined,
  known: readonly Diagnostic[],
  reply: CheckReply,
  fidelity: CheckRequest['fidelity'],
): Simulated {
  if (fidelity === 'figures')
    return {
      shown: before?.shown ?? [],
      standing: 'estimate',
      ...(reply.figures === undefined ? {} : { figures: reply.figures }),
    };
  const keys = new Set(known.map(keyOf));
  const found = reply.diagnostics.filter((each) => !keys.has(keyOf(each)));
  if (fidelity === 'touched' || fidelity === 'glance') return glanced(before, found, reply.judged, 'estimate');
  if (fidelity === 'hourly') return glanced(before, found, undefined, 'exact');
  const standing = fidelity === 'F1' ? 'exact' : 'estimate';
  const hourly = new Map(
    before?.shown.flatMap((one) => (one.standing === 'exact' ? [[subjectOf(one.diagnostic), one] as const] : [])),
  );
  return {
    ...(reply.figures === undefined ? {} : { figures: reply.figures }),
    shown: found.map((diagnostic): Shown => mended(diagnostic, standing, hourly.get(subjectOf(diagnostic)))),
    standing,
  };
}

/** An estimate takes no place from what is said to the last hour: it brings its mends. */
function mended(found: Diagnostic, standing: Standing, hourly: Shown | undefined): Shown {
  if (standing === 'exact' || hourly === undefined) return { diagnostic: found, standing };
  const { severity, fixes } = found;
  const { fixes: _old, ...diagnostic } = hourly.diagnostic;
  return {
    diagnostic: { ...diagnostic, severity, ...(fixes === undefined ? {} : { fixes }) },
    standing: hourly.standing,
  };
}

/** @param judged paths of the blocks that the glance was at; absent where it was at all of them */
function glanced(
  before: Simulated | undefined,
  found: readonly Diagnostic[],
  judged: readonly string[] | undefined,
  standing: Standing,
): Simulated {
  const old = new Map(before?.shown.map(({ diagnostic }) => [subjectOf(diagnostic), diagnostic]));
  const fresh = found.map((diagnostic): Shown => {
    const same = old.get(subjectOf(diagnostic));
    // Mends, and how grave it is without one, take a search: until then those from before stay.
    const { severity = diagnostic.severity, fixes } = same ?? {};
    return {
      diagnostic: { ...diagnostic, severity, ...(fixes === undefined ? {} : { fixes }) },
      standing,
    };
  });
  // A block that was renamed has its findings where it had them: a glance at everything has them all.
  const subjects = new Set([...found.map(subjectOf), ...(judged === undefined ? found.map(placeOf) : [])]);
  const isJudged = (path: string | undefined): boolean =>
    judged?.some((block) => path === block || path?.startsWith(`${block}.`) === true) === true;
  const left = (before?.shown ?? []).filter(
    ({ diagnostic: each }) =>
      !subjects.has(subjectOf(each)) &&
      !subjects.has(placeOf(each)) &&
      !(DECIDED.has(each.code) && isJudged(each.path)),
  );
  return {
    ...(before?.figures === undefined ? {} : { figures: before.figures }),
    shown: [...fresh, ...left],
    standing: 'recomputing',
  };
}

/** The same findings, said to be worked out anew. */
export function recomputing({ shown, ...simulated }: Simulated): Simulated {
  return {
    ...simulated,
    shown: shown.map(({ diagnostic }) => ({ diagnostic, standing: 'recomputing' })),
    standing: 'recomputing',
  };
}

function subjectOf(diagnostic: Diagnostic): string {
  const { code, path } = diagnostic;
  return path === undefined ? placeOf(diagnostic) : `${code} ${path}`;
}

function placeOf({ code, location }: Diagnostic): string {
  return `${code} ${location.file} ${String(location.span.start)}`;
}

/** Names a finding: the same one, found twice, has the same key. */
export function keyOf({ code, location, message }: Diagnostic): string {
  return `${location.file}\n${location.span.start}\n${location.span.end}\n${code}\n${message}`;
}
