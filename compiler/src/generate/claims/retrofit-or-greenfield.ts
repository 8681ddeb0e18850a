import { presentValue } from '../../simulation/economics/annuity.js';
import { drawn } from '../chart.js';
import { figure, percent } from '../markdown.js';
import { type Claim, sourced } from './page.js';
import { cost, crossing, type PlanLab } from './plan-lab.js';

const RATE = 0.08;
/** USD/kW of heat that is converted to liquid: the band is 1,200 to 3,500. */
const CONVERSIONS = [500, 1_200, 2_000, 3_500, 5_000, 7_500, 10_000, 15_000] as const;
const STATED = 2_000;
const DELAYS = [0, 1, 2, 3] as const;
/** USD for a million tokens. */
const VALUES = [1, 1.5, 2, 3, 5] as const;
const PRICE = 3;
const OLD_OPENS = 2028;

interface Form {
  /** Present values: M USD, and millions of tokens. */
  readonly paid: number;
  readonly tokens: number;
}

function formOf(lab: PlanLab, scenario: string | undefined, overrides: Readonly<Record<string, string>> = {}): Form {
  const result = lab.run(scenario, overrides);
  const served = (result.metrics.get('Site.Assistant')?.get('served')?.byYear ?? []).map((tokens) => tokens ?? 0);
  return { paid: cost(result), tokens: presentValue(served, RATE) / 1e6 };
}

const unit = ({ paid, tokens }: Form): number => (1e6 * paid) / tokens;
/** What tokens earn, less what everything costs, M USD. */
const net = ({ paid, tokens }: Form, usd: number): number => (tokens * usd) / 1e6 - paid;

