import { drawn } from '../chart.js';
import { type Lab, metric, type Sketch } from './lab.js';
import { figure, listed, percent } from '../markdown.js';
import { type Phenomenon } from './page.js';

const ACCELERATORS = 4032;
const GBPS = 1 / 0.125e9;

interface Work {
  readonly name: string;
  readonly workload: string;
  readonly text: string;
}

/** Demand far above what the hall serves: it is full, and needs what full accelerators need. */
const FLOOD = '10_000_000 req/s';
const WORK: readonly Work[] = [
  { name: 'pretraining, all-to-all', workload: 'Pretraining', text: `accelerators: ${ACCELERATORS}, crossing: 100 %` },
  { name: 'pretraining, rail-local', workload: 'Pretraining', text: `accelerators: ${ACCELERATORS}, crossing: 10 %` },
  { name: 'fine-tuning', workload: 'FineTuning', text: `accelerators: ${ACCELERATORS}` },
  {
    name: 'long-context chat',
    workload: 'LongContextChat',
    text: `model: Llama_70B, demand: ${FLOOD}, prefill: separate`,
  },
  { name: 'code completion', workload: 'CodeCompletion', text: `demand: ${FLOOD}, prefill: separate` },
  { name: 'chat', workload: 'Chat', text: `demand: ${FLOOD}, prefill: separate` },
  { name: 'chat, prompts among decoding', workload: 'Chat', text: `demand: ${FLOOD}, prefill: shared` },
  { name: 'reasoning', workload: 'Reasoning', text: `model: Llama_70B, demand: ${FLOOD}, prefill: separate` },
];
const RATIOS = [1, 2, 4, 8];

function sketch(workload: string, text: string, ratio: number): Sketch {
  return {
    imports: {
      cooling: ['DirectToChip'],
      networks: ['RailOptimized'],
      racks: ['GB200_NVL72'],
      models: ['Llama_70B'],
      workloads: [workload],
    },
    hall: [
      `racks: ${ACCELERATORS / 72} of GB200_NVL72`,
      'cooling: DirectToChip',
      `network: RailOptimized { oversubscription: ${ratio}:1 }`,
    ],
    more: [`workload W: ${workload} { on: [A], ${text} }`],
  };
}

