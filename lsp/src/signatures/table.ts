/** An argument as it is written in a signature, and what it means. */
export interface Parameter {
  readonly label: string;
  readonly doc: string;
  /** Set where it may be written `name: value`. */
  readonly name?: string;
}

export interface Signature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly doc: string;
  /** The last parameter may come any number of times. */
  readonly repeats?: boolean;
}

const values: Parameter = {
  label: 'values…',
  doc: 'Quantities of one dimension, or lists of them; also `h.power for h in halls`.',
};

const mean: Parameter = { label: 'mean', doc: 'What a run without draws takes.' };
const deviation: Parameter = {
  label: 'deviation',
  doc: 'Standard deviation: a difference of the same dimension, or a share of the mean in %.',
};

const aggregate = (name: string, doc: string): Signature => ({ name, parameters: [values], doc, repeats: true });

/** What may stand before a parenthesis. */
export const signatures: readonly Signature[] = [
  aggregate('min', 'The least of the values.'),
  aggregate('max', 'The greatest of the values.'),
  aggregate('sum', 'The sum of the values.'),
  {
    name: 'triangular',
    parameters: [
      { label: 'low', doc: 'Least that it may be.' },
      { label: 'mode', doc: 'Where it most likely is: what a run without draws takes.' },
      { label: 'high', doc: 'Greatest that it may be.' },
    ],
    doc: 'An uncertain quantity between two bounds.',
  },
  {
    name: 'normal',
    parameters: [mean, deviation],
    doc: 'An uncertain quantity, normally distributed.',
  },
  {
    name: 'lognormal',
    parameters: [mean, deviation],
    doc: 'An uncertain quantity above zero whose logarithm is normally distributed.',
  },
  {
    name: '@source',
    parameters: [
      { label: '"title"', doc: 'Title of what says so.' },
      { label: 'year', name: 'year', doc: 'Year of publication.' },
      { label: '"where"', name: 'where', doc: 'Page, table, section or address.' },
      {
        label: 'standing: vendor | measured | published | assumed',
        name: 'standing',
        doc: 'How far the figure can be relied on; published unless given.',
      },
    ],
    doc: 'Where the figures of the next block, property or requirement come from.',
  },
  {
    name: '@allow',
    parameters: [
      { label: '"finding"', doc: 'Code or name of the finding that is to be silent on the next block.' },
      { label: '"reason"', name: 'reason', doc: 'Why: it is shown wherever the finding would be.' },
      { label: 'until: date', name: 'until', doc: 'Day on which it is to be looked at again.' },
    ],
    doc: 'Takes a finding out on the next block, with a reason.',
  },
  {
    name: '@probability',
    parameters: [{ label: 'share', doc: 'Between 0 % and 100 %.' }],
    doc: 'How likely the next scenario is.',
  },
];
