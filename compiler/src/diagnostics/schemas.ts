/**
 * JSON Schemas (2020-12) of what the command line writes with `--json`. A field that is required here stays within a
 * major version; others may come, so that objects stay open.
 */

interface Schema {
  readonly [keyword: string]: unknown;
}

const text = { type: 'string' };
const number = { type: 'number' };
const count = { type: 'integer', minimum: 0 };
const unknownNumber = { type: ['number', 'null'] };
const unknownText = { type: ['string', 'null'] };

/** That, or null where there is none. */
function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

/** An object with at least these properties. */
function object(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', required: Object.keys(properties), properties };
}

function list(items: Schema): Schema {
  return { type: 'array', items };
}

function described(description: string, schema: Schema): Schema {
  return { description, ...schema };
}

const position = object({
  line: described('From 1.', { type: 'integer', minimum: 1 }),
  column: described('From 1, in UTF-16 code units.', { type: 'integer', minimum: 1 }),
});

const range = object({ start: position, end: described('Just past the last character.', position) });

const place = { file: text, range: { $ref: '#/$defs/range' } };

const impact = object({
  presentValue: described(
    'USD; positive when the plan as written costs more. null is unknown, not zero.',
    unknownNumber,
  ),
  energy: described('J over the horizon.', unknownNumber),
  carbon: described('kg over the horizon.', unknownNumber),
  from: described('First date on which it holds.', unknownText),
  until: described('Last date on which it holds.', unknownText),
  basis: described('What the numbers are the difference between.', text),
});

const fix = object({
  title: text,
  edits: list(object({ ...place, newText: text })),
  predicted: described(
    'What simulating the plan with the edits yields; null for mends of syntax and names.',
    orNull(
      object({
        presentValue: described('Saving, USD.', number),
        energy: described('Saving, J.', number),
        capital: described('Saving of capital, USD.', number),
        planPresentValue: described('Present value of the whole plan with the mend, USD.', number),
      }),
    ),
  ),
});

const diagnostic = object({
  code: described('Stable for ever.', { type: 'string', pattern: '^DCP[1-9][0-9]{3}$' }),
  slug: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
  severity: { enum: ['error', 'warning', 'info'] },
  message: text,
  ...place,
  path: described('Path in the plan, `Prairie.A.cooling`, where there is one.', unknownText),
  notes: list(text),
  related: list(object({ message: text, ...place })),
  impact: described('What it costs, from simulation; null for what was found without simulating.', orNull(impact)),
  fixes: list(fix),
  help: described('Where to read more.', text),
});

const head = {
  schemaVersion: { const: 1 },
  engine: described('Name and version of the language and library.', text),
};

/** What `dcplan check --format json` writes; with `jsonl` each line is one of its diagnostics. */
export const checkOutputSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Output of dcplan check',
  ...object({
    ...head,
    plan: object({
      hash: described(
        'Of the one plan; of several plans, the SHA-256 of their hashes joined by newlines; null where one does not compile.',
        unknownText,
      ),
    }),
    plans: list(
      object({
        file: text,
        hash: described('Of what was declared; null for a plan that does not compile.', unknownText),
      }),
    ),
    diagnostics: list({ $ref: '#/$defs/diagnostic' }),
    summary: object({ errors: count, warnings: count, infos: count }),
  }),
  $defs: { diagnostic, range },
};

const metric = object({
  value: described('Over the horizon, in `unit`; null where it is undefined or unknown.', unknownNumber),
  unit: described('Empty for a plain number.', text),
  byYear: list(unknownNumber),
});

/** What `dcplan simulate --json` writes. */
export const simulateOutputSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Output of dcplan simulate',
  ...object({
    ...head,
    plan: object({ file: text, hash: described('Of what was declared.', text) }),
    scenario: described('null for the plan without a scenario.', unknownText),
    seed: { type: 'integer' },
    fidelity: { enum: ['F0', 'F1', 'F2'] },
    years: described('Calendar years that `byYear` runs over.', list({ type: 'integer' })),
    presentValue: described('Of all cost lines, USD; null where any of them is unknown.', unknownNumber),
    metrics: described('By path in the plan, then by metric.', {
      type: 'object',
      additionalProperties: { type: 'object', additionalProperties: metric },
    }),
    costs: list(
      object({
        path: text,
        item: text,
        subsystem: { enum: ['cooling', 'network', 'rack', 'electrical', 'contract', 'sizing', 'operation'] },
        presentValue: described('USD.', unknownNumber),
        outlay: described('Undiscounted, USD, for capital.', unknownNumber),
        byYear: described('Yearly charge, USD.', list(unknownNumber)),
      }),
    ),
    binds: described(
      'What limits each hall, by year.',
      list(
        object({
          path: text,
          year: { type: 'integer' },
          dimension: text,
          use: described('1 is all of it.', unknownNumber),
        }),
      ),
    ),
    worths: described(
      'What one more unit of what binds placement would be worth, by year: USD a year for an accelerator, a W or a s.',
      list(
        object({
          limit: { enum: ['accelerators', 'contract', 'latency'] },
          path: text,
          money: described('Null where what it would serve has no declared value.', unknownNumber),
          serves: described('Accelerators of work that it would let be done.', { type: 'number' }),
          within: described('W that it would bring back within contracts.', { type: 'number' }),
          year: { type: 'integer' },
          words: text,
        }),
      ),
    ),
    assumptions: described(
      'Figures that are assumed rather than sourced.',
      list(object({ path: text, property: text, source: object({ title: text, standing: text }) })),
    ),
    notes: described(
      'What could not be simulated as asked.',
      list(object({ type: { enum: ['range', 'unknown', 'unsupported', 'assumption'] }, path: text, message: text })),
    ),
  }),
};

/** What `dcplan catalog --json` writes. */
export const catalogOutputSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Output of dcplan catalog',
  ...object({
    ...head,
    entries: described('In the form of the IR, by module and name: `std/racks#GB200_NVL72`.', {
      type: 'object',
      propertyNames: { pattern: '^std/[a-z-]+#[A-Za-z_][A-Za-z0-9_]*$' },
      additionalProperties: object({ kind: text }),
    }),
  }),
};
