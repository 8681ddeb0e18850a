import { presentValue } from '../../simulation/economics/annuity.js';
import type { SimulationResult } from '../../simulation/index.js';
import { drawn } from '../chart.js';
import { figure, percent } from '../markdown.js';
import { type Claim, sourced } from './page.js';
import { cost, type Overrides, type PlanLab } from './plan-lab.js';

const RATE = 0.08;
const DESIGNS = [
  { name: 'built for training', scenario: undefined },
  { name: 'built for inference', scenario: 'InferenceBuilt' },
  { name: 'convertible', scenario: 'Convertible' },
] as const;
/** The plan's scenarios, as values to put over a design; the weight of the plan as written is what they leave. */
const FUTURES: readonly { readonly name: string; readonly weight: number; readonly values: Overrides }[] = [
  {
    name: 'training stays',
    weight: 0.25,
    values: { 'Moving.Frontier.accelerators': '23_040', 'Moving.Assistant.demand': '8_600 req/s' },
  },
  { name: 'as planned', weight: 0.5, values: {} },
  {
    name: 'fast',
    weight: 0.25,
    values: {
      'Moving.Frontier.accelerators': 'step { 2027: 23_040, 2028: 14_400, 2029: 5_760 }',
      'Moving.Assistant.demand': 'step { 2027: 8_600 req/s, 2028: 21_600 req/s, 2029: 34_500 req/s }',
    },
  },
];
/** Training traffic that crosses the leaves: near none of it, the library's half, all of it. */
const CROSSINGS = [0.1, 0.5, 1] as const;
/** USD for a million tokens that are not delivered. */
const VALUES = [0, 1, 3, 10, 30, 100] as const;
const STATED = 3;

interface Outcome {
  readonly design: string;
  readonly future: string;
  readonly weight: number;
  /** Present values, M USD: what is paid; training lost to the fabric; tokens lost to outages at one USD a million. */
  readonly paid: number;
  readonly training: number;
  readonly tokens: number;
}

function byYear(result: SimulationResult, path: string, metric: string): number[] {
  return (result.metrics.get(path)?.get(metric)?.byYear ?? []).map((value) => value ?? 0);
}

function outcomes(lab: PlanLab, crossing: number): Outcome[] {
  const fabric = { 'Moving.Frontier.crossing': `${String(100 * crossing)} %` };
  return FUTURES.flatMap(({ name: future, weight, values: moved }) => {
    const values = { ...moved, ...fabric };
    const reference = lab.run(undefined, values);
    const goodput = byYear(reference, 'Moving.Frontier', 'goodput');
    const spent = reference.workloadCosts.get('Moving.Frontier') ?? new Float64Array(goodput.length);
    return DESIGNS.map(({ name, scenario }): Outcome => {
      const result = lab.run(scenario, values);
      const own = byYear(result, 'Moving.Frontier', 'goodput');
      const failed = byYear(result, 'Moving.Frontier', 'outageLoss');
      const usual = byYear(reference, 'Moving.Frontier', 'outageLoss');
      const lost = goodput.map((flops, year) =>
        flops > 0 ? spent[year]! * (1 - ((own[year]! / flops) * (1 - failed[year]!)) / (1 - usual[year]!)) : 0,
      );
      const served = byYear(result, 'Moving.Assistant', 'served');
      const out = byYear(result, 'Moving.Assistant', 'outageLoss');
      return {
        design: name,
        future,
        weight,
        paid: cost(result),
        training: presentValue(lost, RATE) / 1e6,
        tokens:
          presentValue(
            served.map((tokens, year) => (tokens / 1e6) * out[year]!),
            RATE,
          ) / 1e6,
      };
    });
  });
}

const whole = ({ paid, training, tokens }: Outcome, usd: number): number => paid + training + usd * tokens;

