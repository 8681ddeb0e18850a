import type { Plan } from '../../ir/index.js';
import type { SimulationResult } from '../../simulation/results.js';
import type { Finding } from '../finding.js';
import { blockName, listed } from '../words.js';
import { emptiedHalls } from './scenario-tree.js';

/** DCP5003: halls that hold work in the plan as written and none under a scenario. `plan` is the one under the scenario. */
export function scenarioEmpties(
  plan: Plan,
  scenario: string,
  before: SimulationResult,
  after: SimulationResult,
): Finding[] {
  return emptiedHalls(before, after).map((path) => {
    const names = before.assignments
      .filter(({ hall, accelerators }) => hall === path && accelerators.some((count) => count > 0))
      .map(({ workload }) => blockName(workload));
    const gone = names.filter((name) => !stillThere(plan, name));
    return {
      code: 'DCP5003',
      slug: 'scenario-empties-hall',
      severity: 'warning',
      path,
      message: `under ${scenario} no work holds an accelerator of ${blockName(path)} in any year; as written ${listed([...new Set(names)])} ${new Set(names).size === 1 ? 'does' : 'do'}`,
      notes: [
        gone.length > 0
          ? `${listed(gone)} ${gone.length === 1 ? 'is' : 'are'} not in ${scenario}: let another workload name ${blockName(path)} in \`on\`, or leave the hall out there.`
          : `Nearest: let a workload of ${scenario} name ${blockName(path)} in \`on\`, or put its \`opens\` off.`,
      ],
    };
  });
}

function stillThere(plan: Plan, name: string): boolean {
  return [...plan.campus.flatMap(({ workload }) => workload), ...plan.workload].some(
    ({ path = '' }) => blockName(path) === name,
  );
}
