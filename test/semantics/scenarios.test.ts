import { describe, expect, it } from 'vitest';
import { indexPlan } from '../../compiler/src/ir/index.js';
import { compileText, inCampus, planOf } from './fixture.js';

function under(scenario: string, scenarios: string, path: string, body = ''): Record<string, unknown> {
  return indexPlan(planOf(`${inCampus(body)}${scenarios}`, { scenario })).get(path) as unknown as Record<
    string,
    unknown
  >;
}

function told(scenarios: string): string[] {
  return compileText(inCampus('') + scenarios).diagnostics.map(({ slug, message }) => `${slug}: ${message}`);
}

describe('a scenario', () => {
  it('overrides by path, seeing the plan without itself', () => {
    expect(under('S', 'scenario S { Prairie.Serve.demand: 3 * Prairie.Serve.demand }', 'Prairie.Serve')['demand']).toBe(
      15,
    );
  });

  it('reaches what inherits and what is computed from the value', () => {
    expect(under('S', 'scenario S { Prairie.A.idle: off }', 'Prairie.B', 'hall B: A { }')['idle']).toBe('off');
    expect(under('S', 'scenario S { Prairie.opens: 2030 }', 'Prairie')['asOf']).toBe('2030-01-01');
  });

  it('reaches into a value that is a block, and into a child', () => {
    expect(under('S', 'scenario S { Prairie.A.cooling.supply: 40 degC }', 'Prairie.A')['cooling']).toMatchObject({
      base: 'std/parts#Plant',
      supply: 313.15,
    });
    expect(under('S', 'scenario S { Prairie.Serve.slo.ttft: 1 s }', 'Prairie.Serve')['slo']).toMatchObject({
      ttft: 1,
      tpot: 0.04,
    });
  });

  it('adds a key to a block with open keys, and its shares are one whole still', () => {
    const body = 'users { us_east: 60 % }';
    const move = (share: string): string => `scenario S { Prairie.users.us_west: ${share} }`;
    expect(under('S', move('40 %'), 'Prairie.users', body)['entries']).toEqual({ us_east: 0.6, us_west: 0.4 });
    const { diagnostics } = compileText(`${inCampus(body)}${move('50 %')}`, { scenario: 'S' });
    expect(diagnostics.map(({ slug }) => slug)).toEqual(['shares-over-one']);
  });

  it('overrides a let of the file', () => {
    const plan = planOf(`let g = 2 req/s\n${inCampus('workload W: Serve { demand: g }')}scenario S { g: 9 req/s }`, {
      scenario: 'S',
    });
    expect(indexPlan(plan).get('Prairie.W')).toMatchObject({ demand: 9 });
    expect(plan.scenario).toBe('S');
  });

  it('builds on another, and then sees that one', () => {
    const scenarios =
      'scenario A1 { Prairie.Serve.demand: 2 * Prairie.Serve.demand }\nscenario B1: A1 { Prairie.Serve.demand: 3 * Prairie.Serve.demand }';
    expect(under('B1', scenarios, 'Prairie.Serve')['demand']).toBe(30);
    expect(planOf(inCampus('') + scenarios).scenarios).toEqual([{ name: 'A1' }, { name: 'B1', base: 'A1' }]);
  });

  it('is checked whether it is asked for or not', () => {
    expect(told('scenario S { Prairie.Serve.demnd: 3 req/s }')).toEqual([
      'unknown-name: `Prairie.Serve`, an inference, has no `demnd`; did you mean `demand`?',
    ]);
    expect(told('scenario S { Prairie.Serve.demand: 3 kW }')[0]).toMatch(/^wrong-dimension/);
    expect(told('scenario S { Plant.supply: 3 degC }')[0]).toMatch(/^bad-override: An entry of the library/);
    expect(told('scenario S { hall X { } }')[0]).toMatch(/^misplaced-member/);
    expect(told('scenario S: T { }')).toEqual(['unknown-scenario: There is no scenario `T`.']);
    expect(told('scenario S: T { }\nscenario T { }')).toEqual(['unknown-scenario: `T` does not come before `S`.']);
  });

  it('overrides a thing once', () => {
    const { diagnostics } = compileText(`${inCampus('')}scenario S { Prairie.A.idle: off, A.idle: sleep }`);
    expect(diagnostics.map(({ slug, message, related }) => [slug, message, related?.length])).toEqual([
      ['duplicate-property', '`A.idle` is overridden twice; the first one holds.', 1],
    ]);
    expect(told('scenario S { Prairie.A.idle: off, Prairie.opens: 2028 }')).toEqual([]);
    expect(
      compileText(`let g = 1\n${inCampus('')}scenario S { g: 2, g: 3 }`).diagnostics.map(({ slug }) => slug),
    ).toEqual(['duplicate-property']);
  });

  it('has properties to override, and neither blocks nor metrics', () => {
    expect(told('scenario S { Prairie.A: 3 }')).toEqual([
      'bad-override: `Prairie.A` is a block, and has no value of its own: override its properties, `Prairie.A.name: …`.',
    ]);
    expect(told('scenario S { Prairie: 3 }')[0]).toMatch(/^bad-override: `Prairie` is a block/);
    expect(told('scenario S { Prairie.pue: 1.1 }')).toEqual([
      'bad-override: `pue` is a metric: it follows from the plan, and is not stated.',
    ]);
  });

  it('has a probability that leaves the others theirs', () => {
    const two = (first: string, second: string): string =>
      `@probability(${first})\nscenario S { }\n@probability(${second})\nscenario T { }`;
    expect(told(two('60 %', '40 %'))).toEqual([]);
    expect(told(two('60 %', '41 %'))[0]).toMatch(/^shares-over-one: With this one the probabilities/);
  });

  it('may be the last of many that build on one another', () => {
    const chain = Array.from(
      { length: 3_000 },
      (_, index) => `scenario S${index + 1}: S${index} { Prairie.Serve.demand: Prairie.Serve.demand + 1 req/s }`,
    );
    expect(under('S3000', `scenario S0 { }\n${chain.join('\n')}`, 'Prairie.Serve')['demand']).toBe(3_005);
  });

  it('that changes too much with all its bases is told', () => {
    const halls = Array.from({ length: 1_100 }, (_, index) => `hall H${index}: A { }`);
    const chain = halls.map((_, index) => `scenario S${index + 1}: S${index} { Prairie.H${index}.idle: off }`);
    expect(
      compileText(`${inCampus(halls.join('\n'))}scenario S0 { }\n${chain.join('\n')}`).diagnostics.map(
        ({ slug }) => slug,
      ),
    ).toEqual(['too-much-work']);
  });

  it('that does not exist is told with those that do', () => {
    const { diagnostics, plan, scenarios } = compileText(`${inCampus('')}scenario Surge { }`, { scenario: 'Surg' });
    expect(diagnostics.map((diagnostic) => diagnostic.message)).toEqual([
      'There is no scenario `Surg`; did you mean `Surge`? The plan has `Surge`.',
    ]);
    expect(plan).toBeUndefined();
    expect(scenarios).toEqual(['Surge']);
  });
});
