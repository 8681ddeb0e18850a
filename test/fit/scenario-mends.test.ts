import { expect, it } from 'vitest';
import { hall } from './cases.js';
import { applied, campus, ENTRY, expectClose, find, workspaceOf } from './fixture.js';

const text = `${campus({
  head: '  climate: Dallas\n  opens: 2027-01\n  horizon: 1 year\n  users { us_south: 100 % }',
  hall: hall('4 of HGX_H200_Air', 'AirEconomizer'),
})}
scenario Hopeful {
  C.A.racks: 20 of HGX_H200_Air
}
`;

it('a mend of what a scenario overrides is an edit of the scenario, and gives what it promises', () => {
  const found = find(text, { scenario: 'Hopeful' });
  const [fix] = found.one('DCP4701').fixes!;
  const after = applied(found, fix!)[ENTRY]!;
  expect(after).toMatch(/scenario Hopeful \{\n {2}C\.A\.racks: 3 of HGX_H200_Air\n\}/);
  expect(after).toContain('racks: 4 of HGX_H200_Air');
  const workspace = workspaceOf({ [ENTRY]: after });
  const result = workspace.simulate(workspace.compile(ENTRY, 'Hopeful').plan!);
  expectClose(found.result.presentValue! - result.presentValue!, fix!.predicted!.presentValue, 1e-9);
  expect(fix!.predicted!.presentValue).toBeGreaterThan(1e6);
});
