import { count, described, list, object, type Schema, text, unknownNumber, unknownText } from './schema-parts.js';

/** JSON Schemas (2020-12) of what reviews of plans read and write. */

const SCHEMA = 'https://json-schema.org/draft/2020-12/schema';
const severity = { enum: ['error', 'warning', 'info'] };

const change = object({
  type: { enum: ['added', 'removed', 'renamed', 'changed'] },
  what: described(
    'A kind of block, or one of `property`, `let`, `entry`, `require`, `prefer`, `scenario`, `override`, `documentation`, `sources`, `suppressions`, `alternatives`.',
    text,
  ),
  path: described('In the second plan; of what is removed, in the first.', text),
  was: described('As written; null where there is none.', unknownText),
  is: described('As written; null where there is none.', unknownText),
  cause: described('Index in `causes`; null for what changes no number.', { type: ['integer', 'null'], minimum: 0 }),
});

const finding = object({
  code: text,
  slug: text,
  severity,
  message: text,
  file: text,
  line: { type: 'integer', minimum: 1 },
  path: unknownText,
  presentValue: described('USD.', unknownNumber),
  fingerprint: text,
});

const hallFit = described('null where the hall is not there, or does no work.', {
  anyOf: [
    object({
      fit: described('Share, 0 to 1.', unknownNumber),
      infrastructureFit: described('The same without racks.', unknownNumber),
      failing: described('The part in which most is lost; null where nothing is.', unknownText),
    }),
    { type: 'null' },
  ],
});

const plan = object({
  base: described('The plan’s file on the first side; null where it is new.', unknownText),
  head: described('The plan’s file on the second side; null where it is gone.', unknownText),
  hashes: object({ base: unknownText, head: unknownText }),
  changed: { type: 'boolean' },
  changes: list(change),
  causes: list(object({ title: text, paths: list(text) })),
  method: described('How a figure’s change is shared among causes.', { enum: ['none', 'one', 'shapley', 'sequence'] }),
  figures: list(
    object({
      campus: text,
      metric: text,
      unit: text,
      base: unknownNumber,
      head: unknownNumber,
      change: unknownNumber,
      causes: described('By cause; they add up to the change. null where it is not shared out.', {
        anyOf: [list(unknownNumber), { type: 'null' }],
      }),
    }),
  ),
  dates: list(object({ campus: text, label: text, base: unknownText, head: unknownText })),
  binds: list(object({ hall: text, base: unknownText, head: unknownText })),
  hallFits: described('How well each hall fits its work.', list(object({ hall: text, base: hallFit, head: hallFit }))),
  findings: object({ added: list(finding), gone: list(finding), kept: count }),
});

/** What `dcplan diff --format json` writes. */
export const diffOutputSchema: Schema = {
  $schema: SCHEMA,
  title: 'Output of dcplan diff',
  ...object({
    schemaVersion: { const: 1 },
    engine: described('Name and version of the language and library.', text),
    seed: { type: 'integer' },
    scenario: unknownText,
    base: text,
    head: text,
    changed: { type: 'boolean' },
    plans: list(plan),
  }),
};

const figure = { type: ['number', 'string'] };

/** What `dcplan.json` may say. */
export const configSchema: Schema = {
  $schema: SCHEMA,
  title: 'dcplan.json',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: text,
    dcplan: described('Version of the program: `0.1.0`, or `0.1` for any of its patches.', version()),
    library: described('Version of the library, in the same form.', version()),
    plans: described('Plans, or folders that hold them, where a command names none.', list(text)),
    failOn: described('Least severity that makes the exit code of `check` 1.', severity),
    baseline: described('File of known findings.', text),
    locked: described('Check that imports and library are as `dcplan.lock` has them.', { type: 'boolean' }),
    thresholds: list({
      type: 'object',
      additionalProperties: false,
      required: ['metric'],
      anyOf: ['atMost', 'atLeast', 'increase', 'decrease', 'crossing'].map((name) => ({ required: [name] })),
      properties: {
        metric: described('`Prairie.Grid.peak`, or `*.peak` for every block that has it.', {
          type: 'string',
          pattern: '^(\\*|[^\\s.]+(\\.[^\\s]+)*)\\.[A-Za-z]\\w*$',
        }),
        atMost: described('A number in the unit that the metric is shown in, or a text with its unit.', figure),
        atLeast: figure,
        increase: described(
          'Most growth against the base: a percentage of it, an amount, or points of a share.',
          figure,
        ),
        decrease: figure,
        crossing: described('A value that may not be passed, in either direction, against the base.', figure),
        severity,
        message: text,
      },
    }),
  },
};

function version(): Schema {
  return { type: 'string', pattern: '^\\d+\\.\\d+(\\.\\d+)?$' };
}
