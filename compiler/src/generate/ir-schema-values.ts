import type { Schema } from './ir-schema.js';

const number = { type: 'number' };
const text = { type: 'string' };
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** An object with exactly these properties; those listed in `optional` may be absent. */
function exactly(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', required, properties, additionalProperties: false };
}

const draw = { description: 'The `let` that it came from: two uses of one share its draw.', type: 'string' };

function distribution(name: string, parameters: readonly string[]): Schema {
  const numbers = Object.fromEntries([...parameters, 'central'].map((parameter) => [parameter, number]));
  return exactly({ distribution: { const: name }, ...numbers, draw }, ['draw']);
}

/** Definitions for the values of compiler/src/ir/values.ts, by the names of their types there. */
export const valueDefinitions: Readonly<Record<string, Schema>> = {
  IsoDate: {
    description: 'A day, the first that the plan names: `2027` is `2027-01-01`.',
    type: 'string',
    pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
  },
  Redundancy: { enum: ['N', 'N+1', '2N', '3N/2', '4N/3'] },
  Ref: {
    description: 'A named entity: its path in the plan or its key in the catalogue.',
    ...exactly({ ref: text }),
  },
  Distribution: {
    description: 'A distribution; `central` is what a plan evaluates at.',
    oneOf: [
      distribution('uniform', ['low', 'high']),
      distribution('triangular', ['low', 'mode', 'high']),
      distribution('normal', ['mean', 'deviation']),
      distribution('lognormal', ['mean', 'deviation']),
    ],
  },
  Series: {
    description: 'A value over time. `factor` is the one draw of an uncertain series: it multiplies all dates.',
    oneOf: [
      exactly(
        {
          series: { enum: ['linear', 'step'] },
          points: { type: 'array', minItems: 1, items: exactly({ at: ref('IsoDate'), value: number }) },
          factor: ref('Distribution'),
        },
        ['factor'],
      ),
      exactly(
        {
          series: { const: 'growing' },
          base: { anyOf: [number, ref('Series')] },
          rate: number,
          from: ref('IsoDate'),
          until: ref('IsoDate'),
          factor: ref('Distribution'),
        },
        ['until', 'factor'],
      ),
    ],
  },
  Provenance: exactly(
    {
      title: text,
      year: { type: 'integer' },
      where: text,
      standing: { enum: ['vendor', 'measured', 'published', 'assumed', 'unstated'] },
    },
    ['year', 'where'],
  ),
  Allow: exactly({ code: text, reason: text, until: ref('IsoDate') }, ['until']),
  Condition: {
    description: 'A condition on simulated metrics and declared values.',
    oneOf: [
      exactly({ op: { enum: ['and', 'or'] }, left: ref('Condition'), right: ref('Condition') }),
      exactly({ op: { const: 'not' }, operand: ref('Condition') }),
      exactly({ op: { enum: ['<', '<=', '>', '>=', '==', '!='] }, left: ref('Operand'), right: ref('Operand') }),
    ],
  },
  Operand: {
    oneOf: [
      exactly({ value: { anyOf: [number, ref('Series'), ref('Distribution')] } }),
      exactly({ metric: text, of: text }),
      exactly({ property: text, of: text }),
      exactly({ op: { enum: ['+', '-', '*', '/'] }, left: ref('Operand'), right: ref('Operand') }),
      exactly({ op: { enum: ['min', 'max', 'sum'] }, items: { type: 'array', items: ref('Operand') } }),
    ],
  },
  Requirement: exactly(
    {
      mode: { enum: ['require', 'prefer'] },
      at: { description: 'Path of the block that it concerns; empty for the plan.', type: 'string' },
      condition: ref('Condition'),
      text: { description: 'The condition as written.', type: 'string' },
      during: { description: 'Both days inclusive.', ...exactly({ from: ref('IsoDate'), to: ref('IsoDate') }) },
      message: text,
      source: ref('Provenance'),
    },
    ['during', 'message', 'source'],
  ),
  ScenarioInfo: exactly({ name: text, base: text, probability: { type: 'number', minimum: 0, maximum: 1 } }, [
    'base',
    'probability',
  ]),
};

/** Definitions for the properties of `EntityBase` there. */
export const entityDefinitions: Readonly<Record<string, Schema>> = {
  name: text,
  path: { description: 'Where it stands in the plan.', type: 'string' },
  base: { description: 'Catalogue key or path that it started from.', type: 'string' },
  count: {
    description: 'Identical elements that an array block stands for; 1 when absent.',
    type: 'integer',
    minimum: 1,
  },
  elements: { description: 'Their indices.', type: 'array', items: { type: 'integer' } },
  doc: text,
  sources: {
    description: 'Provenance by property; the empty name for the entity as a whole.',
    type: 'object',
    additionalProperties: ref('Provenance'),
  },
  allows: { description: 'Findings that are suppressed here.', type: 'array', items: ref('Allow') },
  alternatives: {
    description: 'Declared alternatives by property, without the first, which is the plan.',
    type: 'object',
    additionalProperties: { type: 'array' },
  },
  defaulted: {
    description: 'Properties that hold because a default of the kind filled them.',
    type: 'array',
    items: text,
  },
};
