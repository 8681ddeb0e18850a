import { central } from '../../ir/index.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import { drawn } from '../chart.js';
import { figure, percent } from '../markdown.js';
import { type Claim, sourced } from './page.js';
import { cost, crossing, type PlanLab } from './plan-lab.js';

const ACCELERATORS = 28_800;
/** Requests/s that one accelerator is given: most of what it can serve within its SLO. */
const SERVED_EACH = 1.25;
const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8] as const;
const RATIOS = [1, 2, 4, 8] as const;
const CROSSINGS = [0.1, 0.5, 1] as const;

interface Point {
  readonly ratio: number;
  readonly share: number;
  readonly crossing: number;
  /** Present value of the plan, M USD. */
  readonly whole: number;
  /** Training delivered, present value of FLOP. */
  readonly trained: number;
  readonly capital: number;
}

function point(lab: PlanLab, ratio: number, share: number, cross: number): Point {
  const accelerators = Math.round((share * ACCELERATORS) / 72) * 72;
  const result = lab.run(undefined, {
    'Mixed.Backend.oversubscription': `${String(ratio)}:1`,
    'Mixed.Frontier.accelerators': String(accelerators),
    'Mixed.Frontier.crossing': `${String(100 * cross)} %`,
    'Mixed.Assistant.demand': `${String(Math.round((ACCELERATORS - accelerators) * SERVED_EACH))} req/s`,
  });
  const goodput = result.metrics.get('Mixed.Frontier')?.get('goodput')?.byYear ?? [];
  return {
    ratio,
    share,
    crossing: cross,
    whole: cost(result),
    trained: presentValue(
      goodput.map((flops) => flops ?? 0),
      0.08,
    ),
    capital: (result.metrics.get('Mixed.Backend')?.get('capital')?.value ?? NaN) / 1e6,
  };
}

/** What a thinner fabric saves, less the training lost on it at what the wide plan pays for training, M USD of present value. */
function netOf(wide: Point, thin: Point, pays: number): number {
  const lost = wide.trained > 0 ? 1 - thin.trained / wide.trained : 0;
  return wide.whole - thin.whole - lost * pays;
}

