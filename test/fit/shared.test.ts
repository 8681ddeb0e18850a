import { describe, expect, it } from 'vitest';
import { chat, hall } from './cases.js';
import { applied, campus, ENTRY, expectClose, find, withImports, workspaceOf } from './fixture.js';

const terms = 'energy: 50 USD/MWh, demandCharge: 10 USD/kW/month, minimumDemand: 80 %';

/** A campus without imports, to stand beside another. */
function member(
  name: string,
  more: {
    readonly contract?: string;
    readonly workload?: string;
    readonly racks?: string;
    readonly plant?: string;
  } = {},
): string {
  const {
    contract = '',
    workload = chat('demand: 40 req/s'),
    racks = '20 of HGX_H200_Air',
    plant = 'plantCapacity: 200 kW',
  } = more;
  const text = campus({
    head: '  climate: Dallas\n  opens: 2027\n  horizon: 1 year\n  users { us_south: 100 % }',
    contract,
    workload,
    hall: hall(racks, 'AirEconomizer', plant),
  });
  return text.replace(/^import .*\n/gm, '').replace('campus C', `campus ${name}`);
}

describe('a contract above several campuses', () => {
  const both = (capacity: string): string =>
    withImports(`contract Grid { capacity: ${capacity}, ${terms} }\n${member('East')}${member('West')}`);
  const one = find(withImports(`contract Grid { capacity: 250 kW, ${terms} }\n${member('East')}`));

  it('is drawn on by all of them, and billed once', () => {
    const found = find(both('700 kW'));
    const [peak, single] = [found, one].map(({ result }) => result.contracts.get('Grid')!.peak);
    peak!.forEach((watts, month) => expectClose(watts, 2 * single![month]!));
    expectClose(found.result.metrics.get('Grid')!.get('energy')!.value, found.result.energy!);
    // 80 % of 700 kW are billed in every month: neither campus alone comes near.
    const demand = found.result.costs.filter(
      ({ path, item }) => path === 'Grid' && /^demand charge$|^minimum demand$/.test(item),
    );
    expectClose(
      demand.reduce((sum, line) => sum + line.byYear[0]!, 0),
      12 * 10 * 560,
    );
    expectClose(
      found.result.metrics.get('Grid')!.get('bill')!.value,
      found.result.costs.filter(({ path }) => path === 'Grid').reduce((sum, line) => sum + line.byYear[0]!, 0),
    );
    const [east, west] = ['East', 'West'].map((name) => found.result.metrics.get(name)!.get('cost')!.value);
    expectClose(east, west!);
  });

  it('is found too small once, for what they draw together', () => {
    const found = find(both('250 kW'));
    const finding = found.one('DCP4302');
    expect(finding.path).toBe('Grid.capacity');
    expect(finding.message).toContain('of its 250 kW');
    expect(one.of('DCP4302')).toEqual([]);
    const fix = finding.fixes!.find(({ title }) => title.startsWith('capacity: '))!;
    const workspace = workspaceOf(applied(found, fix));
    expectClose(workspace.simulate(workspace.compile(ENTRY).plan!).presentValue, fix.predicted!.planPresentValue);
  });

  it('is found too large once', () => {
    expect(find(both('2 MW')).one('DCP4301').path).toBe('Grid.capacity');
  });

  it('shares its bill by what each draws', () => {
    const { result } = find(
      withImports(
        `contract Grid { capacity: 700 kW, energy: 50 USD/MWh }\n${member('East')}${member('West', { racks: '10 of HGX_H200_Air', workload: chat('demand: 5 req/s') })}`,
      ),
    );
    const energy = (name: string): number => result.metrics.get(name)!.get('energy')!.value!;
    expect(energy('East')).toBeGreaterThan(1.5 * energy('West'));
    expectClose(energy('East') + energy('West'), result.metrics.get('Grid')!.get('energy')!.value!);
    const bill = result.costs.filter(({ path }) => path === 'Grid');
    expectClose(
      bill.reduce((sum, line) => sum + line.byYear[0]!, 0),
      ((energy('East') + energy('West')) / 3.6e9) * 50,
    );
  });
});

describe('work above several campuses', () => {
  const grid = `  contract Grid { capacity: 2 MW, ${terms} }`;
  const plan = (rate: string): string =>
    withImports(
      `${member('East', { contract: grid, workload: '', plant: '' })}${chat(`demand: ${rate}`, 'W', '[East.A]').replace(/^ {2}/gm, '')}\n`,
    );

  it('is found unserved, with the racks that it needs', () => {
    const found = find(plan('700 req/s'));
    const finding = found.one('DCP4402');
    expect(finding.path).toBe('W.demand');
    expect(finding.fixes![0]!.title).toMatch(/^racks: \d+ of HGX_H200_Air in A/);
    expect(find(plan('40 req/s')).of('DCP4402')).toEqual([]);
  });
});
