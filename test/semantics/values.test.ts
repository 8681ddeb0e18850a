import { describe, expect, it } from 'vitest';
import { indexPlan } from '../../compiler/src/ir/index.js';
import { check, compileText, inCampus, planOf } from './fixture.js';

/** The value that a property of a contract has in the IR. */
function price(text: string, lets = ''): unknown {
  const plan = planOf(`${lets}\n${inCampus(`carbonPrice: ${text}`)}`);
  return (indexPlan(plan).get('Prairie') as unknown as Record<string, unknown>)['carbonPrice'];
}

function messages(text: string): string[] {
  return compileText(text).diagnostics.map((diagnostic) => diagnostic.message);
}

describe('values over time', () => {
  it('are linear, or hold', () => {
    expect(price('{ 2030: 2 USD/kg, 2027-06: 1 USD/kg }')).toEqual({
      series: 'linear',
      points: [
        { at: '2027-06-01', value: 1 },
        { at: '2030-01-01', value: 2 },
      ],
    });
    expect(price('step { 2027: 1 USD/kg }')).toMatchObject({ series: 'step' });
  });

  it('grow, from the first day of the block unless they say otherwise', () => {
    expect(price('1 USD/kg growing 5 %/year until 2035')).toEqual({
      series: 'growing',
      base: 1,
      rate: 0.05,
      from: '2027-01-01',
      until: '2035-01-01',
    });
    expect(price('{ 2027: 1 USD/kg } growing rate from 2030', 'let rate = 7 %')).toMatchObject({
      base: { series: 'linear' },
      rate: 0.07,
      from: '2030-01-01',
    });
  });

  it('are scaled, and added where both are of one sort', () => {
    expect(price('2 * { 2027: 1 USD/kg, 2029: 3 USD/kg }')).toMatchObject({ points: [{ value: 2 }, { value: 6 }] });
    expect(price('{ 2027: 1 USD/kg, 2029: 3 USD/kg } + { 2028: 10 USD/kg }')).toEqual({
      series: 'linear',
      points: [
        { at: '2027-01-01', value: 11 },
        { at: '2028-01-01', value: 12 },
        { at: '2029-01-01', value: 13 },
      ],
    });
  });
});

describe('uncertainty', () => {
  it('is uniform around a value, relative or absolute', () => {
    expect(price('10 USD/kg ± 20 %')).toEqual({ distribution: 'uniform', low: 8, high: 12, central: 10 });
    expect(price('10 USD/kg +/- 3 USD/kg')).toEqual({ distribution: 'uniform', low: 7, high: 13, central: 10 });
    expect(price('8 USD/kg .. 12 USD/kg')).toEqual({ distribution: 'uniform', low: 8, high: 12, central: 10 });
  });

  it('has other shapes by name', () => {
    expect(price('triangular(1 USD/kg, 2 USD/kg, 4 USD/kg)')).toEqual({
      distribution: 'triangular',
      low: 1,
      mode: 2,
      high: 4,
      central: 2,
    });
    expect(price('normal(10 USD/kg, 5 %)')).toEqual({ distribution: 'normal', mean: 10, deviation: 0.5, central: 10 });
    expect(price('lognormal(10 USD/kg, 1 USD/kg)')).toMatchObject({ distribution: 'lognormal', deviation: 1 });
  });

  it('of a share in percentage points is absolute, in percent relative', () => {
    const contract = (text: string): unknown =>
      (
        indexPlan(planOf(inCampus(`contract C: Grid { takeOrPay: ${text} }`))).get('Prairie.C') as unknown as Record<
          string,
          unknown
        >
      )['takeOrPay'];
    expect(contract('60 % ± 5 pp')).toMatchObject({ low: expect.closeTo(0.55, 12) as number, central: 0.6 });
    expect(contract('60 % ± 5 %')).toMatchObject({ low: expect.closeTo(0.57, 12) as number, central: 0.6 });
  });

  it('of a temperature is a difference, never a share', () => {
    const supply = (text: string): string[] => messages(inCampus(`hall B: A { cooling: Plant { supply: ${text} } }`));
    expect(supply('30 degC ± 2 K')).toEqual([]);
    expect(supply('30 degC ± 5 %')[0]).toMatch(/^The spread of a temperature is a difference in K/);
    expect(supply('normal(30 degC, 5 %)')[0]).toMatch(/^The spread of a temperature is a difference in K/);
  });

  it('on a series is one factor for all dates', () => {
    const factor = { distribution: 'uniform', low: 0.8, high: 1.2, central: 1 };
    expect(price('{ 2027: 1 USD/kg, 2030: 2 USD/kg } ± 20 %')).toMatchObject({
      points: [{ value: 1 }, { value: 2 }],
      factor,
    });
    expect(price('{ 2027: 1 USD/kg ± 20 %, 2030: 2 USD/kg ± 20 % }')).toMatchObject({
      points: [{ value: 1 }, { value: 2 }],
      factor,
    });
    expect(price('(1 USD/kg ± 20 %) growing 5 %/year')).toMatchObject({ series: 'growing', base: 1, factor });
  });

  it('of one `let` is one draw', () => {
    expect(price('2 * p', 'let p = 10 USD/kg ± 20 %')).toMatchObject({ low: 16, high: 24, draw: 'p' });
  });

  it('is refused where two distributions meet', () => {
    check(`
let a = (1 ± 10 %) * (2 ± 10 %)
//      ^^^^^^^^^^^^^^^^^^^^^^^ unsupported-arithmetic: Two uncertain values
`);
  });
});

