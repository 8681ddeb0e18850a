import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SUBSYSTEMS } from '../../../compiler/src/fit/subsystems.js';
import { hall } from '../cases.js';
import { campus } from '../fixture.js';
import { counterfactualOf } from './fixture.js';

/** Cost lines by subsystem as the model's page lists them. */
const page = readFileSync(new URL('../../../docs/models/fit.md', import.meta.url), 'utf8');
const listed = new Map(
  SUBSYSTEMS.map((subsystem) => {
    const row = new RegExp(`^- \\*\\*${subsystem}\\*\\*: (.*(?:\\n {2}.*)*)`, 'm').exec(page)?.[1] ?? '';
    return [subsystem, row.split(',').map((item) => item.trim().replace(/\s+/g, ' '))] as const;
  }),
);

const whole = campus({
  head: '  climate: Dallas\n  opens: 2027-01\n  horizon: 1 year\n  users { us_south: 100 % }\n  carbonPrice: 80 USD/t',
  contract:
    '  contract Grid { capacity: 2 MW, energy: 50 USD/MWh, carbon: 300 g/kWh, demandCharge: 8 USD/kW/month, minimumDemand: 90 %, takeOrPay: 90 %, resale: 10 USD/MWh, fixedCharge: 100 USD/month, minimumBill: 9_000_000 USD/year, coincidentCharge: 60 USD/kW/year, interruptibleCredit: 1 USD/kW/month, firm: 50 % }',
  hall: hall('20 of HGX_H200_Air', 'CRAH_Chiller'),
  more: '  battery Store { power: 1 MW, energy: 1 MWh, use: peaks }\n  generation Own { capacity: 1 MW, technology: gasEngine }\n  cloud Rent: H100_Reserved_3Years { accelerators: 8, price: 2 USD/h }',
});

it('every cost line stands under its subsystem on the page of the model', () => {
  const { result } = counterfactualOf(whole).context;
  const wrong = new Set<string>();
  for (const { item, subsystem } of result.costs)
    if (listed.get(subsystem)?.includes(item) !== true) wrong.add(`${subsystem}: ${item}`);
  expect([...wrong]).toEqual([]);
  expect(new Set(result.costs.map(({ subsystem }) => subsystem))).toEqual(new Set(SUBSYSTEMS));
  const items = [...listed.values()].flat();
  expect(new Set(items).size).toBe(items.length);
});
