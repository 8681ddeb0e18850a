import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import { renderText } from '../../compiler/src/diagnostics/text.js';
import type { SimulationResult } from '../../compiler/src/simulation/index.js';
import { chat, hall } from './cases.js';
import { applied, campus, ENTRY, expectClose, find, type Found, workspaceOf, worth } from './fixture.js';

/** Findings whose mends are worth making for their money; what the others mend may cost. */
const SAVING = ['DCP4103', 'DCP4201', 'DCP4301'];

const pick = <T extends string>(...of: T[]) => fc.constantFrom(...of);

/** A campus of two halls on one contract: one trains or serves on cold plates, the other serves from air, both at random. */
const plans = fc
  .record({
    liquid: fc.integer({ min: 2, max: 12 }),
    air: fc.integer({ min: 4, max: 24 }),
    elements: fc.integer({ min: 1, max: 3 }),
    plates: pick('DirectToChip', 'DirectToChip_Chilled', 'DirectToChip_TwoPhase'),
    cooling: pick('AirEconomizer', 'CRAH_Chiller', 'RearDoor'),
    ratio: pick('1:1', '2:1', '3:1'),
    idle: pick('spread', 'consolidate', 'sleep', 'off'),
    trains: fc.boolean(),
    share: fc.integer({ min: 10, max: 100 }),
    rate: fc.integer({ min: 1, max: 150 }),
    capacity: fc.integer({ min: 5, max: 40 }),
    minimum: fc.integer({ min: 0, max: 90 }),
    climate: pick('Dallas', 'Stockholm', 'Phoenix'),
  })
  .map(({ liquid, air, elements, plates, cooling, ratio, idle, trains, share, rate, capacity, minimum, climate }) => {
    const accelerators = Math.max(1, Math.round((liquid * 72 * share) / 100));
    return campus({
      head: `  climate: ${climate}\n  opens: 2027-01\n  horizon: 1 year\n  users { us_south: 50 %, us_east: 30 % }`,
      contract: `  contract Grid { capacity: ${capacity / 10} MW, energy: 45 USD/MWh, demandCharge: 8 USD/kW/month, minimumDemand: ${minimum} %, rampRate: 0.5 MW/min }`,
      hall: `${hall(`${liquid} of GB200_NVL72`, plates, '', `RailOptimized { oversubscription: ${ratio} }`)}\n${hall(`${air} of HGX_H200_Air`, cooling, `idle: ${idle}`, `LeafSpine { oversubscription: ${ratio} }`).replace('hall A', elements === 1 ? 'hall B' : `hall B[1..${elements}]`)}`,
      workload: `${trains ? `  workload Frontier: Pretraining { on: [A], accelerators: ${accelerators} }` : chat(`demand: ${rate * 4} req/s`, 'Other', '[A]')}\n${chat(`demand: ${rate} req/s, value: 5 USD/Mtok`, 'W', '[B]')}`,
    });
  });

it('hold of every plan', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(plans, (text) => {
      const found = find(text);
      moneyAddsUp(found.result);
      energyAddsUp(found);
      peaksLieBetween(found);
      regretIsNeverNegative(found);
      mendsServeNoLess(found);
    }),
    { numRuns: 6, seed: 20_270_101, endOnFailure: true },
  );
});

function moneyAddsUp({ costs, presentValue, metrics }: SimulationResult): void {
  for (const line of costs) expectClose(line.presentValue, worth(line.byYear));
  expectClose(
    presentValue,
    costs.reduce((sum, line) => sum + line.presentValue!, 0),
  );
  const parts = ['cooling', 'network', 'rack', 'electrical', 'contract', 'sizing', 'operation'].map((subsystem) =>
    costs.filter((line) => line.subsystem === subsystem).reduce((sum, line) => sum + line.presentValue!, 0),
  );
  expectClose(
    presentValue,
    parts.reduce((sum, part) => sum + part, 0),
  );
  expectClose(metrics.get('C')!.get('presentValue')!.value, presentValue!);
  expectClose(
    metrics.get('C')!.get('cost')!.byYear[0],
    costs.reduce((sum, line) => sum + line.byYear[0]!, 0),
  );
}

