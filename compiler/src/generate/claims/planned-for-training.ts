import { central } from '../../ir/index.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import { drawn } from '../chart.js';
import { figure, percent } from '../markdown.js';
import { type Claim, sourced } from './page.js';
import { cost, crossing, type Overrides, type PlanLab } from './plan-lab.js';

const RATE = 0.08;
/** From when a hall is called obsolete (MODELS A6). */
const MARGIN = 0.25;
const RAILS = 'RailOptimized_800G { oversubscription: 1:1 }';
/** USD a rack of two servers, and what a delayed or renegotiated order might cost instead. */
const ORDERED = 540_000;
const PRICES = [1, 0.8, 0.6, 0.4, 0.3, 0.2, 0.1] as const;
/** USD/kW of conversion, on top of the plant that goes: the band is 1,200 to 3,500. */
const CONVERSIONS = [1_200, 2_000, 3_500, 10_000, 20_000, 40_000] as const;
const STATED = 2_000;
const PLANT = 2_000;
/** USD/W of a shell, and the extra that it takes to carry liquid-cooled racks: 20 to 40 % are quoted. */
const SHELL = 1.9;
const PREMIUMS = [0, 0.2, 0.3, 0.4, 1, 2] as const;
const PREMIUM = 0.3;
/** How much more work a dollar of accelerators does a year later. */
const GROWTHS = [0.2, 0.3, 0.4] as const;
const LEADS = [0, 1, 2, 3, 4] as const;

interface Form {
  readonly name: string;
  /** Levelised: USD a million tokens, and USD an EFLOP (10^18). */
  readonly token: number;
  readonly flop: number;
}

const FORMS: readonly {
  readonly name: string;
  readonly scenario: string | undefined;
  readonly trains: Overrides;
}[] = [
  { name: 'as planned', scenario: undefined, trains: { 'Late.Frontier.accelerators': '9_600' } },
  { name: 'air racks of the day', scenario: 'AirRacks', trains: { 'Late.Frontier.accelerators': '4_288' } },
  { name: 'converted', scenario: 'Converted', trains: { 'Late.Frontier.accelerators': '3_816' } },
  {
    name: 'planned to carry what comes',
    scenario: 'Flexible',
    trains: {
      'Late.Frontier.accelerators': '3_816',
      'Late.A.network': RAILS,
      'Late.A.electrical': 'Training_Path',
    },
  },
  {
    name: 'new hall',
    scenario: 'Greenfield',
    trains: {
      'Late.Frontier.accelerators': '3_816',
      'Late.A.network': RAILS,
      'Late.A.electrical': 'Training_Path',
    },
  },
];

/** USD of everything for each unit of a workload's work, both discounted. */
function unitCost(lab: PlanLab, workload: string, metric: string, scenario?: string, values: Overrides = {}): number {
  const result = lab.run(scenario, values);
  const work = (result.metrics.get(workload)?.get(metric)?.byYear ?? []).map((units) => units ?? 0);
  return (1e6 * cost(result)) / presentValue(work, RATE);
}

const token = (lab: PlanLab, scenario?: string, values: Overrides = {}): number =>
  1e6 * unitCost(lab, 'Late.Assistant', 'served', scenario, values);

/** Seconds of a mean year: training is delivered as a rate. */
const YEAR = 8_766 * 3_600;

function flop(lab: PlanLab, scenario: string | undefined, values: Overrides): number {
  const trained = { ...values, 'Late.Assistant.demand': '0 req/s' };
  return (1e18 * unitCost(lab, 'Late.Frontier', 'goodput', scenario, trained)) / YEAR;
}

/** What running costs once everything is bought, over the whole, both discounted. */
function avoidable(lab: PlanLab): { readonly running: number; readonly racks: number } {
  const { costs } = lab.run();
  const sum = (pick: (item: string) => boolean): number =>
    costs.reduce((all, line) => all + (pick(line.item) ? (line.presentValue ?? NaN) : 0), 0);
  const whole = sum(() => true);
  return {
    running: sum((item) => !item.endsWith('capital')) / whole,
    racks: sum((item) => item.startsWith('racks ')) / whole,
  };
}

/** What the program itself says of the hall's age. */
function verdictOf(
  lab: PlanLab,
  scenario?: string,
  values: Overrides = {},
): { readonly said: string; readonly fit: number } {
  const { findings, fits } = lab.judge(scenario, values);
  const found = findings.find(({ code }) => code === 'DCP5201' || code === 'DCP5202');
  return {
    said: found === undefined ? 'nothing' : `${found.code}, “${found.message}”`,
    fit: fits.get('Late')?.get('fit')?.value ?? NaN,
  };
}