/** (e) Convertible, modular facilities beat either pure design under a moving mix. */
export function movingMix(lab: PlanLab): Claim {
  const cases = CROSSINGS.map((crossing) => ({ crossing, outcomes: outcomes(lab, crossing) }));
  const all = cases[1]!.outcomes;
  const mean = (of: readonly Outcome[], design: string, usd: number): number =>
    of.filter((each) => each.design === design).reduce((sum, each) => sum + each.weight * whole(each, usd), 0);
  const expected = (design: string, usd = STATED): number => mean(all, design, usd);
  const byCrossing = cases.map(({ crossing, outcomes: of }) => ({
    crossing,
    costs: DESIGNS.map(({ name }) => mean(of, name, STATED)),
    best: DESIGNS.reduce((a, b) => (mean(of, b.name, STATED) < mean(of, a.name, STATED) ? b : a)).name,
  }));
  const bestOf = (future: string): number =>
    Math.min(...all.filter((each) => each.future === future).map((each) => whole(each, STATED)));
  const [training, inference, convertible] = DESIGNS;
  const means = DESIGNS.map(({ name }) => ({ name, usd: expected(name) }));
  const [winner, second] = [...means].sort((a, b) => a.usd - b.usd);
  const pure = Math.min(expected(training.name), expected(inference.name));
  const room = pure - expected(convertible.name);
  const regrets = DESIGNS.map(({ name }) => ({
    name,
    most: Math.max(
      ...all.filter((each) => each.design === name).map((each) => whole(each, STATED) - bestOf(each.future)),
    ),
  }));
  const calmest = regrets.reduce((a, b) => (b.most < a.most ? b : a));
  const byValue = VALUES.map((usd) => ({
    usd,
    best: DESIGNS.reduce((a, b) => (expected(b.name, usd) < expected(a.name, usd) ? b : a)).name,
    costs: DESIGNS.map(({ name }) => expected(name, usd)),
  }));
  const spread = Math.max(...means.map(({ usd }) => usd)) - Math.min(...means.map(({ usd }) => usd));
  return {
    letter: 'e',
    slug: 'moving-mix',
    title: 'Convertible facilities against pure designs, while the mix moves',
    claim:
      'A convertible, modular facility beats one built for training and one built for inference, since the mix moves.',
    scale: 'Present value of fifteen years at 8 %; expected over the futures, weighted as in the plan.',
    conditions: [
      'Built for training: rails at 1:1, one path, a UPS for a tenth of the load, no generators. Built for inference: leaves and spines at 8:1, double conversion and generators for all of it. Convertible: rails at 2:1, double conversion and generators for half.',
      `Futures: ${FUTURES.map(({ name, weight }) => `${name} (${percent(weight)})`).join(', ')}. The accelerators and the cooling are the same in all. Half of the training traffic crosses the leaves unless said otherwise.`,
      `Added to what is paid: training that the fabric or the power path loses, at what the first design pays for its training; tokens lost to interruptions, at ${figure(STATED)} USD a million.`,
      'Building in blocks is not in these designs: all halls stand from the first day.',
    ],
    chart: {
      width: 440,
      height: 260,
      data: {
        values: all.map((each) => ({
          design: each.design,
          future: each.future,
          regret: drawn(whole(each, STATED) - bestOf(each.future)),
        })),
      },
      mark: 'bar',
      encoding: {
        x: { field: 'future', type: 'nominal', title: 'how the mix moves', sort: null },
        xOffset: { field: 'design', sort: null },
        y: { field: 'regret', type: 'quantitative', title: 'over the best design of that future, M USD' },
        color: { field: 'design', type: 'nominal', title: '', sort: null },
      },
    },
    alt: 'Regret of three designs in three futures: what each costs over the best of that future',
    tables: [
      {
        head: ['future', 'design', 'paid, M USD', 'training lost, M USD', 'tokens lost, M USD', 'together'],
        rows: all.map((each) => [
          each.future,
          each.design,
          each.paid,
          each.training,
          STATED * each.tokens,
          whole(each, STATED),
        ]),
      },
      {
        head: ['design', 'expected, M USD', 'greatest regret, M USD'],
        rows: means.map(({ name, usd }) => [name, usd, regrets.find((each) => each.name === name)!.most]),
      },
      {
        head: ['traffic across the leaves', ...DESIGNS.map(({ name }) => `${name}, M USD`), 'best'],
        rows: byCrossing.map(({ crossing, costs, best }) => [percent(crossing), ...costs, best]),
      },
      {
        head: ['value of a lost million tokens, USD', ...DESIGNS.map(({ name }) => `${name}, M USD`), 'best'],
        rows: byValue.map(({ usd, costs, best }) => [usd, ...costs, best]),
      },
    ],
    holds: [
      ...(room > 0
        ? [`In expectation the convertible design is ${figure(room)} M USD cheaper than the better of the pure ones.`]
        : []),
      ...(calmest.name === convertible.name
        ? [`Its greatest regret is the least of the three: ${figure(calmest.most)} M USD.`]
        : []),
    ],
    fails: [
      ...(room <= 0
        ? [
            `In expectation the design ${winner?.name ?? ''} is the cheapest; the convertible one costs ${figure(-room)} M USD more.`,
          ]
        : []),
      ...(calmest.name === convertible.name
        ? []
        : [`The least regret in the worst case is that of the design ${calmest.name}: ${figure(calmest.most)} M USD.`]),
      `All three lie within ${percent(spread / means[0]!.usd)} of one another: what stands in the racks is the same, and is most of the cost.`,
    ],
    breakEven: [
      room > 0
        ? `What convertibility may cost on top before a pure design wins: ${figure(room)} M USD, ${percent(room / expected(convertible.name))} of the campus.`
        : `What convertibility would have to become cheaper: ${figure(-room)} M USD.`,
      `Best by the traffic across the leaves: ${byCrossing.map(({ crossing, best }) => `${percent(crossing)} ${best}`).join('; ')}.`,
      `Best by the value of a lost token: ${byValue.map(({ usd, best }) => `${figure(usd)} USD/Mtok ${best}`).join('; ')}.`,
    ],
    sources: [
      ...sourced('Training path', lab.entry('std/electrical#Training_Path', 'electrical'), ['upsShare', 'unavailable']),
      ...sourced('Standard path', lab.entry('std/electrical#Standard', 'electrical'), ['unavailable']),
      'Futures and their weights: assumed in the plan.',
    ],
    models: ['network', 'electrical-path', 'availability', 'economics'],
    verdict:
      room > 0
        ? `Holds by ${figure(room)} M USD in expectation, ${percent(room / expected(convertible.name))} of the campus`
        : `Refuted under these conditions: ${winner?.name ?? ''} wins by ${figure((second?.usd ?? NaN) - (winner?.usd ?? NaN))} M USD over the next, and convertible stands ${figure(-room)} M USD behind`,
  };
}
