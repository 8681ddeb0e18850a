import {
  count,
  described,
  list,
  number,
  object,
  orNull,
  type Schema,
  text,
  unknownNumber,
  unknownText,
} from './schema-parts.js';
import { viewSchemas } from './view-schemas.js';

/**
 * JSON Schemas (2020-12) of what the command line writes with `--json`. A field that is required here stays within a
 * major version; others may come, so that objects stay open.
 */

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

const fingerprintText = { type: 'string', pattern: '^[0-9a-f]{32}$' };

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
  fingerprint: described('Stays when lines move and other blocks are renamed.', fingerprintText),
  baseline: described('null where `check` was given no baseline.', { enum: ['new', 'unchanged', null] }),
  suppression: described(
    'The `@allow` that takes it out; null for what counts.',
    orNull({ type: 'object', required: ['reason'], properties: { reason: text, until: text } }),
  ),
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
    suppressed: described('What an `@allow` takes out, not counted.', list({ $ref: '#/$defs/diagnostic' })),
    gone: described(
      'In the baseline, and found no more.',
      list(
        object({
          fingerprint: fingerprintText,
          code: text,
          slug: text,
          severity: { enum: ['error', 'warning', 'info'] },
          file: text,
          path: unknownText,
          message: text,
        }),
      ),
    ),
    summary: object({ errors: count, warnings: count, infos: count }),
  }),
  $defs: { diagnostic, range },
};

const metric = object({
  value: described('Over the horizon, in `unit`; null where it is undefined or unknown.', unknownNumber),
  unit: described('Empty for a plain number.', text),
  byYear: list(unknownNumber),
});

const subsystem = { enum: ['cooling', 'network', 'rack', 'electrical', 'contract', 'sizing', 'operation'] };

const changes = list(
  described(
    'A property with its new text or the number of a declared alternative, or a new member.',
    object({ path: text }),
  ),
);

const mismatch = object({
  cost: described('Cost of the plan less that of its best mended form, useful work held equal, USD.', number),
  parts: described('That cost by subsystem, USD: the exact Shapley value over their coalitions.', {
    type: 'object',
    additionalProperties: { type: 'number', minimum: 0 },
  }),
  byCampus: described('The difference as charged and not yet spent, USD.', {
    type: 'object',
    additionalProperties: number,
  }),
  planFit: described('Cost of the best mended form over that of the plan.', {
    exclusiveMinimum: 0,
    maximum: 1,
    ...number,
  }),
  built: described(
    'Halls that stand by `asOf`, and that month: what is spent by then is no part of the cost. Null where none does.',
    orNull(object({ asOf: text, halls: list(text) })),
  ),
  estimate: described('The cost by representative hours, in which the search ran, USD.', number),
  best: object({ title: text, presentValue: unknownNumber, changes }),
  mends: described(
    'Single mends, the one that saves most first.',
    list(
      object({
        title: text,
        subsystem,
        value: described('What it saves with useful work held equal, without what is spent, USD.', number),
        spent: described('What it would save besides, were it not spent by `asOf`, USD.', number),
        presentValue: described('Saving of the plan as charged, USD.', number),
        energy: described('Saving, J.', number),
        capital: described('Saving of capital, USD.', number),
        carbon: described('Saving, kg.', unknownNumber),
        from: described('First month of the first year in which it saves.', text),
        changes,
        conflicts: described(
          'Mends before it that it is not to be made with.',
          list(object({ title: text, why: { enum: ['same', 'less together'] } })),
        ),
      }),
    ),
  ),
  search: object({
    simulations: count,
    exhaustive: described('Whether every combination was tried.', { type: 'boolean' }),
    cut: described('Whether it ended before every part was tried.', { type: 'boolean' }),
    groups: described('Groups of halls that choices are made for.', count),
    byDesign: described('Whether halls of one design are changed together though they differ.', { type: 'boolean' }),
    left: described('Halls that stay as they are: only the dearest groups are searched.', list(text)),
  }),
});

/** What `dcplan simulate --json` writes. */
export const simulateOutputSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Output of dcplan simulate',
  ...object(
    {
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
          subsystem,
          presentValue: described('USD.', unknownNumber),
          outlay: described('Undiscounted, USD, for capital.', unknownNumber),
          byYear: described('Yearly charge, USD.', list(unknownNumber)),
        }),
      ),
      mismatch: described(
        'What the plan costs beyond its best mended form; null where costs are unknown.',
        orNull(mismatch),
      ),
      hallFits: described(
        'Cost per useful unit of the best purpose-built hall over that of this one, by hall, workload and year.',
        list(
          object({
            hall: text,
            workload: text,
            year: { type: 'integer' },
            fit: unknownNumber,
            infrastructureFit: described('Without accelerators.', unknownNumber),
            failing: described('The subsystem whose cost per unit differs most.', orNull(subsystem)),
            infrastructureFailing: described('Likewise, without accelerators.', orNull(subsystem)),
          }),
        ),
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
    },
    viewSchemas,
  ),
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
