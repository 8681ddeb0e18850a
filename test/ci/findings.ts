import { checkReport, type Found } from '../../compiler/src/diagnostics/check-report.js';
import type { CheckReport } from '../../compiler/src/diagnostics/judged.js';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';

/** A text with something in it for every renderer to stumble over. */
export const SOURCE = `campus Prairie {
  hall A {
    cooling: DirectToChip { supply: 32 degC }
  }
  require pue <= 1.25 "clause 7, 100 %: <b>"
}
`;

export const FILE = 'plans/west & east, 2.dcplan';

export function place(text: string): Diagnostic['location'] {
  const start = SOURCE.indexOf(text);
  return { file: FILE, span: { start, end: start + text.length } };
}

export function finding(more: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: 'DCP4103',
    slug: 'thermal-part-load',
    severity: 'warning',
    message: 'the plant is too large, by 72 %: "A" carries <58 MW> & less',
    location: place('DirectToChip { supply: 32 degC }'),
    path: 'Prairie.A.cooling',
    ...more,
  };
}

export const full = finding({
  notes: ['sized for 211 MW\nsince 2027'],
  related: [{ location: place('hall A'), message: 'in this hall' }],
  impact: {
    presentValue: 4.1e7,
    energy: 3.96e15,
    carbon: null,
    from: '2030-01',
    until: null,
    basis: 'a smaller plant',
  },
  fixes: [
    {
      title: 'cooling: Hybrid',
      edits: [{ ...place('DirectToChip'), newText: 'Hybrid' }],
      predicted: { presentValue: 3.3e7, energy: 1e15, capital: -1.2e7, planPresentValue: 2e9 },
    },
    { title: 'think again', edits: [] },
  ],
});

export const error = finding({
  code: 'DCP6001',
  slug: 'require-failed',
  severity: 'error',
  message: '`pue <= 1.25` fails in 2029: 1.31, against 1.25 (clause 7, 100 %: <b>)',
  location: place('pue <= 1.25'),
  path: 'Prairie',
});

const suppressed = finding({
  code: 'DCP4201',
  slug: 'network-bisection-unused',
  message: 'too wide',
  path: 'Prairie.A.network',
});

export function reportOf(diagnostics: readonly Diagnostic[], more: Partial<Found> = {}): CheckReport {
  return checkReport({
    engine: 'dcplan 0.1.0',
    plans: [{ file: FILE, hash: null }],
    diagnostics,
    sources: new Sources(() => SOURCE),
    ...more,
  });
}

/** One of everything: an error, a warning with all that a finding can have, a suppressed one, one known and one gone. */
export function everything(): CheckReport {
  const known = finding({ code: 'DCP4301', slug: 'contract-minimum-unused', severity: 'info', path: 'Prairie.Grid' });
  const { fingerprint } = reportOf([known]).findings[0]!;
  const entry = {
    code: 'DCP4301',
    slug: 'contract-minimum-unused',
    severity: 'info',
    file: FILE,
    message: 'was there',
  } as const;
  return reportOf([full, error, known], {
    suppressed: [{ diagnostic: suppressed, allow: { reason: 'bought "already"', until: '2028-06-01' } }],
    baseline: [
      { ...entry, fingerprint, path: 'Prairie.Grid' },
      { ...entry, fingerprint: '0'.repeat(32), code: 'DCP4402', slug: 'slo-missed', path: null },
    ],
  });
}