function energyAddsUp({ result }: Found): void {
  let sum = 0;
  for (const [path, { count, itEnergy, plantEnergy, electricalEnergy }] of result.halls) {
    const hours = result.hours(path, 0)!;
    const joules = (watts: Float64Array): number => 3600 * watts.reduce((all, each) => all + each, 0);
    expectClose(itEnergy[0], joules(hours.it));
    expectClose(plantEnergy[0], joules(hours.plant));
    expectClose(electricalEnergy[0], joules(hours.electrical));
    expect(Math.min(...hours.it, ...hours.plant, ...hours.electrical)).toBeGreaterThanOrEqual(0);
    expect(result.metrics.get(path)!.get('pue')!.value).toBeGreaterThanOrEqual(1);
    sum += count * (itEnergy[0]! + plantEnergy[0]! + electricalEnergy[0]!);
  }
  expectClose(result.energy, sum);
  expectClose(result.metrics.get('C.Grid')!.get('energy')!.value, sum);
  const it = [...result.halls.values()].reduce((all, each) => all + each.count * each.itEnergy[0]!, 0);
  expectClose(result.metrics.get('C')!.get('pue')!.value, sum / it);
}

/** The contract's peak lies between that of its largest hall and the sum of all, each raised to its quarter-hour. */
function peaksLieBetween({ result }: Found): void {
  const singles = [...result.halls].map(([path, { count }]) => {
    const hours = result.hours(path, 0)!;
    return (
      count *
      hours.it.reduce((most, watts, hour) => Math.max(most, watts + hours.plant[hour]! + hours.electrical[hour]!), 0)
    );
  });
  const { peak, mean } = result.contracts.get('C.Grid')!;
  const highest = Math.max(...peak);
  expect(highest).toBeGreaterThanOrEqual(Math.max(...singles) * (1 - 1e-12));
  expect(highest).toBeLessThanOrEqual(singles.reduce((sum, watts) => sum + watts, 0) * 1.25);
  mean.forEach((watts, month) => expect(watts).toBeLessThanOrEqual(peak[month]! * (1 + 1e-12)));
  const nameplate = [...result.halls.values()].reduce((sum, each) => sum + each.count * each.nameplate, 0);
  const it = result.metrics.get('C')!.get('itPeak')!.value!;
  const network = ['C.A.network', 'C.B.network'].reduce(
    (sum, path) => sum + result.metrics.get(path)!.get('power')!.value!,
    0,
  );
  expect(it).toBeLessThanOrEqual((nameplate + network) * (1 + 1e-9));
}

function regretIsNeverNegative(found: Found): void {
  for (const finding of found.diagnostics) {
    const { impact, fixes = [] } = finding;
    if (impact?.presentValue != null) expect(impact.presentValue, finding.message).toBeGreaterThanOrEqual(0);
    for (const { predicted, title } of fixes) {
      if (predicted === undefined) continue;
      if (SAVING.includes(finding.code)) expect(predicted.presentValue, title).toBeGreaterThan(0);
      else if (predicted.presentValue < -1e4)
        expect(renderText([finding], new Sources(() => found.text)), title).toMatch(/ {2}costs [\d.]+ /);
    }
  }
  const checked = found.workspace.check(ENTRY, { simulate: true });
  for (const metric of ['fit', 'infrastructureFit']) {
    const value = checked.report!.fits.get('C')!.get(metric)!.value!;
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThanOrEqual(1);
    const saves = found.diagnostics.some(({ code, fixes }) => SAVING.includes(code) && fixes !== undefined);
    if (saves) expect(value).toBeLessThan(1);
  }
}

function mendsServeNoLess(found: Found): void {
  for (const fix of found.diagnostics.flatMap(({ fixes }) => fixes ?? [])) {
    if (fix.predicted === undefined) continue;
    const workspace = workspaceOf(applied(found, fix));
    const after = workspace.simulate(workspace.compile(ENTRY).plan!);
    expectClose(after.presentValue, fix.predicted.planPresentValue);
    for (const [path, values] of found.result.metrics) {
      for (const name of ['served', 'goodput']) {
        const before = values.get(name)?.value;
        if (before != null)
          expect(after.metrics.get(path)!.get(name)!.value, `${fix.title} for ${path}`).toBeGreaterThanOrEqual(
            before * (1 - 1e-9),
          );
      }
    }
  }
}