/** What workloads need of a fabric across its bisection, beside what it has. */
export function unusedBisection(lab: Lab): Phenomenon {
  const needs = WORK.map(({ name, workload, text }) => {
    const result = lab.simulate(sketch(workload, text, 1));
    const has = metric(result, 'C.A.network', 'bisection');
    const need = metric(result, 'C.A.network', 'bisectionNeeded');
    return { name, workload, has, need, used: need / has };
  });
  const fabrics = RATIOS.map((ratio) => {
    const result = lab.simulate(sketch('Pretraining', WORK[0]!.text, ratio));
    return {
      ratio,
      capital: metric(result, 'C.A.network', 'capital'),
      power: metric(result, 'C.A.network', 'power'),
      mfu: metric(result, 'C.W', 'mfu'),
    };
  });
  const [whole] = fabrics;
  const thin = fabrics.find(({ ratio }) => ratio === 4);
  const idle = needs.filter(({ used }) => used < 0.25);
  const full = needs.filter(({ used }) => used >= 0.25);
  const saved = whole === undefined || thin === undefined ? NaN : whole.capital - thin.capital;
  return {
    slug: 'unused-bisection',
    title: 'Bisection that nobody uses',
    claim:
      'Fabrics built for training (no oversubscription) are wasted on inference, which needs hardly any bandwidth between racks.',
    scale:
      'Means over a step of training or over an hour of serving; bursts shorter than that are not resolved, and collectives are averages too.',
    conditions: [
      `${String(ACCELERATORS)} accelerators in ${String(ACCELERATORS / 72)} racks of GB200 NVL72 on a rail-optimised fabric of 400 Gb/s endpoints, 1:1. One workload fills the hall: services get more requests than they can serve.`,
      'Need: bandwidth per accelerator that leaves the scale-up domain. Training: its crossing share of what exposed communication sends. Serving: the KV cache of prompts that go from accelerators of their own to those that decode (`prefill: separate`); with both on the same ones (`shared`) none does.',
      'Thin fabrics: the same with 2:1, 4:1 and 8:1 at the leaves.',
    ],
    chart: {
      width: 420,
      height: 240,
      data: {
        values: needs.map(({ name, need, has }) => ({ name, need: drawn(need * GBPS), has: drawn(has * GBPS) })),
      },
      layer: [
        {
          mark: 'bar',
          encoding: {
            y: { field: 'name', type: 'nominal', sort: null, title: '' },
            x: { field: 'need', type: 'quantitative', title: 'Gb/s per accelerator across the bisection' },
          },
        },
        {
          mark: { type: 'tick', thickness: 2, size: 26, color: '#d55e00' },
          encoding: {
            y: { field: 'name', type: 'nominal', sort: null },
            x: { field: 'has', type: 'quantitative' },
          },
        },
      ],
    },
    alt: 'Bandwidth across the bisection that workloads need (bars), and what a 1:1 fabric has (ticks)',
    tables: [
      {
        head: ['workload', 'entry', 'needs, Gb/s', 'has, Gb/s', 'used'],
        rows: needs.map(({ name, workload, need, has, used }) => [
          name,
          `\`${workload}\``,
          need * GBPS,
          has * GBPS,
          percent(used),
        ]),
      },
      {
        head: ['fabric', 'capital, M USD', 'draw, kW', 'MFU of all-to-all pretraining'],
        rows: fabrics.map(({ ratio, capital, power, mfu }) => [
          `${String(ratio)}:1`,
          capital / 1e6,
          power / 1e3,
          percent(mfu),
        ]),
      },
    ],
    shown: [
      ...(idle.length === 0
        ? []
        : [
            `Less than a quarter of a 1:1 fabric is used by ${listed(idle.map(({ name, used }) => `${name} (${percent(used)})`))}.`,
          ]),
      ...(saved > 0 && whole !== undefined && thin !== undefined
        ? [
            `At 4:1 the fabric costs ${figure(thin.capital / 1e6)} instead of ${figure(whole.capital / 1e6)} M USD and draws ${figure(thin.power / 1e3)} instead of ${figure(whole.power / 1e3)} kW.`,
          ]
        : []),
    ],
    refuted: [
      ...(full.length === 0
        ? []
        : [
            `A quarter or more of it is used by ${listed(full.map(({ name, used }) => `${name} (${percent(used)})`))}.`,
          ]),
      ...(whole !== undefined && thin !== undefined && thin.mfu < whole.mfu * 0.995
        ? [
            `The same 4:1 fabric costs all-to-all pretraining MFU: ${percent(thin.mfu)} instead of ${percent(whole.mfu)}.`,
          ]
        : []),
      ...(saved > 0
        ? [
            `What could be saved is ${figure(saved / ACCELERATORS)} USD per accelerator: little beside the accelerator itself, so a hall whose work may change again has a case for the wider fabric.`,
          ]
        : []),
      ...fabrics
        .slice(1)
        .flatMap(({ ratio, capital }, i) =>
          capital > (fabrics[i]?.capital ?? NaN)
            ? [
                `Thinner is not always cheaper: ${String(ratio)}:1 costs more than ${String(fabrics[i]?.ratio)}:1, since whole switches are bought.`,
              ]
            : [],
        ),
    ],
    models: ['network', 'training', 'serving'],
    verdict: `${String(idle.length)} of ${String(needs.length)} workloads use less than a quarter of a 1:1 fabric${full.length === 0 ? '' : `; more: ${listed(full.map(({ name }) => name))}`}`,
  };
}
