import { ready } from '../../../compiler/src/simulation/index.js';
import { type ModuleHost } from '../../../compiler/src/semantics/index.js';
import { Overtaken, Workspace } from '../../../compiler/src/workspace/workspace.js';
import { figuresOf } from './figures.js';
import { figuresAt, glanceAt } from './glance.js';
import type { Simulator } from './host.js';
import type { CheckReply, CheckRequest } from './simulator.js';

/** Simulations that are kept: an editor goes on to the next text, where a batch comes back to the same. */
const KEPT_RESULTS = 4;
/** Hours of halls that are kept, bytes: an editor has memory for those of a small plan. */
const KEPT_HOURS = 8e6;

/**
 * Checks with simulation on the thread that it is made on: what a worker runs, and what a test runs in its place.
 * @param host of which the requests' texts take the place of files
 */
export function directSimulator(host: Omit<ModuleHost, 'read'>, overtaken?: () => boolean): Simulator {
  const texts = new Map<string, string>();
  const workspace = new Workspace(
    { ...host, kept: new Map(), read: (file) => texts.get(file) },
    KEPT_RESULTS,
    KEPT_HOURS,
  );
  const withText = (file: string, text: string): Workspace =>
    new Workspace({ ...host, read: (name) => (name === file ? text : texts.get(name)) });
  return {
    check: async (request) => {
      await ready();
      return checkIn(workspace, withText, texts, request, overtaken);
    },
    dispose: () => undefined,
  };
}

async function checkIn(
  workspace: Workspace,
  withText: (file: string, text: string) => Workspace,
  texts: Map<string, string>,
  request: CheckRequest,
  overtaken: (() => boolean) | undefined,
): Promise<CheckReply | undefined> {
  for (const file of new Set([...texts.keys(), ...request.texts.keys()])) {
    const text = request.texts.get(file);
    if (text === texts.get(file)) continue;
    if (text === undefined) texts.delete(file);
    else texts.set(file, text);
    workspace.changed(file);
  }
  try {
    const { file, fidelity, today, wanted } = request;
    const again = (text: string): Workspace => withText(file, text);
    if (wanted?.quick === true) {
      const shown = await (await import('./shown.js')).simulatedFigures(workspace, file, wanted, again);
      return { diagnostics: [], ...(shown === undefined ? {} : { shown }) };
    }
    if (fidelity === 'touched' || fidelity === 'glance' || fidelity === 'hourly')
      return glanceAt(workspace, request, () => {
        if (overtaken?.() === true) throw new Overtaken('a newer version is there');
      });
    if (fidelity === 'figures') return figuresAt(workspace, file);
    const checked = workspace.check(file, {
      simulate: true,
      fidelity,
      today,
      ...(overtaken === undefined ? {} : { overtaken }),
      ...(wanted?.scenario === undefined ? {} : { scenario: wanted.scenario }),
    });
    // Loaded late: charts and pages are heavy, and most sessions never ask for them.
    const shown =
      wanted === undefined
        ? undefined
        : await (await import('./shown.js')).shownOf(workspace, file, checked, wanted, again);
    const { diagnostics, report } = checked;
    return {
      diagnostics,
      ...(report === undefined ? {} : { figures: figuresOf(report, fidelity === 'F1') }),
      ...(shown === undefined ? {} : { shown }),
    };
  } catch (error) {
    if (error instanceof Overtaken) return undefined;
    throw error;
  }
}
