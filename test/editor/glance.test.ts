import { beforeAll, describe, expect, it } from 'vitest';
import { judgedAfter } from '../../compiler/src/fit/glance.js';
import { ready } from '../../compiler/src/simulation/index.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';
import { glanceAt } from '../../lsp/src/core/glance.js';
import type { CheckReply, CheckRequest } from '../../lsp/src/core/simulator.js';
import { type Simulated, simulatedAs } from '../../lsp/src/diagnostics/simulated.js';
import { smallPlan } from './support/small-plan.js';

/** Two halls, each with a contract that is too small for it and work of its own. */
const plan = smallPlan.replace('capacity: 60 MW', 'capacity: 10 MW').replace(
  '  workload Train',
  `  contract Other: ERCOT_Industrial {
    capacity: 11 MW
  }
  hall B {
    racks: 210 of GB200_NVL72
    cooling: DirectToChip {}
    network: Backend
    power: Other
  }
  workload Late: Pretraining {
    on: [B]
    accelerators: 1_100
  }
  workload Train`,
);

class Glances {
  readonly #workspace: Workspace;

  constructor(public text: string) {
    this.#workspace = new Workspace({
      stdlib: stdlibFiles,
      kept: new Map(),
      read: (file) => (file === 'plan' ? this.text : undefined),
      resolve: (_, spec) => spec,
    });
  }

  get workspace(): Workspace {
    return this.#workspace;
  }

  at(fidelity: CheckRequest['fidelity'], next = (): void => undefined): CheckReply {
    return glanceAt(this.#workspace, { file: 'plan', today: '2026-11-01', fidelity }, next);
  }

  edit(find: string, replace: string): void {
    expect(this.text).toContain(find);
    this.text = this.text.replace(find, replace);
    this.#workspace.changed('plan');
  }
}

const pathsOf = ({ diagnostics }: CheckReply): Set<string | undefined> => new Set(diagnostics.map(({ path }) => path));

describe('a glance', () => {
  beforeAll(() => ready());

  it('is at everything first, and after an edit at the hall, its work and its contract', () => {
    const glances = new Glances(plan);
    const whole = glances.at('touched');
    expect(whole.judged).toBeUndefined();
    expect(pathsOf(whole)).toContain('C.Grid.capacity');
    expect(pathsOf(whole)).toContain('C.Other.capacity');
    glances.edit('racks: 210', 'racks: 215');
    const touched = glances.at('touched');
    expect([...(touched.judged ?? [])].sort()).toEqual(['C.B', 'C.Late', 'C.Other']);
    expect(pathsOf(touched)).toContain('C.Other.capacity');
    expect(pathsOf(touched)).not.toContain('C.Grid.capacity');
    const after = glances.at('glance');
    expect(pathsOf(after)).toContain('C.Grid.capacity');
    // What it says of the hall is what a glance at everything says.
    expect(after.diagnostics).toEqual(expect.arrayContaining([...touched.diagnostics]));
  }, 60_000);

  it('is at the halls that draw from a contract, and at those in which work runs', () => {
    const glances = new Glances(plan);
    glances.at('touched');
    glances.edit('capacity: 11 MW', 'capacity: 12 MW');
    expect([...(glances.at('touched').judged ?? [])].sort()).toEqual(['C.B', 'C.Other']);
    glances.edit('accelerators: 1_000', 'accelerators: 900');
    expect([...(glances.at('touched').judged ?? [])].sort()).toEqual(['C.A', 'C.Train']);
  }, 60_000);

  it('is at everything where more than that has changed, and where nothing has', () => {
    const glances = new Glances(plan);
    const before = glances.workspace.present('plan')!.plan;
    const compare = (): ReadonlySet<string> | undefined => judgedAfter(before, glances.workspace.present('plan')!.plan);
    expect(compare()).toBeUndefined();
    glances.edit('horizon: 2 years', 'horizon: 3 years');
    expect(compare()).toBeUndefined();
    glances.edit('horizon: 3 years', 'horizon: 2 years');
    expect(compare()).toBeUndefined();
    glances.edit('hall B {', 'hall D {');
    glances.edit('on: [B]', 'on: [D]');
    expect(compare()).toBeUndefined();
  });

  it('to the last hour says what every hour says', () => {
    const glances = new Glances(plan);
    const hourly = glances.at('hourly');
    expect(hourly.judged).toBeUndefined();
    const { diagnostics } = glances.workspace.check('plan', { simulate: true, fidelity: 'F1', today: '2026-11-01' });
    const said = (all: readonly Diagnostic[], code: string): string[] =>
      all.filter((each) => each.code === code).map(({ message }) => message);
    expect(said(hourly.diagnostics, 'DCP4302')).toHaveLength(2);
    expect(said(hourly.diagnostics, 'DCP4302')).toEqual(said(diagnostics, 'DCP4302'));
  }, 60_000);

  it('can be ended between its rules', () => {
    const glances = new Glances(plan);
    let rules = 0;
    expect(() =>
      glances.at('glance', () => {
        if (++rules === 3) throw new Error('enough');
      }),
    ).toThrow('enough');
  }, 60_000);
});

