import { describe, expect, it } from 'vitest';
import type { Requirement } from '../../compiler/src/ir/index.js';
import { check, compileText, inCampus, planOf } from './fixture.js';

function requirement(text: string, more = ''): Requirement {
  return planOf(inCampus(`${more}\n${text}`)).requirements[0]!;
}

describe('require and prefer', () => {
  it('compare metrics with declared figures, which stay references', () => {
    expect(requirement('require Grid.peak <= 0.95 * Grid.capacity "clause 7"')).toEqual({
      mode: 'require',
      at: 'Prairie',
      condition: {
        op: '<=',
        left: { metric: 'peak', of: 'Prairie.Grid' },
        right: { op: '*', left: { value: 0.95 }, right: { property: 'capacity', of: 'Prairie.Grid' } },
      },
      text: 'Grid.peak <= 0.95 * Grid.capacity',
      message: 'clause 7',
    });
  });

  it('take a name from the block that they stand in, then outward', () => {
    const hall = 'hall B: A {\n require itPeak <= 30 MW\n require presentValue <= 2 MUSD\n }';
    expect(planOf(inCampus(hall)).requirements.map((each) => [each.at, each.condition])).toEqual([
      ['Prairie.B', { op: '<=', left: { metric: 'itPeak', of: 'Prairie.B' }, right: { value: 30e6 } }],
      ['Prairie.B', { op: '<=', left: { metric: 'presentValue', of: 'Prairie' }, right: { value: 2e6 } }],
    ]);
  });

  it('take the metric where the property of the name is no figure', () => {
    expect(requirement('require A.power <= 50 MW').condition).toMatchObject({
      left: { metric: 'power', of: 'Prairie.A' },
    });
  });

  it('compare the words of a property, which are known without a simulation', () => {
    const [no, yes] = [{ value: 0 }, { value: 1 }];
    expect(requirement('prefer A.idle == spread').condition).toEqual({ op: '==', left: yes, right: yes });
    expect(requirement('prefer off == A.idle').condition).toEqual({ op: '==', left: no, right: yes });
    expect(requirement('prefer A.idle != off').condition).toEqual({ op: '==', left: yes, right: yes });
    expect(requirement('prefer A.electrical.redundancy == 2N or pue <= 1.3').condition).toMatchObject({
      op: 'or',
      left: { right: yes },
    });
    expect(requirement('prefer currency == USD and "USD" == currency').condition).toMatchObject({
      op: 'and',
      left: { left: yes },
      right: { left: yes },
    });
    expect(
      compileText(inCampus('prefer A.idle == offf')).diagnostics.map(({ slug, message }) => `${slug}: ${message}`),
    ).toEqual(['unknown-word: `offf` is not among `spread`, `consolidate`, `sleep`, `off`; did you mean `off`?']);
  });

  it('join, negate and aggregate', () => {
    expect(requirement('require not (pue > 1.3 or wue > 1 L/kWh)').condition).toMatchObject({
      op: 'not',
      operand: { op: 'or' },
    });
    expect(requirement('require sum(h.itPeak for h in halls) <= 1 GW', 'hall B: A { }').condition).toMatchObject({
      left: {
        op: 'sum',
        items: [
          { metric: 'itPeak', of: 'Prairie.A' },
          { metric: 'itPeak', of: 'Prairie.B' },
        ],
      },
    });
  });

  it('add up an array’s metrics over its parts, and take the worst of those that have no sum', () => {
    const halls = 'hall H[1..4]: A { }\nhall H[2] { idle: off }';
    expect(requirement('require H.itPeak <= 1 GW', halls).condition).toMatchObject({
      left: {
        op: 'sum',
        items: [
          { metric: 'itPeak', of: 'Prairie.H' },
          { metric: 'itPeak', of: 'Prairie.H[2]' },
        ],
      },
    });
    expect(requirement('require H.pue <= 1.3', halls).condition).toMatchObject({ left: { op: 'max' } });
    expect(requirement('require H[1].itPeak <= 1 GW', halls).condition).toMatchObject({
      left: { op: '*', left: { value: 1 / 3 }, right: { metric: 'itPeak', of: 'Prairie.H' } },
    });
  });

  it('say what is wrong with them', () => {
    check(`
import std/parts { Here }
campus P {
  climate: Here, opens: 2027
  contract Grid { capacity: 1 MW }
  require pue in 1.05..1.25
  //             ^^^^^^^^^^ range-in-condition: pue >= 1.05 and pue <= 1.25
  require pue
  //      ^^^ not-a-condition
  require Grid.peak <= 3 MWh
  //                   ^^^^^ wrong-dimension: energy
  require Grid.peek <= 3 MW
  //           ^^^^ unknown-name: did you mean \`peak\`
  require Grid <= 3
  //      ^^^^ unsupported-condition
  require pue <= 1.3 in 2030..2029
  //                    ^^^^^^^^^^ bad-period
}
`);
  });

  it('mend a range of values by two comparisons', () => {
    const { diagnostics } = compileText(inCampus('require pue in 1.05..1.25'));
    expect(diagnostics[0]?.fixes?.[0]?.edits[0]?.newText).toBe('pue >= 1.05 and pue <= 1.25');
  });

  it('carry their source', () => {
    expect(requirement('@source("Agreement", 2026, "clause 7")\nprefer pue <= 1.2').source).toEqual({
      title: 'Agreement',
      year: 2026,
      where: 'clause 7',
      standing: 'published',
    });
  });
});

it('a retrofit’s trigger is a condition', () => {
  const hall = planOf(
    inCampus('hall B: A { retrofit R { to: Plant, cost: 1 USD/W, downtime: 1 months, trigger: plantLoad < 30 % } }'),
  ).campus[0]!.hall[1]!;
  expect(hall.retrofit[0]?.trigger).toEqual({
    op: '<',
    left: { metric: 'plantLoad', of: 'Prairie.B' },
    right: { value: 0.3 },
  });
});