describe('dates', () => {
  it('are their first instant; the end of a range its last', () => {
    const [requirement] = planOf(inCampus('require pue <= 1.25 in 2027..2032-06')).requirements;
    expect(requirement?.during).toEqual({ from: '2027-01-01', to: '2032-06-30' });
  });

  it('may be a bare year, also through a let', () => {
    expect(
      planOf(
        `let d: Date = 2028\nlet e = 2029\n${inCampus('hall B: A { opens: d }\nhall C: A { opens: e }')}`,
      ).campus[0]!.hall.map((hall) => hall.opens),
    ).toEqual([undefined, '2028-01-01', '2029-01-01']);
  });

  it('are not written with slashes', () => {
    const opens = (text: string): string[] => messages(inCampus('').replace('opens: 2027', `opens: ${text}`));
    expect(opens('2027/01')).toEqual(['A date is due here, and this is a division: write `2027-01`.']);
    expect(opens('2027 / 1 / 5')).toEqual(['A date is due here, and this is a division: write `2027-01-05`.']);
    expect(opens('2 * 2027 / 2')).toEqual(['A date is due here, and this is a division, such as `2027` or `2027-03`.']);
  });

  it('must exist', () => {
    check(`
let a: Date = 2027-13
//            ^^^^^^^ no-such-date: twelve months
let b: Date = 2027-02-30
//            ^^^^^^^^^^ no-such-date: February 2027 has 28 days
let c: Date = "soon"
//            ^^^^^^ wrong-type: a date such as
`);
  });
});

describe('dimensions', () => {
  it('that do not fit are both named, with what lies between them', () => {
    expect(messages(inCampus('contract C { capacity: 3 MWh }'))[0]).toMatch(
      /energy \(MWh\); power \(kW\) is due for `capacity`: .*kWh/,
    );
    expect(messages(inCampus('hall B: A { density: 132 kW }'))[0]).toMatch(
      /power \(kW\); power per rack \(kW\/rack\).*number of racks/,
    );
  });

  it('offer K where a difference is due', () => {
    const { diagnostics } = compileText(inCampus('hall B: A { cooling: Plant { approach: 5 degC } }'));
    expect(diagnostics[0]?.fixes?.[0]?.edits[0]?.newText).toBe('5 K');
  });

  it('of apparent power become power through the power factor', () => {
    const contract = indexPlan(planOf(inCampus('contract C { capacity: 100 MVA, powerFactor: 95 % }'))).get(
      'Prairie.C',
    );
    expect(contract).toMatchObject({ capacity: 95e6 });
  });

  it('multiply and divide', () => {
    expect(
      indexPlan(planOf(inCampus('contract C { capacity: 400 racks * 132 kW/rack }'))).get('Prairie.C'),
    ).toMatchObject({ capacity: 52.8e6 });
    check(`
let a = 3 kW + 2 kWh
//             ^^^^^ wrong-dimension: energy
let b = 32 degC * 2
//      ^^^^^^^ temperature-difference: cannot be multiplied
let c = 32 degC - 20 degC + 5 K
`);
  });

  it('of tokens a second become requests through the tokens of one', () => {
    expect(indexPlan(planOf(inCampus('workload W: Serve { demand: 1_000 tok/s }'))).get('Prairie.W')).toMatchObject({
      demand: 5,
    });
    expect(messages(inCampus('workload W: Serve { demand: 30 MW }'))[0]).toMatch(/power/);
  });

  it('below zero are temperatures', () => {
    expect(
      planOf(`climate Cold { lat: 60, lon: 10, meanDryBulb: -5 degC, meanWetBulb: -6 degC }`).climate[0]?.meanDryBulb,
    ).toBeCloseTo(268.15, 9);
  });
});

