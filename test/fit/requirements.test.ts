import { describe, expect, it } from 'vitest';
import { findCode } from '../../compiler/src/text/registry.js';
import { expectCase, hall } from './cases.js';
import { find, type Found, training } from './fixture.js';
import { requirementCases } from './requirements.cases.js';

describe.each(Object.entries(requirementCases))('%s', (slug, wanted) => {
  const { code } = findCode(slug)!;

  it('fires, at its place', () => {
    const found = find(wanted.fires, wanted.options);
    const matching = found.of(code).filter(({ message }) => message.includes(wanted.words[0]!));
    expect(matching).toHaveLength(1);
    expect(matching[0]!.slug).toBe(slug);
    expectCase(matching[0]!, found, wanted);
  });

  it('does not fire on a plan like it', () => {
    expect(find(wanted.quiet, wanted.quietOptions).of(code)).toEqual([]);
  });
});

/** Messages of the requirements that fail or cannot be judged. */
function judged(require: string, parts: Parameters<typeof training>[0] = {}): string[] {
  const found: Found = find(training({ ...parts, more: `  ${require.replaceAll('\n', '\n  ')}` }));
  return ['DCP6001', 'DCP6002', 'DCP6004'].flatMap((code) => found.of(code).map(({ message }) => message));
}

describe('periods', () => {
  // The contract is large enough in its first year only: the load is flat.
  const contract = '  contract Grid { energy: 50 USD/MWh, capacity: step { 2027: 3 MW, 2028-03-01: 1 MW } }';

  it('a peak is compared with the capacity of its own billing month', () => {
    expect(judged('require Grid.peak <= Grid.capacity', { contract })[0]).toContain('fails in 2028-03:');
  });

  it('months before and after the period do not count', () => {
    expect(judged('require Grid.peak <= Grid.capacity in 2027..2028-02', { contract })).toEqual([]);
    expect(judged('require Grid.peak <= Grid.capacity in 2028-04', { contract })[0]).toContain('fails in 2028-04:');
    expect(judged('require Grid.peak <= Grid.capacity in 2028-02..2028-03', { contract })[0]).toContain(
      'fails in 2028-03:',
    );
  });

  it('a yearly metric holds in each year of the period', () => {
    const workload = '  workload Frontier: Pretraining { on: [A], accelerators: step { 2027: 576, 2028: 100 } }';
    expect(judged('require A.busy >= 90 %', { workload })[0]).toContain('fails in 2028:');
    expect(judged('require A.busy >= 90 % in 2027', { workload })).toEqual([]);
    expect(judged('require A.busy >= 90 % in 2027..2028', { workload })[0]).toContain('fails in 2028:');
  });
});

describe('conditions', () => {
  it('join, negate and reckon', () => {
    expect(judged('require pue <= 1.05 or A.busy >= 90 %')).toEqual([]);
    expect(judged('require pue <= 1.05 and A.busy >= 90 %')[0]).toContain("C's pue is");
    expect(judged('require not (pue > 1.05)')[0]).toContain('not (C');
    expect(judged('require A.itPower + 1 MW <= Grid.capacity')).toEqual([]);
    expect(judged('require max(A.itPower, 2 MW) <= 1.9 MW')).toHaveLength(1);
  });

  it('one known side decides an `or`, and an `and`, beside an unknown one', () => {
    expect(judged('require netPresentValue >= 1 MUSD or pue <= 1.30')).toEqual([]);
    expect(judged('require netPresentValue >= 1 MUSD and pue <= 1.30')[0]).toContain('C.netPresentValue is unknown');
    expect(judged('require netPresentValue >= 1 MUSD and pue <= 1.05')[0]).toContain("C's pue is");
  });

  it('a wish that cannot be judged warns, a gate fails', () => {
    const severity = (word: string): string[] =>
      find(training({ more: `  ${word} netPresentValue >= 1 MUSD` }))
        .of('DCP6004')
        .map((each) => each.severity);
    expect(severity('prefer')).toEqual(['warning']);
    expect(severity('require')).toEqual(['error']);
  });
});

describe('suppressions', () => {
  const contract = '  contract Grid: ERCOT_Industrial { capacity: 1 MW }';
  const plan = (above: string, on: 'campus' | 'hall', racks = hall('8 of GB200_NVL72', 'DirectToChip')): string => {
    const text = training({ contract, hall: on === 'hall' ? `  ${above}\n${racks}` : racks });
    return on === 'campus' ? text.replace('campus C {', `${above}\ncampus C {`) : text;
  };

  it('go by slug or code, and reach what stands in the block', () => {
    for (const name of ['feeds-below-hall', 'DCP3003']) {
      for (const on of ['campus', 'hall'] as const) {
        const found = find(plan(`@allow("${name}", "capped")`, on));
        expect(found.of('DCP3003')).toEqual([]);
        expect(found.of('DCP6102')).toEqual([]);
      }
    }
  });

  it('take away only what they name', () => {
    const found = find(plan('@allow("feeds-below-hall", "capped")', 'hall'));
    expect(found.of('DCP4302')).toHaveLength(1);
  });

  it('no date is judged without a day to judge it by', () => {
    const text = plan('@allow("feeds-below-hall", "capped", until: 2020)', 'hall');
    expect(find(text).of('DCP6101')).toEqual([]);
    expect(find(text, { today: '2028-01-01' }).of('DCP6101')).toHaveLength(1);
  });

  it('none is said to be without effect by the static part alone', () => {
    const text = plan('@allow("thermal-part-load", "as built")', 'hall');
    const { workspace } = find(text);
    expect(
      workspace.check('plan.dcplan', { simulate: false }).diagnostics.filter(({ code }) => code === 'DCP6102'),
    ).toEqual([]);
  });
});
