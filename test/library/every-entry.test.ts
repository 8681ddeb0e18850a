import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';
import type { SimulationResult } from '../../compiler/src/simulation/index.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';
import { planUsing } from './one-hall-plan.js';
import { blankFigures } from './blank-figures.js';

/** What a summary shows of any campus, and of its work by the kind of work. */
const headlines = {
  campus: [
    'contracted',
    'peak',
    'power',
    'itPower',
    'loadFactor',
    'pue',
    'wue',
    'energy',
    'cost',
    'presentValue',
    'costPerPower',
  ],
  training: ['served', 'unserved', 'costPerTrainingDay', 'goodput', 'mfu'],
  inference: ['served', 'unserved', 'utilisation', 'tpot', 'ttft', 'costPerMtok', 'energyPerToken'],
  deferrable: ['served', 'unserved', 'costPerMtok', 'energyPerToken'],
  requests: ['served', 'unserved', 'accelerators', 'utilisation'],
} as const;

let text = '';
const workspace = new Workspace({
  stdlib: stdlibFiles,
  read: (file) => (file === 'plan.dcplan' ? text : undefined),
  resolve: (_from, spec) => spec,
});
const entries = [...workspace.library()];

interface Outcome {
  readonly errors: readonly Diagnostic[];
  readonly result?: SimulationResult;
  /** What the run says of figures that are blank. */
  readonly blanks: readonly string[];
  /** Headline metrics without a number. */
  readonly missing: readonly string[];
}

function outcomeOf(key: string): Outcome {
  text = planUsing(key, workspace.library().get(key)!, workspace.library().keys());
  workspace.changed();
  const { diagnostics, plan } = workspace.compile('plan.dcplan');
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0 || plan === undefined) {
    return {
      errors,
      blanks: errors.filter(({ slug }) => slug === 'missing-property').map(({ message }) => message),
      missing: ['all'],
    };
  }
  const result = workspace.simulate(plan);
  const kind = plan.campus[0]!.workload[0]!.kind as keyof typeof headlines;
  const missing = (['campus', kind] as const).flatMap((of) => {
    const metrics = result.metrics.get(of === 'campus' ? 'One' : 'One.Work');
    return headlines[of].filter((name) => !Number.isFinite(metrics?.get(name)?.value ?? NaN));
  });
  return {
    errors,
    result,
    blanks: result.notes.filter(({ type }) => type === 'unknown').map(({ message }) => message),
    missing,
  };
}

/** Every place of a result that holds a number which is none. */
function notNumbers(value: unknown, at: string): readonly string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${at} is ${String(value)}`];
  if (value instanceof Float64Array) return value.every((each) => Number.isFinite(each)) ? [] : [`${at} holds NaN`];
  if (value instanceof Map)
    return [...value].flatMap(([key, each]: [unknown, unknown]) => notNumbers(each, `${at}.${String(key)}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) => notNumbers(each, `${at}.${key}`));
}

describe('every entry of the library', () => {
  test('is met: entries with blank figures are entries of the library', () => {
    const keys = new Set(entries.map(([key]) => key));
    expect(Object.keys(blankFigures).filter((key) => !keys.has(key))).toEqual([]);
    expect(keys.size).toBeGreaterThan(280);
  });

  test.each(entries.map(([key]) => key))('%s', (key) => {
    const { errors, result, blanks, missing } = outcomeOf(key);
    const figures = blankFigures[key];
    if (figures === undefined) {
      expect(errors.map(({ message }) => message)).toEqual([]);
      expect(blanks).toEqual([]);
      expect(missing).toEqual([]);
    } else {
      // A run that is stopped says by which figures, all of them, and gives no number that rests on them.
      expect(blanks.length).toBe(figures.length);
      for (const figure of figures) expect(blanks.join('\n')).toContain(figure);
      expect(missing).not.toEqual([]);
    }
    expect(notNumbers({ ...result, placement: undefined }, 'result')).toEqual([]);
  });
});
