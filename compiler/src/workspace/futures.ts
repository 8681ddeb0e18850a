import { type Future, type ScenarioTree, scenarioTree } from '../fit/lifetime/scenario-tree.js';
import type { Workspace } from './workspace.js';

/**
 * What a plan comes to as written and under each of its scenarios. `undefined` where the plan does not compile, has no campus
 * or no scenario; a scenario that does not compile is left out.
 */
export function scenarioTreeOf(workspace: Workspace, file: string, seed: number): ScenarioTree | undefined {
  const { plan, scenarios } = workspace.compile(file);
  if (plan === undefined || plan.campus.length === 0 || scenarios.length === 0) return undefined;
  const futures = [undefined, ...scenarios].flatMap((name): Future[] => {
    const checked = workspace.check(file, { simulate: true, seed, ...(name === undefined ? {} : { scenario: name }) });
    const { report } = checked;
    if (checked.plan === undefined || report === undefined) return [];
    const scenario = plan.scenarios.find((each) => each.name === name);
    return [
      {
        ...(scenario === undefined ? {} : { scenario }),
        plan: checked.plan,
        result: report.result,
        regret: () => {
          const { mismatch } = report;
          return mismatch && { cost: mismatch.cost, first: mismatch.mends[0]?.title };
        },
      },
    ];
  });
  return scenarioTree(futures, (changed) => workspace.estimate(changed, seed));
}
