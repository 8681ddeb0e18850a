import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { checkOutputSchema, simulateOutputSchema } from '../../compiler/src/diagnostics/schemas.js';
import { checkReport } from '../../compiler/src/diagnostics/check-report.js';
import { checkJson } from '../../compiler/src/diagnostics/json.js';
import type { JsonSimulation } from '../../compiler/src/diagnostics/simulation-json.js';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';
import { irJsonSchema } from '../../compiler/src/ir/generated/schema.js';
import { smallPlan } from './small-plan.js';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });

/** What a schema says of a value: the places and messages of its errors, none when it is valid. */
function errors(schema: { readonly [keyword: string]: unknown }, value: unknown): readonly string[] {
  const validate = ajv.compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

/** The small plan with the value at a path replaced; `undefined` removes it. */
function changed(path: string, value: Json | undefined): unknown {
  const copy = JSON.parse(JSON.stringify(smallPlan)) as Json;
  const keys = path.split('/');
  const last = keys.pop() ?? '';
  let target: Json | undefined = copy;
  for (const key of keys) target = (target as { [key: string]: Json })[key];
  const object = target as { [key: string]: Json };
  if (value === undefined) Reflect.deleteProperty(object, last);
  else object[last] = value;
  return copy;
}

describe('the schema of the IR', () => {
  it('accepts a plan', () => {
    expect(errors(irJsonSchema, smallPlan)).toEqual([]);
  });

  it.each([
    ['schemaVersion', 2, '/schemaVersion must be equal to constant'],
    ['colour', 'blue', ' must NOT have additional properties'],
    ['campus/0/opens', '2027', '/campus/0/opens must match pattern'],
    ['campus/0/opens', undefined, "/campus/0 must have required property 'opens'"],
    ['campus/0/discount', 8, '/campus/0/discount must be <= 0.5'],
    ['campus/0/discount', '8 %', '/campus/0/discount must be number'],
    ['campus/0/hall/0/idle', 'nap', '/campus/0/hall/0/idle must be equal to one of the allowed values'],
    ['campus/0/hall/0/racks/0/count', -1, '/campus/0/hall/0/racks/0/count must be >= 0'],
    [
      'campus/0/hall/0/network/kind',
      'hall',
      '/campus/0/hall/0/network/kind must be equal to one of the allowed values',
    ],
    ['campus/0/hall/0/network/rails', undefined, "/campus/0/hall/0/network must have required property 'rails'"],
    ['campus/0/hall/0/network/planes', 99, '/campus/0/hall/0/network/planes must be <= 16'],
    ['campus/0/hall/0/allows/0/reason', undefined, "/campus/0/hall/0/allows/0 must have required property 'reason'"],
    ['requirements/0/mode', 'demand', '/requirements/0/mode must be equal to one of the allowed values'],
    ['catalogue/std~1switches#S64', { kind: 'switch' }, "must have required property 'radix'"],
  ])('rejects %s: %j', (path, value, message) => {
    expect(errors(irJsonSchema, changed(path, value)).join('\n')).toContain(message);
  });
});

describe('the schema of what `check` writes', () => {
  const location = { file: 'campus.dcplan', span: { start: 2, end: 9 } };
  const bare: Diagnostic = {
    code: 'DCP2001',
    slug: 'unknown-name',
    severity: 'error',
    message: 'no such name',
    location,
  };
  const full: Diagnostic = {
    ...bare,
    code: 'DCP4103',
    slug: 'thermal-part-load',
    severity: 'warning',
    path: 'Prairie.A.cooling',
    notes: ['sized for 211 MW'],
    related: [{ location, message: 'the base sets it' }],
    impact: { presentValue: 4.1e7, energy: null, carbon: null, from: '2030-01', until: null, basis: 'a smaller plant' },
    fixes: [
      {
        title: 'use Hybrid',
        edits: [{ ...location, newText: 'Hybrid' }],
        predicted: { presentValue: 3.3e7, energy: 1e15, capital: -1.2e7, planPresentValue: 2e9 },
      },
      { title: 'spell it so', edits: [] },
    ],
  };
  const output = checkJson(
    checkReport({
      engine: 'dcplan 0.1.0',
      plans: [{ file: 'campus.dcplan', hash: null }],
      diagnostics: [bare, full],
      sources: new Sources(() => 'campus Prairie {\n}\n'),
      baseline: [],
    }),
  );

  it('accepts what the renderer makes of findings', () => {
    expect(errors(checkOutputSchema, output)).toEqual([]);
  });

  it('rejects a code that is none, an unknown severity, a missing summary', () => {
    const [first] = output.diagnostics;
    expect(errors(checkOutputSchema, { ...output, diagnostics: [{ ...first, code: 'E1', severity: 'bad' }] })).toEqual([
      '/diagnostics/0/code must match pattern "^DCP[1-9][0-9]{3}$"',
      '/diagnostics/0/severity must be equal to one of the allowed values',
    ]);
    expect(errors(checkOutputSchema, { ...output, summary: undefined })).toEqual([
      " must have required property 'summary'",
    ]);
  });
});

describe('the schema of what `simulate` writes', () => {
  const output: JsonSimulation = {
    schemaVersion: 1,
    engine: 'dcplan 0.1.0',
    plan: { file: 'campus.dcplan', hash: 'abc' },
    scenario: null,
    seed: 0,
    fidelity: 'F1',
    years: [2027, 2028],
    presentValue: null,
    metrics: { Prairie: { pue: { value: 1.2, unit: '', byYear: [1.2, null] } } },
    costs: [
      { path: 'Prairie.A', item: 'energy', subsystem: 'contract', presentValue: 1, outlay: null, byYear: [1, 1] },
    ],
    mismatch: null,
    hallFits: [],
    binds: [{ path: 'Prairie.A', year: 2027, dimension: 'power', use: 0.98 }],
    worths: [],
    assumptions: [{ path: 'Prairie.A', property: 'price', source: { title: 'Judgement', standing: 'assumed' } }],
    notes: [{ type: 'unknown', path: 'Prairie.A', message: 'no price' }],
  };

  it('accepts results, unknown ones included', () => {
    expect(errors(simulateOutputSchema, output)).toEqual([]);
  });

  it('rejects a metric without unit', () => {
    expect(errors(simulateOutputSchema, { ...output, metrics: { A: { pue: { value: 1, byYear: [] } } } })).toEqual([
      "/metrics/A/pue must have required property 'unit'",
    ]);
  });
});
