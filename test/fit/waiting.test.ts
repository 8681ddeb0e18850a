import { expect, it } from 'vitest';
import { chat, hall } from './cases.js';
import { applied, campus, ENTRY, expectClose, find, workspaceOf } from './fixture.js';

/** People in one hall, and in another work that could wait in what they leave idle. */
const plan = campus({
  contract: '  contract Grid: ERCOT_Industrial { capacity: 4 MW }',
  hall: [
    hall('20 of HGX_H200_Air', 'AirEconomizer'),
    hall('10 of HGX_H200_Air', 'AirEconomizer').replace('hall A', 'hall B'),
  ].join('\n'),
  workload: [
    chat('demand: 300 req/s', 'People', '[A]'),
    '  workload Batch: BatchInference { on: [B], model: Llama_70B, demand: 30 req/s }',
  ].join('\n'),
});

it('work that waits elsewhere is sent to what stands idle, and its own hall is smaller', () => {
  const found = find(plan);
  const finding = found.of('DCP4501').find(({ path }) => path === 'C.A')!;
  expect(finding.severity).toBe('warning');
  const [fix] = finding.fixes!;
  expect(fix!.title).toMatch(/^on: \[A, B\] of Batch, racks: \d+ of HGX_H200_Air in B$/);
  const workspace = workspaceOf(applied(found, fix!));
  const mended = workspace.simulate(workspace.compile(ENTRY).plan!);
  expectClose(mended.presentValue, fix!.predicted!.planPresentValue);
  for (const work of ['C.People', 'C.Batch']) {
    const served = (of: typeof mended): number => of.metrics.get(work)!.get('served')!.value!;
    expect(served(mended)).toBeGreaterThanOrEqual(served(found.result) * (1 - 1e-9));
  }
  // More than the hall of the waiting work would save by being the right size for it.
  const size = found.of('DCP4701').find(({ path }) => path === 'C.B.racks')!.fixes![0]!;
  expect(fix!.predicted!.presentValue).toBeGreaterThan(size.predicted!.presentValue);
});
