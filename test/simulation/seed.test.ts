import { describe, expect, it } from 'vitest';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';

const PLAN = `import std/racks { HGX_H200_Air }
import std/cooling { CRAH_Chiller }
import std/networks { LeafSpine }
import std/tariffs { ERCOT_Market }
import std/climates { Dallas }
import std/workloads { Chat }

campus P {
  climate: Dallas
  opens: 2027-01
  horizon: 1 years
  contract Grid: ERCOT_Market { capacity: 2 MW }
  hall A { racks: 20 of HGX_H200_Air, cooling: CRAH_Chiller, network: LeafSpine, power: Grid }
  workload W: Chat { on: [A], demand: 60 req/s }
}
`;

function run(seed: number) {
  const workspace = new Workspace({
    stdlib: stdlibFiles,
    read: (file) => (file === 'p.dcplan' ? PLAN : undefined),
    resolve: (_from, spec) => spec,
  });
  const result = workspace.check('p.dcplan', { simulate: true, seed }).report?.result;
  return {
    hours: result?.hours('P.A', 0)?.plant,
    pue: result?.metrics.get('P')?.get('pue')?.value ?? 0,
    cost: result?.presentValue ?? 0,
  };
}

describe('the seed', () => {
  it('gives other days of the same climate and market: other hours, nearly the same year', () => {
    const first = run(1);
    const second = run(2);
    expect(second.hours).not.toEqual(first.hours);
    expect(second.pue).not.toBe(first.pue);
    expect(Math.abs(second.pue / first.pue - 1)).toBeLessThan(0.01);
    expect(Math.abs(second.cost / first.cost - 1)).toBeLessThan(0.01);
  });

  it('gives the same bytes again', () => {
    expect(run(3)).toEqual(run(3));
  });
});
