import { checkConsistency } from '../../../compiler/src/fit/index.js';
import { glanceAtFit } from '../../../compiler/src/fit/findings/index.js';
import { indexPlan } from '../../../compiler/src/ir/index.js';
import { toDiagnostic } from '../../../compiler/src/workspace/place.js';
import { suppress } from '../../../compiler/src/workspace/suppress.js';
import type { Workspace } from '../../../compiler/src/workspace/workspace.js';
import { figuresOfResult } from './figures.js';
import type { CheckReply } from './simulator.js';

/**
 * What one estimate (F0) of a plan says, for the moment after a keystroke: the findings that need no other plan to be tried.
 * Mends, and what rests on them, take a search, and follow. Without diagnostics where there is no plan.
 */
export function glanceAt(workspace: Workspace, file: string, today: string): CheckReply {
  const { plan, origins } = workspace.compile(file);
  if (plan === undefined || plan.campus.length === 0) return { diagnostics: [] };
  const index = indexPlan(plan);
  const result = workspace.simulate(plan, 1, 'F0');
  const found = glanceAtFit({
    plan,
    index,
    result,
    library: workspace.library(),
    realise: () => undefined,
    simulate: () => result,
    estimate: () => result,
  });
  const { kept } = suppress(plan, [...checkConsistency(plan, index), ...found], today, false);
  return { diagnostics: kept.map((finding) => toDiagnostic(finding, origins, file, () => undefined)) };
}

/** The figures of that estimate: hundreds of metrics, which nobody waits for as for a finding. */
export function figuresAt(workspace: Workspace, file: string): CheckReply {
  const { plan } = workspace.compile(file);
  if (plan === undefined || plan.campus.length === 0) return { diagnostics: [] };
  return { diagnostics: [], figures: figuresOfResult(workspace.simulate(plan, 1, 'F0')) };
}