/** (f) Facilities planned in 2024-25 for training face obsolescence before they open. */
export function plannedForTraining(lab: PlanLab): Claim {
  const forms = FORMS.map(({ name, scenario, trains }): Form => ({
    name,
    token: token(lab, scenario),
    flop: flop(lab, scenario, trains),
  }));
  const of = (name: string): Form => forms.find((each) => each.name === name)!;
  const [planned, air, converted, flexible, fresh] = FORMS.map(({ name }) => of(name));
  const over = (usd: number): number => usd / fresh!.token;
  const chat = verdictOf(lab);
  const bought = verdictOf(lab, undefined, { 'Late.asOf': '2027-06' });
  const trained = verdictOf(lab, 'Trained');
  const carried = verdictOf(lab, 'Converted');
  const facility = 1 / chat.fit;
  const technology = over(planned!.token);
  const { running, racks } = avoidable(lab);
  const prices = PRICES.map((share) => ({
    share,
    usd: token(lab, undefined, { 'Ordered.price': `${String(Math.round(ORDERED * share))} USD` }),
  }));
  const conversions = CONVERSIONS.map((usd) => ({
    usd,
    token: token(lab, 'Converted', { 'Late.A.cooling': `DirectToChip { capital: ${String(PLANT + usd)} USD/kW }` }),
  }));
  const premiums = PREMIUMS.map((share) => ({
    share,
    token: token(lab, 'Flexible', { 'New.shell': `${String(Number((SHELL * (1 + share)).toFixed(3)))} USD/W` }),
  }));
  const leads = LEADS.map((years) => ({
    years,
    ratios: GROWTHS.map((growth) => 1 / (1 - racks + racks / (1 + growth) ** years)),
  }));
  const yearsTo = GROWTHS.map((growth) => Math.log(racks / (1 / (1 + MARGIN) - (1 - racks))) / Math.log(1 + growth));
  const falling = [...prices].reverse();
  const parity = crossing(falling.map(({ share, usd }) => [share, over(usd) - 1]));
  const bearable = crossing(falling.map(({ share, usd }) => [share, over(usd) - 1 - MARGIN]));
  const dear = crossing(conversions.map((each) => [each.usd, over(each.token) - 1 - MARGIN]));
  const likeAir = crossing(conversions.map((each) => [each.usd, each.token - air!.token]));
  const asConverted = crossing(premiums.map((each) => [each.share, each.token - converted!.token]));
  // What the premium costs where nothing but the racks as ordered ever comes, and what it saves where others do.
  const kept = token(lab, undefined, { 'New.shell': `${String(Number((SHELL * (1 + PREMIUM)).toFixed(3)))} USD/W` });
  const spent = kept - planned!.token;
  const chance = (saved: number): number => spent / (spent + saved);
  const judged = (ratio: number): string => (ratio > 1 + MARGIN ? 'obsolete' : 'not obsolete');
  return {
    letter: 'f',
    slug: 'planned-for-training',
    title: 'Planned for training, obsolete before it opens',
    claim: 'Facilities that were planned in 2024 and 2025 for training are obsolete before they open.',
    scale:
      'Levelised over fifteen years from 2027 at 8 %; what a hall costs after it has opened counts without what is bought.',
    conditions: [
      'As planned in 2024: 600 air-cooled racks of sixteen H100, chilled air, rails at 1:1, one power path. It opens in 2027 near Columbus and serves chat for a 70B model; under `Trained` it trains, as it was meant to.',
      'Racks of the day: 268 air-cooled racks of sixteen B200, or 53 of GB200 NVL72, each the fewest that serve the same.',
      `Converted: the chilled-air plant is paid for and ${figure(STATED)} USD/kW on top. Planned to carry what comes: the shell costs ${percent(PREMIUM)} more (20 to 40 % are quoted), everything in it is chosen at the opening.`,
      `Obsolete: a unit of work costs more than ${percent(MARGIN)} over that of the hall it is held against. The facility is held against a hall built for the work with the same accelerators, the technology against the best on sale.`,
      'Prices of racks are those of the library and stand still; a chat token on GB200 is carried over from B200 (±40 %).',
    ],
    chart: {
      width: 440,
      height: 260,
      layer: [
        {
          data: {
            values: forms.flatMap((each) => [
              { form: each.name, work: 'a chat token', ratio: drawn(over(each.token)) },
              { form: each.name, work: 'a training FLOP', ratio: drawn(each.flop / fresh!.flop) },
            ]),
          },
          mark: 'bar',
          encoding: {
            y: { field: 'form', type: 'nominal', title: '', sort: null },
            yOffset: { field: 'work', sort: null },
            x: { field: 'ratio', type: 'quantitative', title: 'cost over that in a new hall' },
            color: { field: 'work', type: 'nominal', title: '', sort: null },
          },
        },
        {
          data: { values: [{ ratio: 1 + MARGIN }] },
          mark: { type: 'rule', strokeDash: [6, 4] },
          encoding: { x: { field: 'ratio', type: 'quantitative' } },
        },
      ],
    },
    alt: 'Cost of a chat token and of a training FLOP in five halls over that in a new hall, with the margin from which a hall is called obsolete',
    tables: [
      {
        head: ['hall', 'USD/Mtok', 'over a new hall', 'USD/EFLOP trained', 'over a new hall'],
        rows: forms.map((each) => [
          each.name,
          each.token,
          figure(over(each.token)),
          each.flop,
          figure(each.flop / fresh!.flop),
        ]),
      },
      {
        head: ['what the program says of it', 'finding'],
        rows: [
          ['as planned', chat.said],
          ['as planned, once it is bought (`asOf: 2027-06`)', bought.said],
          ['as planned, and trains', trained.said],
          ['converted', carried.said],
        ],
      },
      {
        head: ['price of the racks, of what was ordered', 'USD/Mtok', 'over a new hall'],
        rows: prices.map(({ share, usd }) => [percent(share), usd, figure(over(usd))]),
      },
      {
        head: ['cost of conversion, USD/kW', 'USD/Mtok', 'over a new hall'],
        rows: conversions.map((each) => [figure(each.usd), each.token, figure(over(each.token))]),
      },
      {
        head: ['premium of the shell that carries what comes', 'USD/Mtok', 'over a new hall'],
        rows: premiums.map((each) => [percent(each.share), each.token, figure(over(each.token))]),
      },
      {
        head: ['years from the order to the opening', ...GROWTHS.map((growth) => `at ${percent(growth)} a year`)],
        rows: leads.map(({ years, ratios }) => [String(years), ...ratios.map(figure)]),
      },
    ],
    holds: [
      ...(technology > 1 + MARGIN
        ? [
            `For the racks as ordered: a chat token from them costs ${figure(technology)} times that of a new hall, a training FLOP ${figure(planned!.flop / fresh!.flop)} times. What was planned for training is as old for training.`,
          ]
        : []),
      ...(over(air!.token) > 1 + MARGIN
        ? [`For air: the densest racks that the hall carries as it is come to ${figure(over(air!.token))} times.`]
        : []),
      ...(facility > 1 + MARGIN
        ? [
            `For the building: with the same accelerators it costs ${figure(facility)} times what one built for chat does.`,
          ]
        : []),
    ],
    fails: [
      ...(facility <= 1 + MARGIN
        ? [
            `For the building: with the same accelerators a token costs ${figure(facility)} times that of a hall built for chat, training ${figure(1 / trained.fit)} times; the margin is ${figure(1 + MARGIN)}.`,
          ]
        : []),
      ...(over(converted!.token) <= 1 + MARGIN
        ? [
            `For the hall with other racks in it: converted, with the plant that goes paid for, it comes to ${figure(over(converted!.token))} times a new hall.`,
          ]
        : []),
      ...(running * technology <= 1 + MARGIN
        ? [
            `Once it is bought: what running it costs is ${percent(running)} of the whole, ${figure(running * technology)} of a new hall's full cost. Before the order it is not worth building, after it it is worth running.`,
          ]
        : []),
    ],
    breakEven: [
      `Price of the racks: ${bearable === undefined ? 'at no price tried' : `at ${percent(bearable)} of what was ordered`} a token is within ${percent(MARGIN)} of a new hall's, ${parity === undefined ? 'at no price tried' : `at ${percent(parity)}`} level with it.`,
      `Time from the order to the opening, racks being ${percent(racks)} of the cost: ${GROWTHS.map((growth, i) => `${figure(yearsTo[i] ?? NaN)} years where a dollar does ${percent(growth)} more a year`).join(', ')}. A grid connection takes four on average: racks are to be ordered at the end of it, not with it.`,
      `Cost of conversion: ${dear === undefined ? `no crossing up to ${figure(CONVERSIONS.at(-1)!)} USD/kW` : `${figure(dear)} USD/kW`} before the converted hall is obsolete; ${likeAir === undefined ? 'at no cost tried' : `from ${figure(likeAir)} USD/kW`} air racks of the day are as good.`,
      `Planning for what comes: ${asConverted === undefined ? `no premium up to ${percent(PREMIUMS.at(-1)!)} of the shell makes it as dear as converting` : `as dear as converting at a premium of ${percent(asConverted)} of the shell`}. At ${percent(PREMIUM)} it pays from a chance of ${percent(chance(converted!.token - flexible!.token))} that liquid-cooled racks come, where the other way is to convert, and of ${percent(chance(air!.token - flexible!.token))} where it is to stay with air.`,
    ],
    sources: [
      'Premium of space that carries liquid cooling: 20 to 40 % over air-cooled space (2026, low confidence).',
      'Cost of conversion: liquid retrofits at about 2 M USD/MW, 1.2 to 3.5, migration and lost tenancy left out (2026, low confidence).',
      'Work of a dollar of accelerators: 30 % a year more, 20 to 40 (recalled trend, low confidence).',
      'Grid connections: four years on average in the United States, seven for 100 MW in Northern Virginia.',
      `Price of the racks as ordered: ${figure(ORDERED)} USD; of the library's H100 server twice ${figure(central(lab.entry('std/servers#DGX_H100', 'server').price ?? NaN))} USD.`,
      ...sourced('GB200 NVL72', lab.entry('std/racks#GB200_NVL72', 'rack'), ['price']),
    ],
    models: ['lifetime', 'fit', 'economics', 'serving'],
    verdict: `By the racks ${judged(technology)} (${figure(technology)} times a new hall's token), by the building ${judged(facility)} (${figure(facility)} times); converted it stands at ${figure(over(converted!.token))}, and ${bearable === undefined ? 'no price of the racks tried mends it' : `it turns at ${percent(bearable)} of the racks' price`}`,
  };
}