/** (b) The training fabric is misallocated for inference. */
export function trainingFabric(lab: PlanLab): Claim {
  const paid = (share: number, cross: number): number => {
    const accelerators = Math.round((share * ACCELERATORS) / 72) * 72;
    const costs = lab.run(undefined, {
      'Mixed.Backend.oversubscription': '1:1',
      'Mixed.Frontier.accelerators': String(accelerators),
      'Mixed.Frontier.crossing': `${String(100 * cross)} %`,
      'Mixed.Assistant.demand': `${String(Math.round((ACCELERATORS - accelerators) * SERVED_EACH))} req/s`,
    }).workloadCosts;
    return presentValue(costs.get('Mixed.Frontier') ?? [], 0.08) / 1e6;
  };
  const nets = CROSSINGS.map((cross) => ({
    cross,
    curve: SHARES.map((share) => {
      const wide = point(lab, 1, share, cross);
      const thin = RATIOS.slice(1)
        .map((ratio) => ({ ratio, net: netOf(wide, point(lab, ratio, share, cross), paid(share, cross)) }))
        .reduce((best, each) => (each.net > best.net ? each : best));
      return { share, ...thin };
    }),
  }));
  const turns = nets.map(({ cross, curve }) => ({ cross, at: crossing(curve.map(({ share, net }) => [share, net])) }));
  const idle = RATIOS.map((ratio) => point(lab, ratio, 0, 1));
  const [wide] = idle;
  const best = idle.reduce((a, b) => (b.whole < a.whole ? b : a));
  const saved = (wide?.whole ?? NaN) - best.whole;
  const all = nets.at(-1)!;
  const worst = all.curve.reduce((a, b) => (b.net < a.net ? b : a));
  const thinnest = turns.at(-1)?.at;
  return {
    letter: 'b',
    slug: 'training-fabric',
    title: 'The training fabric is misallocated for inference',
    claim: 'Fabrics that do not block are money in the wrong place once a campus serves instead of trains.',
    scale: 'Present value of fifteen years at 8 %; the mix is held for the whole of them.',
    conditions: [
      `${String(ACCELERATORS)} GB200 on a rail-optimised fabric of 800 Gb/s ports, 1:1 as written, and 2:1, 4:1 and 8:1 at the leaves.`,
      `Share of accelerators that train: 0 to ${percent(SHARES.at(-1)!)}; the rest get ${figure(SERVED_EACH)} requests/s each of a 70B model.`,
      `Share of training traffic that crosses the leaves: ${CROSSINGS.map(percent).join(', ')}. The library’s own is ${percent(0.5)}, an assumption.`,
      'Training that a thinner fabric loses is charged at what the plan with the wide one pays for its training.',
    ],
    chart: {
      width: 440,
      height: 260,
      data: {
        values: nets.flatMap(({ cross, curve }) =>
          curve.map(({ share, net }) => ({ cross: percent(cross), share: drawn(100 * share), net: drawn(net) })),
        ),
      },
      layer: [
        {
          mark: { type: 'line', point: true },
          encoding: {
            x: { field: 'share', type: 'quantitative', title: 'accelerators that train, %' },
            y: { field: 'net', type: 'quantitative', title: 'best thinner fabric, net saving, M USD' },
            color: { field: 'cross', type: 'nominal', title: 'traffic across the leaves', sort: null },
          },
        },
        { mark: { type: 'rule', color: '#555555' }, encoding: { y: { datum: 0 } } },
      ],
    },
    alt: 'Net saving of the best thinner fabric against the share of accelerators that train, for three shares of traffic across the leaves',
    tables: [
      {
        head: ['fabric', 'capital, M USD', 'present value of the plan without training, M USD'],
        rows: idle.map(({ ratio, capital, whole }) => [`${String(ratio)}:1`, capital, whole]),
      },
      {
        head: ['accelerators that train', ...CROSSINGS.map((cross) => `net at ${percent(cross)} crossing, M USD`)],
        rows: SHARES.map((share, i) => [percent(share), ...nets.map(({ curve }) => curve[i]?.net ?? NaN)]),
      },
    ],
    holds: [
      ...(saved > 0
        ? [
            `Where nothing trains, a ${String(best.ratio)}:1 fabric saves ${figure(saved)} M USD: ${percent(saved / (wide?.whole ?? NaN))} of everything that the campus costs.`,
          ]
        : []),
      ...turns.flatMap(({ cross, at }) =>
        at === undefined
          ? nets.find((each) => each.cross === cross)!.curve.every(({ net }) => net > 0)
            ? [
                `With ${percent(cross)} of the training traffic across the leaves a thinner fabric pays at every mix tried.`,
              ]
            : []
          : [
              `With ${percent(cross)} across the leaves it pays while less than ${percent(at)} of the accelerators train.`,
            ],
      ),
    ],
    fails: [
      ...(worst.net < 0
        ? [
            `With all traffic across the leaves, thinning the fabric of a campus that trains on ${percent(worst.share)} of its accelerators loses ${figure(-worst.net)} M USD: the claim turns round.`,
          ]
        : []),
      `The sum at stake is small beside the accelerators: ${figure(saved)} M USD of ${figure(wide?.whole ?? NaN)}. A campus whose work may turn back to training buys an option with it.`,
    ],
    breakEven: turns.map(({ cross, at }) =>
      at === undefined
        ? `${percent(cross)} across the leaves: no crossing between 0 and ${percent(SHARES.at(-1)!)} of training.`
        : `${percent(cross)} across the leaves: ${percent(at)} of the accelerators in training.`,
    ),
    sources: [
      ...sourced('Fabric', lab.entry('std/networks#RailOptimized_800G', 'railOptimized'), [
        'oversubscription',
        'transceiverPrice',
      ]),
      `Price of a transceiver: ${figure(central(lab.entry('std/networks#RailOptimized_800G', 'railOptimized').transceiverPrice))} USD.`,
      ...sourced('Pretraining', lab.entry('std/workloads#Pretraining', 'training'), ['crossing', 'exposed']),
    ],
    models: ['network', 'training', 'economics'],
    verdict:
      saved > 0
        ? `Holds without training: ${figure(saved)} M USD (${percent(saved / (wide?.whole ?? NaN))} of the campus)${thinnest === undefined ? '' : `; with all-to-all training it turns at ${percent(thinnest)} of the accelerators`}`
        : 'Refuted under these conditions: no thinner fabric saves anything',
  };
}
