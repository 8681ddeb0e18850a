import { describe, expect, it } from 'vitest';
import { indexPlan } from '../../compiler/src/ir/index.js';
import { compileText, inCampus, planOf } from './fixture.js';

function under(scenario: string, scenarios: string, path: string, body = ''): Record<string, unknown> {
  return indexPlan(planOf(`${inCampus(body)}${scenarios}`, { scenario })).get(path) as unknown as Record<string, unknown>;
}

function told(scenarios: string): string[] {
  return compileText(inCampus('') + scenarios).diagnostics.map(({ slug, message }) => `${slug}: ${message}`);
}

describe('a scenario', () => {
  it('overrides by path, seeing the plan without itself', () => {
    expect(under('S', 'scenario S { Prairie.Serve.demand: 3 * Prairie.Serve.demand }', 'Prairie.Serve')['demand']).toBe(15);
  });

  it('reaches what inherits and what is computed from the value', () => {
    expect(under('S', 'scenario S { Prairie.A.idle: off }', 'Prairie.B', 'hall B: A { }')['idle']).toBe('off');
    expect(under('S', 'scenario S { Prairie.opens: 2030 }', 'Prairie')['asOf']).toBe('2030-01-01');
  });

  it('reaches into a value that is a block, and into a child', () => {
    expect(under('S', 'scenario S { Prairie.A.cooling.supply: 40 degC }', 'Prairie.A')['cooling']).toMatchObject({ base: 'std/parts#Plant', supply: 313.15 });
    expect(under('S', 'scenario S { Prairie.Serve.slo.ttft: 1 s }', 'Prairie.Serve')['slo']).toMatchObject({ ttft: 1, tpot: 0.04 });
  });

  it('overrides a let of the file', () => {
    const plan = planOf(`let g = 2 req/s\n${inCampus('workload W: Serve { demand: g }')}scenario S { g: 9 req/s }`, { scenario: 'S' });
    expect(indexPlan(plan).get('Prairie.W')).toMatchObject({ demand: 9 });
    expect(plan.scenario).toBe('S');
  });

  it('builds on another, and then sees that one', () => {
    const scenarios = 'scenario A1 { Prairie.Serve.demand: 2 * Prairie.Serve.demand }\nscenario B1: A1 { Prairie.Serve.demand: 3 * Prairie.Serve.demand }';
    expect(under('B1', scenarios, 'Prairie.Serve')['demand']).toBe(30);
    expect(planOf(inCampus('') + scenarios).scenarios).toEqual([{ name: 'A1' }, { name: 'B1', base: 'A1' }]);
  });

  it('is checked whether it is asked for or not', () => {
    expect(told('scenario S { Prairie.Serve.demnd: 3 req/s }')).toEqual(['unknown-name: `Prairie.Serve`, an inference, has no `demnd`; did you mean `demand`?']);
    expect(told('scenario S { Prairie.Serve.demand: 3 kW }')[0]).toMatch(/^wrong-dimension/);
    expect(told('scenario S { Plant.supply: 3 degC }')[0]).toMatch(/^bad-override: An entry of the library/);
    expect(told('scenario S { hall X { } }')[0]).toMatch(/^misplaced-member/);
    expect(told('scenario S: T { }')).toEqual(['unknown-scenario: There is no scenario `T`.']);
    expect(told('scenario S: T { }\nscenario T { }')).toEqual(['unknown-scenario: `T` does not come before `S`.']);
  });

  it('that does not exist is told with those that do', () => {
    const { diagnostics, plan, scenarios } = compileText(`${inCampus('')}scenario Surge { }`, { scenario: 'Surg' });
    expect(diagnostics.map((diagnostic) => diagnostic.message)).toEqual(['There is no scenario `Surg`; did you mean `Surge`? The plan has `Surge`.']);
    expect(plan).toBeUndefined();
    expect(scenarios).toEqual(['Surge']);
  });
});