describe('expressions', () => {
  it('know the words of the property that they are compared with', () => {
    const hall = (text: string): unknown =>
      (
        indexPlan(planOf(inCampus(`hall B: A { idle: ${text} }`))).get('Prairie.B') as unknown as Record<
          string,
          unknown
        >
      )['idle'];
    expect(hall('if A.idle == off then spread else sleep')).toBe('sleep');
    expect(hall('if spread == A.idle then off else sleep')).toBe('off');
    expect(messages(inCampus('hall B: A { idle: if A.idle == offf then spread else off }'))[0]).toMatch(
      /^`offf` is not among/,
    );
  });

  it('are one of five redundancies', () => {
    expect(messages(inCampus('hall B: A { cooling: Plant { redundancy: 4N/3 } }'))).toEqual([]);
    for (const text of ['5N', 'N+3', '0N', '3N/4']) {
      expect(messages(inCampus(`hall B: A { cooling: Plant { redundancy: ${text} } }`))).toEqual([
        `\`${text}\` is not among the redundancies \`N\`, \`N+1\`, \`2N\`, \`3N/2\`, \`4N/3\`.`,
      ]);
    }
  });

  it('choose, take extremes, and go over lists', () => {
    expect(price('if 2 > 1 then 1 USD/kg else 2 USD/kg')).toBe(1);
    expect(price('max(1 USD/kg, 3 USD/kg, 2 USD/kg)')).toBe(3);
    const text =
      'hall B: A { area: 30 m2 }\nhall C: A { area: 12 m2 }\nreserve R { power: sum(h.area for h in [B, C]) * 1 kW / 1 m2 }';
    expect(indexPlan(planOf(inCampus(text))).get('Prairie.R')).toMatchObject({ power: 42_000 });
  });

  it('are poison after one report', () => {
    check(`
let a = nowhere
//      ^^^^^^^ unknown-name
let b = 2 * a + 3 kW
let c = max(b, 1 kW)
`);
  });

  it('of kinds’ defaults stay blank where a figure is blank', () => {
    const plan = planOf(
      `import std/parts { Blank }\n${inCampus('hall B: A { racks: 3 of Blank }').replace('import std/parts {', 'import std/parts { Blank as Other,')}`
        .replace(/^import.*Blank }\n/, '')
        .replace('3 of Blank', '3 of Other'),
    );
    expect(plan.campus[0]!.hall[1]).not.toHaveProperty('density');
    expect(plan.campus[0]!.hall[0]).toMatchObject({ density: 40_000, defaulted: ['density', 'electrical', 'idle'] });
  });

  it('of too many steps, numbers past range and divisions by zero are told', () => {
    check(`
let a = 1e400
//      ^^^^^ number-too-large
let b = 1e300 * 1e300
//      ^^^^^^^^^^^^^ number-too-large
let c = 1 / 0
//          ^ number-too-large: divides by zero
`);
  });
});

describe('bounds', () => {
  it('hold for every end and date of a value', () => {
    expect(messages(inCampus('workload W: Serve { spares: 5 % .. 900 % }'))[0]).toBe(
      '`spares` lies between 0 % and 200 %; this is 900 %.',
    );
  });

  it('hold for what is computed for a block', () => {
    expect(
      messages(
        'accelerator G { }\nserver S { accelerator: G, accelerators: 8, peak: 900 kW }\nrack R { server: S, servers: 4 }',
      ),
    ).toEqual(['`peak` lies between 0.1 kW and 2_000 kW; computed for this block, it is 3600 kW.']);
  });
});
