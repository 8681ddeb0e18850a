import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';
import { findCode } from '../../compiler/src/text/registry.js';
import { chat, expectCase, hall } from './cases.js';
import { consistencyCases } from './consistency.cases.js';
import { campus, ENTRY, type Found, training, withImports, workspaceOf } from './fixture.js';

/** Compiles and checks without simulating. */
function stat(text: string, code: string): { readonly found: Found; readonly of: readonly Diagnostic[] } {
  const workspace = workspaceOf({ [ENTRY]: text });
  const { diagnostics, plan } = workspace.check(ENTRY, { simulate: false });
  expect(diagnostics.filter(({ code: other }) => /^DCP[12]/.test(other)).map(({ message }) => message)).toEqual([]);
  const at = ({ location }: Diagnostic): string => text.slice(location.span.start, location.span.end);
  return {
    found: { text, workspace, plan, diagnostics, at } as unknown as Found,
    of: diagnostics.filter((each) => each.code === code),
  };
}

describe.each(Object.entries(consistencyCases))('%s', (slug, wanted) => {
  const { code, severity } = findCode(slug)!;

  it('fires, at its place', () => {
    const { found, of } = stat(wanted.fires, code);
    expect(of).toHaveLength(1);
    expect(of[0]).toMatchObject({ code, slug, severity });
    expectCase(of[0]!, found, wanted);
  });

  it('does not fire on a plan like it', () => {
    expect(stat(wanted.quiet, code).of).toEqual([]);
  });
});

describe('supply-above-rack', () => {
  it('goes by the air that an air cooling supplies', () => {
    const of = (degrees: number): readonly Diagnostic[] =>
      stat(campus({ hall: hall('20 of HGX_H200_Air', `AirEconomizer { supply: ${degrees} degC }`) }), 'DCP3005').of;
    expect(of(30).map(({ message }) => message)).toEqual([
      'AirEconomizer in A supplies air of 30 °C; HGX_H200_Air accepts 27 °C at most',
    ]);
    expect(of(26)).toEqual([]);
  });

  it('goes by the residual air of cold plates as well, but not of tanks', () => {
    expect(
      stat(training({ hall: hall('8 of GB200_NVL72', 'DirectToChip { airSupply: 30 degC }') }), 'DCP3005').of[0]
        ?.message,
    ).toContain('supplies air of 30 °C');
    expect(
      stat(training({ hall: hall('8 of GB200_NVL72', 'Immersion_TwoPhase { airSupply: 30 degC }') }), 'DCP3005').of,
    ).toEqual([]);
  });
});

describe('slo-below-light', () => {
  it('is silent where some users stand on the campus itself', () => {
    expect(
      stat(campus({ workload: chat('demand: 1 req/s, users: { tokyo: 60 % }\n    slo { ttft: 100 ms }') }), 'DCP3004')
        .of,
    ).toEqual([]);
  });

  it('judges work above campuses by the campus that is nearest to its users', () => {
    const halls = (name: string, climate: string): string =>
      campus({ head: `  climate: ${climate}\n  opens: 2027\n  horizon: 2 years`, workload: '' })
        .replace(/^import .*\n/gm, '')
        .replace('campus C', `campus ${name}`);
    const plan = (second: string): string =>
      withImports(
        `${halls('East', 'Ashburn')}${halls('Other', second)}\n${chat('demand: 1 req/s, users: { tokyo: 100 % }\n    slo { ttft: 100 ms }', 'W', '[East.A, Other.A]').replace(/^ {2}/gm, '')}\n`,
      );
    expect(stat(plan('Dallas'), 'DCP3004').of.map(({ path }) => path)).toEqual(['W.slo.ttft']);
    expect(stat(plan('Seoul'), 'DCP3004').of).toEqual([]);
  });
});

it('opens-outside-horizon says so of a hall before its campus', () => {
  const { of } = stat(campus({ hall: hall('20 of HGX_H200_Air', 'AirEconomizer', 'opens: 2026-12') }), 'DCP3006');
  expect(of[0]?.message).toContain('before its campus does (2027-01)');
  expect(of[0]?.related).toHaveLength(1);
});
