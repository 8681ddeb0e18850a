import { drawn } from '../chart.js';
import { figure, percent } from '../markdown.js';
import { type Claim, sourced } from './page.js';
import { cost, crossing, type PlanLab } from './plan-lab.js';

/** Demand that comes, as a share of the plan's. */
const COMES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;
const PLANNED = 700;
const RENTS = [1, 1.5, 2, 2.5, 3, 3.5] as const;
const FORMS = [
  { name: 'own hall', scenario: undefined },
  { name: 'leased suite', scenario: 'Lease' },
  { name: 'rented for three years', scenario: 'Reserved' },
  { name: 'rented by the hour', scenario: 'OnDemand' },
] as const;

const demand = (share: number): Record<string, string> => ({
  'Service.Assistant.demand': `${String(Math.round(PLANNED * share))} req/s`,
});

/** USD of present value for each million output tokens served in the first year, times the years: a unit cost that compares forms. */
function perMtok(lab: PlanLab, scenario: string | undefined, share: number): number {
  return lab.run(scenario, demand(share)).metrics.get('Service.Assistant')?.get('levelisedCostPerMtok')?.value ?? NaN;
}

/** (h) Owning against colocation against cloud, for inference. */
export function ownColocateOrRent(lab: PlanLab): Claim {
  const rows = FORMS.map(({ name, scenario }) => ({
    name,
    whole: cost(lab.run(scenario)),
    unit: COMES.map((share) => ({ share, usd: 1e6 * perMtok(lab, scenario, share) })),
  }));
  const [own, lease, reserved, hourly] = rows as [
    (typeof rows)[0],
    (typeof rows)[0],
    (typeof rows)[0],
    (typeof rows)[0],
  ];
  const against = (a: typeof own, b: typeof own): number | undefined =>
    crossing(COMES.map((share, i) => [share, a.unit[i]!.usd - b.unit[i]!.usd]));
  const hourlyAt = against(own, hourly);
  const rents = RENTS.map((usd) => ({
    usd,
    whole: cost(lab.run('Reserved', { 'Service.Committed.price': `${String(usd)} USD/h` })),
  }));
  const rentAt = crossing(rents.map(({ usd, whole }) => [usd, whole - own.whole]));
  const [cheapest] = [...rows].sort((a, b) => a.whole - b.whole);
  const stated = 1.6;
  const ladder = own.whole < lease.whole && lease.whole < reserved.whole && reserved.whole < hourly.whole;
  const rack = lab.entry('std/racks#HGX_H200_Air', 'rack');
  return {
    letter: 'h',
    slug: 'own-colocate-or-rent',
    title: 'Owning against colocation against the cloud, for inference',
    claim: 'A service that runs all day is cheapest in an own hall, dearer in a leased suite, dearest in the cloud.',
    scale:
      'Present value of six years at 8 %. Prices stand still; a rented accelerator is the same one for all six years.',
    conditions: [
      `One chat service of ${String(PLANNED)} requests/s of a 70B model on 1,024 H200, the same SLO in every form.`,
      'Demand that comes: 10 to 100 % of the planned one, while racks, suite and commitment stay as planned.',
      `Rent of a committed accelerator: ${figure(RENTS[0])} to ${figure(RENTS.at(-1)!)} USD/h.`,
    ],
    chart: {
      width: 440,
      height: 260,
      data: {
        values: rows.flatMap(({ name, unit }) =>
          unit.map(({ share, usd }) => ({ form: name, share: drawn(100 * share), usd: drawn(usd) })),
        ),
      },
      mark: { type: 'line', point: true },
      encoding: {
        x: { field: 'share', type: 'quantitative', title: 'demand that comes, % of the planned' },
        y: { field: 'usd', type: 'quantitative', title: 'USD per million output tokens', scale: { type: 'log' } },
        color: { field: 'form', type: 'nominal', title: '', sort: null },
      },
    },
    alt: 'Cost of a million output tokens against the share of the planned demand that comes, for four forms of having accelerators',
    tables: [
      {
        head: [
          'form',
          'present value, M USD',
          'USD/Mtok as planned',
          'USD/Mtok at half the demand',
          'USD/Mtok at a tenth',
        ],
        rows: rows.map(({ name, whole, unit }) => [
          name,
          whole,
          unit.at(-1)!.usd,
          unit[COMES.indexOf(0.5)]!.usd,
          unit[0]!.usd,
        ]),
      },
      {
        head: ['rent of a committed H200, USD/h', 'present value, M USD', 'against the own hall, M USD'],
        rows: rents.map(({ usd, whole }) => [usd, whole, whole - own.whole]),
      },
    ],
    holds: [
      ...(own.whole < lease.whole
        ? [
            `A leased suite costs ${figure(lease.whole - own.whole)} M USD more than the own hall (${percent(lease.whole / own.whole - 1)}): its rent is more than the annuity of shell, plant and electrical path.`,
          ]
        : []),
      ...(own.whole < hourly.whole
        ? [
            `With the planned demand the hourly cloud costs ${percent(hourly.whole / own.whole - 1)} more than the own hall.`,
          ]
        : []),
      ...(own.whole < reserved.whole
        ? [`So does a three-year commitment, by ${percent(reserved.whole / own.whole - 1)}.`]
        : []),
    ],
    fails: [
      ...(reserved.whole < own.whole
        ? [
            `At the published rent of ${figure(stated)} USD/h a three-year commitment is ${percent(1 - reserved.whole / own.whole)} cheaper than the own hall: the market’s price lies below what the same accelerator costs to buy, house and feed at these figures.`,
          ]
        : []),
      ...(lease.whole < own.whole ? ['The leased suite is cheaper than the own hall.'] : []),
      ...(hourlyAt === undefined
        ? []
        : [
            `Where less than ${percent(hourlyAt)} of the planned demand comes, the hourly cloud is the cheapest but for commitment: it bills what is held, and the own hall stands.`,
          ]),
      'Not in these numbers: that a service could follow newer accelerators when its commitment ends, what moving data costs, and who may see them.',
    ],
    breakEven: [
      hourlyAt === undefined
        ? 'Own hall against hourly cloud: no crossing between 10 and 100 % of the planned demand.'
        : `Own hall against hourly cloud: ${percent(hourlyAt)} of the planned demand.`,
      rentAt === undefined
        ? `Own hall against commitment: no crossing between ${figure(RENTS[0])} and ${figure(RENTS.at(-1)!)} USD/h.`
        : `Own hall against a commitment: ${figure(rentAt)} USD for each accelerator-hour; the published price is ${figure(stated)}.`,
    ],
    sources: [
      ...sourced('Rent, committed', lab.entry('std/cloud#H200_Reserved_3Years', 'cloud'), ['price']),
      ...sourced('Rent, by the hour', lab.entry('std/cloud#H200_OnDemand', 'cloud'), ['price']),
      ...sourced('Suite', lab.entry('std/cloud#Colocation_US', 'colocation'), ['rate']),
      ...sourced('Rack', rack, ['price']),
    ],
    models: ['economics', 'serving', 'contract'],
    verdict: ladder
      ? `Holds as stated: own ${figure(own.whole)}, suite ${figure(lease.whole)}, commitment ${figure(reserved.whole)}, by the hour ${figure(hourly.whole)} M USD`
      : `Holds in part: ${cheapest?.name ?? ''} is the cheapest with ${figure(cheapest?.whole ?? NaN)} M USD; own hall ${figure(own.whole)}, suite ${figure(lease.whole)}, commitment ${figure(reserved.whole)}, by the hour ${figure(hourly.whole)}`,
  };
}
