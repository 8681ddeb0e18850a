import { central } from '../../ir/index.js';
import { drawn } from '../chart.js';
import { figure, listed, percent } from '../markdown.js';
import { type Claim, sourced } from './page.js';
import { cost, type Overrides, type PlanLab } from './plan-lab.js';

const WORK = [
  { name: 'code completion', path: 'Edge.Completion' },
  { name: 'chat', path: 'Edge.Assistant' },
  { name: 'long-context chat', path: 'Edge.Reader' },
  { name: 'reasoning', path: 'Edge.Thinker' },
] as const;
/** Where the users are, nearest first. */
const PLACES = [
  { name: 'Midwest', region: 'us_midwest' },
  { name: 'US East', region: 'us_east' },
  { name: 'US West', region: 'us_west' },
  { name: 'Brazil', region: 'br' },
  { name: 'United Kingdom', region: 'uk' },
  { name: 'India, west', region: 'in_west' },
] as const;
const RATIOS = [1, 2, 4, 8] as const;

/** All users in one region, by the open keys of the plan's `users`. */
function usersIn(region: string): Overrides {
  return region === 'us_midwest' ? {} : { 'Edge.users.us_midwest': '0 %', [`Edge.users.${region}`]: '100 %' };
}

/** (c) External latency matters more than bisection for inference. */
export function latencyOrBisection(lab: PlanLab): Claim {
  const near = lab.run();
  const metric = (result: typeof near, path: string, name: string): number =>
    result.metrics.get(path)?.get(name)?.value ?? NaN;
  const moved = PLACES.map(({ name, region }) => {
    const result = lab.run(undefined, usersIn(region));
    return {
      name,
      works: WORK.map(({ path }) => ({
        path,
        unserved: metric(result, path, 'unserved'),
        held: metric(result, path, 'accelerators'),
        ttft: metric(result, path, 'ttft'),
      })),
    };
  });
  const thinned = RATIOS.map((ratio) => {
    const result = lab.run(undefined, { 'Edge.Fabric.oversubscription': `${String(ratio)}:1` });
    return {
      ratio,
      whole: cost(result),
      works: WORK.map(({ path }) => ({
        unserved: metric(result, path, 'unserved'),
        held: metric(result, path, 'accelerators'),
      })),
    };
  });
  const verdicts = WORK.map(({ name, path }, i) => {
    const home = moved[0]!.works[i]!;
    const lost = moved.find(({ works }) => works[i]!.unserved > 0.5);
    const dearest = moved
      .filter(({ works }) => works[i]!.unserved < 1e-6)
      .reduce((most, { works }) => Math.max(most, works[i]!.held / home.held), 1);
    const byFabric = thinned.every(
      ({ works }) =>
        works[i]!.unserved === thinned[0]!.works[i]!.unserved && works[i]!.held === thinned[0]!.works[i]!.held,
    );
    return { name, path, home, lost, dearest, byFabric, need: metric(near, path, 'ttft') };
  });
  const breaks = verdicts.filter(({ lost }) => lost !== undefined);
  const dearer = verdicts.filter(({ lost, dearest }) => lost === undefined && dearest > 1.005);
  const still = verdicts.filter(({ lost, dearest }) => lost === undefined && dearest <= 1.005);
  const blind = verdicts.filter(({ byFabric }) => byFabric);
  const saved = thinned[0]!.whole - Math.min(...thinned.map(({ whole }) => whole));
  const need = metric(near, 'Edge.Fabric', 'bisectionNeeded');
  const has = metric(near, 'Edge.Fabric', 'bisection');
  return {
    letter: 'c',
    slug: 'latency-or-bisection',
    title: 'External latency matters more than bisection for inference',
    claim: 'For inference the path to the user decides, and bisection bandwidth does not.',
    scale:
      'Milliseconds of one response at the SLO’s percentile, for the farthest tenth of the users; money over six years at 8 %.',
    conditions: [
      'Four services on one hall of H200 near Columbus: code completion, chat, long-context chat whose prompts have accelerators of their own, reasoning. SLOs are the library’s.',
      `Users: all in ${listed(PLACES.map(({ name }) => name))}, in turn. Fibre at 1.5 times the great circle, twice.`,
      'Fabric: 1:1, 2:1, 4:1 and 8:1 at the leaves.',
    ],
    chart: {
      width: 440,
      height: 260,
      data: {
        values: moved.flatMap(({ name, works }) =>
          works.map(({ unserved, held }, i) => ({
            place: name,
            work: WORK[i]!.name,
            held: unserved > 0.5 ? 0 : drawn((100 * held) / moved[0]!.works[i]!.held),
          })),
        ),
      },
      mark: 'bar',
      encoding: {
        x: { field: 'place', type: 'nominal', title: 'where the users are', sort: null },
        xOffset: { field: 'work', sort: null },
        y: { field: 'held', type: 'quantitative', title: 'accelerators held, % of near users (none: SLO missed)' },
        color: { field: 'work', type: 'nominal', title: '', sort: null },
      },
    },
    alt: 'Accelerators that each service holds as its users move away; no bar where its SLO cannot be kept',
    tables: [
      {
        head: ['users in', ...WORK.map(({ name }) => `${name}: ms to the first token`)],
        rows: moved.map(({ name, works }) => [
          name,
          ...works.map(({ ttft, unserved }) => (unserved > 0.5 ? 'SLO missed' : figure(1e3 * ttft))),
        ]),
      },
      {
        head: ['fabric', 'present value, M USD', ...WORK.map(({ name }) => `${name}: accelerators`)],
        rows: thinned.map(({ ratio, whole, works }) => [`${String(ratio)}:1`, whole, ...works.map(({ held }) => held)]),
      },
    ],
    holds: [
      ...breaks.map(
        ({ name, lost }) =>
          `The promise of ${name} is broken by distance alone: with users in ${lost!.name} no size of the campus keeps it.`,
      ),
      ...dearer.map(
        ({ name, dearest }) =>
          `${name} is served from everywhere, for up to ${percent(dearest - 1)} more accelerators: distance takes from the time that queues may use.`,
      ),
      ...(blind.length === 0
        ? []
        : [
            `The fabric changes nothing for ${listed(blind.map(({ name }) => name))}: 8:1 holds as many accelerators as 1:1. At its most needy the work uses ${percent(need / has)} of the bisection.`,
          ]),
      ...(saved > 0 ? [`A thinner fabric saves ${figure(saved)} M USD and serves the same.`] : []),
    ],
    fails: [
      ...(still.length === 0
        ? []
        : [
            `Distance does not matter either for ${listed(still.map(({ name }) => name))}: not in what is served, nor by half a percent of the accelerators, as far as ${PLACES.at(-1)!.name}.`,
          ]),
      ...verdicts.filter(({ byFabric }) => !byFabric).map(({ name }) => `${name} does feel the fabric: see the table.`),
      'Where a promise holds, distance costs less than the fabric does: it is a question of yes or no, not of price.',
    ],
    breakEven: verdicts.map(({ name, lost }) =>
      lost === undefined
        ? `${name}: served from as far as ${PLACES.at(-1)!.name}.`
        : `${name}: between ${PLACES[PLACES.findIndex((place) => place.name === lost.name) - 1]?.name ?? 'here'} and ${lost.name}.`,
    ),
    sources: [
      ...sourced('Completion', lab.entry('std/workloads#CodeCompletion', 'inference'), ['slo', 'promptTokens']),
      ...sourced('Chat', lab.entry('std/workloads#Chat', 'inference'), ['slo', 'promptTokens']),
      `Prompts: ${figure(central(lab.entry('std/workloads#CodeCompletion', 'inference').promptTokens))} tokens for completion, ${figure(central(lab.entry('std/workloads#Chat', 'inference').promptTokens))} for chat.`,
    ],
    models: ['serving', 'queueing', 'network'],
    verdict: `${breaks.length === 0 ? 'Distance breaks no promise of the four' : `Distance breaks the promise of ${listed(breaks.map(({ name }) => name))}`}; the fabric changes ${blind.length === WORK.length ? 'none of the four' : `${String(WORK.length - blind.length)} of the four`} and a thinner one saves ${figure(saved)} M USD`,
  };
}
