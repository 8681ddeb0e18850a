import { glanceAtFit } from '../../../compiler/src/fit/findings/index.js';
import { type Glance, judgedAfter } from '../../../compiler/src/fit/glance.js';
import { indexPlan } from '../../../compiler/src/ir/index.js';
import { toDiagnostic } from '../../../compiler/src/workspace/place.js';
import { suppress } from '../../../compiler/src/workspace/suppress.js';
import type { Workspace } from '../../../compiler/src/workspace/workspace.js';
import { figuresOfResult } from './figures.js';
import type { CheckReply, CheckRequest } from './simulator.js';

/**
 * What one simulation of a plan says, for the moment after a keystroke: the findings that need no other plan to be tried. It is an
 * estimate (F0), but for the `hourly` glance.
 * Mends, and what rests on them, take a search, and follow. Without diagnostics where there is no plan.
 * @param next told before each step of the work
 */
export function glanceAt(
  workspace: Workspace,
  { file, today, fidelity }: Pick<CheckRequest, 'file' | 'today' | 'fidelity'>,
  next: () => void,
): CheckReply {
  next();
  const present = workspace.present(file);
  if (present === undefined || present.plan.campus.length === 0) return { diagnostics: [] };
  next();
  const { plan, origins, before } = present;
  const judged = fidelity === 'touched' && before !== undefined ? judgedAfter(before, plan) : undefined;
  const glance: Glance = judged === undefined ? {} : { judged };
  const result = workspace.simulate(plan, 1, fidelity === 'hourly' ? 'F1' : 'F0');
  const context = {
    plan,
    index: indexPlan(plan),
    result,
    library: workspace.library(),
    realise: () => undefined,
    simulate: () => result,
    estimate: () => result,
    glance,
  };
  const { kept } = suppress(plan, glanceAtFit(context, next), today, false);
  return {
    diagnostics: kept.map((finding) => toDiagnostic(finding, origins, file, () => undefined)),
    ...(judged === undefined ? {} : { judged: [...judged] }),
  };
}

/** The figures of that estimate: hundreds of metrics, which nobody waits for as for a finding. */
export function figuresAt(workspace: Workspace, file: string): CheckReply {
  const present = workspace.present(file);
  if (present === undefined || present.plan.campus.length === 0) return { diagnostics: [] };
  return { diagnostics: [], figures: figuresOfResult(workspace.simulate(present.plan, 1, 'F0')) };
}