/** (g) Retrofit against greenfield. */
export function retrofitOrGreenfield(lab: PlanLab): Claim {
  const conversions = CONVERSIONS.map((usd) => ({
    usd,
    form: formOf(lab, undefined, { 'Site.A.cooling': `DirectToChip { capital: ${String(usd)} USD/kW }` }),
  }));
  const delays = DELAYS.map((years) => ({
    years,
    form: formOf(lab, 'Greenfield', { 'Site.A.opens': `${String(OLD_OPENS + years)}-07` }),
  }));
  const retrofit = conversions.find(({ usd }) => usd === STATED)!.form;
  const greenfield = delays.find(({ years }) => years === 2)!.form;
  const atOnce = delays[0]!.form;
  const dear = crossing(conversions.map(({ usd, form }) => [usd, unit(form) - unit(greenfield)]));
  const netTurns = crossing(conversions.map(({ usd, form }) => [usd, net(form, PRICE) - net(greenfield, PRICE)]));
  const atSameTime = crossing(conversions.map(({ usd, form }) => [usd, unit(form) - unit(atOnce)]));
  const ahead = net(retrofit, PRICE) - net(greenfield, PRICE);
  const early = net(atOnce, PRICE) - net(greenfield, PRICE);
  const byValue = VALUES.map((usd) => ({ usd, retrofit: net(retrofit, usd), greenfield: net(greenfield, usd) }));
  const cheaper = unit(retrofit) < unit(greenfield);
  const energy = (scenario?: string): number => lab.run(scenario).metrics.get('Site')?.get('pue')?.value ?? NaN;
  return {
    letter: 'g',
    slug: 'retrofit-or-greenfield',
    title: 'Retrofit against greenfield',
    claim:
      'Converting an air-cooled hall to liquid is a detour: a new hall, built for what it carries, is the better money.',
    scale: 'Present value from mid-2027 to mid-2041 at 8 %; shell and power path of the old hall are sunk.',
    conditions: [
      'Sixty racks of GB200 NVL72 and the same chat service in both. Old hall: two legacy power paths, conversion to direct-to-chip within a year. New hall: the library’s prices and power path.',
      `Cost of conversion: ${String(CONVERSIONS[0])} to ${String(CONVERSIONS.at(-1))} USD for each kW; the sources give 1200 to 3500.`,
      'The new hall opens none to three years after the conversion; two as written.',
      `A million output tokens are worth ${VALUES.map(figure).join(', ')} USD; ${figure(PRICE)} as written.`,
      'Not in the numbers: work that the old hall would have gone on doing, and upkeep of what is sunk.',
    ],
    chart: {
      width: 440,
      height: 260,
      layer: [
        {
          data: {
            values: conversions.map(({ usd, form }) => ({ usd, mtok: drawn(unit(form)), form: 'converted hall' })),
          },
          mark: { type: 'line', point: true },
          encoding: {
            x: { field: 'usd', type: 'quantitative', title: 'cost of conversion, USD/kW' },
            y: {
              field: 'mtok',
              type: 'quantitative',
              title: 'USD per million output tokens',
              scale: { zero: false },
            },
            color: { field: 'form', type: 'nominal', title: '' },
          },
        },
        {
          data: { values: [{ mtok: drawn(unit(greenfield)), form: 'new hall' }] },
          mark: { type: 'rule', strokeDash: [6, 4] },
          encoding: {
            y: { field: 'mtok', type: 'quantitative' },
            color: { field: 'form', type: 'nominal' },
          },
        },
      ],
    },
    alt: 'Levelised cost of a million tokens in a converted hall against the cost of conversion, and in a new one',
    tables: [
      {
        head: ['cost of conversion, USD/kW', 'USD/Mtok', 'net worth at 3 USD/Mtok, M USD'],
        rows: conversions.map(({ usd, form }) => [figure(usd), unit(form), net(form, PRICE)]),
      },
      {
        head: ['new hall opens later by, years', 'USD/Mtok', 'net worth at 3 USD/Mtok, M USD'],
        rows: delays.map(({ years, form }) => [String(years), unit(form), net(form, PRICE)]),
      },
      {
        head: ['value of a million tokens, USD', 'converted, net M USD', 'new, net M USD'],
        rows: byValue.map(({ usd, retrofit: a, greenfield: b }) => [usd, a, b]),
      },
    ],
    holds: [
      ...(cheaper ? [] : [`A token from the new hall is ${percent(1 - unit(greenfield) / unit(retrofit))} cheaper.`]),
      ...(energy('Greenfield') < energy()
        ? [
            `The new hall’s dPUE is ${figure(energy('Greenfield'))} against ${figure(energy())}: the legacy power paths lose what a conversion of the cooling does not mend.`,
          ]
        : []),
    ],
    fails: [
      ...(cheaper
        ? [
            `At ${figure(STATED)} USD/kW a token from the converted hall costs ${percent(1 - unit(retrofit) / unit(greenfield))} less: what is sunk need not be bought again.`,
          ]
        : []),
      ...(ahead > 0
        ? [
            `At ${figure(PRICE)} USD/Mtok the conversion is worth ${figure(ahead)} M USD more, of which ${figure(early)} M USD are the two years that it comes earlier.`,
          ]
        : []),
    ],
    breakEven: [
      dear === undefined
        ? `Cost of a token: no crossing between ${figure(CONVERSIONS[0])} and ${figure(CONVERSIONS.at(-1)!)} USD/kW.`
        : `Cost of a token: ${figure(dear)} USD/kW of conversion.`,
      netTurns === undefined
        ? `Net worth at ${figure(PRICE)} USD/Mtok: no crossing up to ${figure(CONVERSIONS.at(-1)!)} USD/kW: two years of service outweigh any of these costs.`
        : `Net worth at ${figure(PRICE)} USD/Mtok: ${figure(netTurns)} USD/kW.`,
      atSameTime === undefined
        ? 'Were the new hall there at the same time: no crossing.'
        : `Were the new hall there at the same time: ${figure(atSameTime)} USD/kW.`,
    ],
    sources: [
      'Cost of conversion: liquid retrofits at about 2 M USD/MW, 1.2 to 3.5, migration and lost tenancy left out (2026, low confidence).',
      'Time that a retrofit saves: two years, low confidence (2026).',
      ...sourced('Old power path', lab.entry('std/electrical#Legacy_2N', 'electrical'), ['ups']),
      ...sourced('New plant', lab.entry('std/cooling#DirectToChip', 'directToChip'), ['capital']),
    ],
    models: ['economics', 'electrical-path', 'cooling-plant'],
    verdict: cheaper
      ? `Refuted for a sunk hall: the conversion’s token costs ${figure(unit(retrofit))} USD/Mtok against ${figure(unit(greenfield))}; it turns at ${dear === undefined ? 'no price tried' : `${figure(dear)} USD/kW`}`
      : `Holds by cost of a token (${figure(unit(greenfield))} against ${figure(unit(retrofit))} USD/Mtok); the conversion’s head start is worth ${figure(early)} M USD`,
  };
}