describe('what a glance leaves on the screen', () => {
  const finding = (
    code: string,
    path: string,
    severity: Diagnostic['severity'],
    message = 'said before',
  ): Diagnostic => ({
    code,
    slug: 'any',
    severity,
    message,
    path,
    location: { file: 'plan', span: { start: 0, end: 1 } },
  });
  const shown = (...diagnostics: Diagnostic[]): Simulated => ({
    shown: diagnostics.map((diagnostic) => ({ diagnostic, standing: 'recomputing' })),
    standing: 'recomputing',
  });
  const after = (before: Simulated, reply: CheckReply): readonly string[] =>
    simulatedAs(before, [], reply, 'touched').shown.map(
      ({ diagnostic: { code, path = '', severity, message }, standing }) =>
        `${code} ${path} ${severity} ${message}, ${standing}`,
    );

  it('takes away what is mended where it looked, and nothing elsewhere', () => {
    const before = shown(
      finding('DCP4302', 'C.Grid.capacity', 'error'),
      finding('DCP4302', 'C.Grid2.capacity', 'error'),
      finding('DCP4702', 'C.A', 'warning'),
    );
    expect(after(before, { diagnostics: [], judged: ['C.A', 'C.Grid'] })).toEqual([
      'DCP4302 C.Grid2.capacity error said before, recomputing',
      'DCP4702 C.A warning said before, recomputing',
    ]);
  });

  it('keeps the mends from before until there are new ones, and takes away what a renamed block had', () => {
    const fixes = [{ title: 'racks: 3', edits: [] }];
    const at = (diagnostic: Diagnostic, start: number): Diagnostic => ({
      ...diagnostic,
      location: { file: 'plan', span: { start, end: start + 1 } },
    });
    const before = shown(
      at({ ...finding('DCP4402', 'C.Chat', 'error'), fixes }, 1),
      at(finding('DCP4501', 'C.A', 'info'), 9),
    );
    const diagnostics = [at(finding('DCP4402', 'C.Chat', 'error'), 1), at(finding('DCP4501', 'C.B', 'info'), 9)];
    const { shown: now } = simulatedAs(before, [], { diagnostics }, 'touched');
    expect(now.map(({ diagnostic }) => [diagnostic.path, diagnostic.fixes])).toEqual([
      ['C.Chat', fixes],
      ['C.B', undefined],
    ]);
  });

  it('is exact where it is to the last hour, and leaves what needs a search for later', () => {
    const before = shown(finding('DCP4302', 'C.Grid.capacity', 'error'), finding('DCP4103', 'C.A', 'warning'));
    const diagnostics = [finding('DCP4302', 'C.Grid.capacity', 'error', 'said by the hour')];
    const { shown: now } = simulatedAs(before, [], { diagnostics }, 'hourly');
    expect(now.map(({ diagnostic, standing }) => `${diagnostic.code} ${diagnostic.message}, ${standing}`)).toEqual([
      'DCP4302 said by the hour, exact',
      'DCP4103 said before, recomputing',
    ]);
  });

  it('keeps what is said to the last hour when the search brings its mends', () => {
    const before: Simulated = {
      shown: [{ diagnostic: finding('DCP4302', 'C.Grid.capacity', 'info', 'said by the hour'), standing: 'exact' }],
      standing: 'recomputing',
    };
    const fixes = [{ title: 'capacity: 70 MW', edits: [] }];
    const diagnostics = [
      { ...finding('DCP4302', 'C.Grid.capacity', 'error', 'estimated'), fixes },
      finding('DCP4103', 'C.A', 'warning', 'estimated'),
    ];
    const { shown: now } = simulatedAs(before, [], { diagnostics }, 'F0');
    expect(
      now.map(({ diagnostic: { message, severity, fixes }, standing }) => [message, severity, fixes, standing]),
    ).toEqual([
      ['said by the hour', 'error', fixes, 'exact'],
      ['estimated', 'warning', undefined, 'estimate'],
    ]);
  });

  it('takes a finding that is worked out anew in the place of the old one, as grave as that was', () => {
    const before = shown(finding('DCP4501', 'C.A', 'warning'));
    const now = finding('DCP4501', 'C.A', 'info', 'said anew');
    expect(after(before, { diagnostics: [now], judged: ['C.A'] })).toEqual(['DCP4501 C.A warning said anew, estimate']);
  });
});
