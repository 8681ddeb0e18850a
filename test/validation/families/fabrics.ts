import { central } from '../../../compiler/src/ir/index.js';
import { type ClosCounts, closCounts, closLimit } from '../../../compiler/src/simulation/network/clos.js';
import { directCounts } from '../../../compiler/src/simulation/network/direct.js';
import type { FabricCounts } from '../../../compiler/src/simulation/network/fabric.js';
import { acceleratorsOf } from '../support/campus.js';
import { type Answer, type Answers, type Driver, type Family, none, notModelled } from '../support/driver.js';
import type { Inputs } from '../support/inputs.js';
import { entry } from '../support/plan.js';

const fatTree: Driver = (inputs) => {
  const radix = inputs.number('switch_ports');
  const o = inputs.number('oversubscription');
  const hosts = closLimit(radix, o);
  const counts = clos(hosts, radix, o);
  return {
    pods: counts.pods,
    hosts,
    edge_switches: counts.leaves,
    agg_switches: counts.spines,
    core_switches: counts.cores,
    total_switches: counts.leaves + counts.spines + counts.cores,
    switch_to_switch_links: counts.innerLinks,
    host_links: counts.endpointLinks,
    bisection_host_links: (counts.uplinkRatio * hosts) / 2,
    // The program counts switches on the way; links are one more.
    max_hops_host_to_host: counts.hops + 1,
  };
};

const largestTwoTier: Driver = (inputs) =>
  Object.fromEntries(
    inputs
      .numbers('radices')
      .map((radix) => [
        `max_endpoints_R${radix}`,
        most(closLimit(radix, 1), (endpoints) => clos(endpoints, radix, 1).tiers <= 2),
      ]),
  );

/** A case that names no switch is on Ethernet: 800 Gb/s ports, split over two planes. Its own note says that it has planes. */
const ETHERNET = { planes: 2, key: 'std/switches#SN5600' };

const superPod: Driver = (inputs, items) => {
  const gpus = inputs.number('gpus_per_node');
  const reserved = inputs.has('node_slots_reserved_for_management')
    ? inputs.number('node_slots_reserved_for_management')
    : 0;
  const named = inputs.has('switch_ports_400g');
  const planes = named ? 1 : ETHERNET.planes;
  const radix = named ? inputs.number('switch_ports_400g') : planes * entry(ETHERNET.key, 'switch').radix;
  const answers: Record<string, Answer> = {};
  for (const su of new Set(items.map((item) => Number(/^su(\d+)\./.exec(item)?.[1])))) {
    const nodes = su * inputs.number('nodes_per_su') - reserved;
    const accelerators = acceleratorsOf({
      top: [
        'import std/accelerators { H100_SXM5 }',
        `rack Node { accelerator: H100_SXM5, accelerators: ${gpus}, peak: 10 kW }`,
      ],
      racks: `${nodes} of Node`,
    });
    const counts = clos(accelerators, radix, 1, gpus);
    const said: Answers = {
      nodes: accelerators / gpus,
      gpus: accelerators,
      leaf: planes * counts.leaves,
      spine: planes * counts.spines,
      core: planes * counts.cores,
      // A cable carries the link of every plane: split ports stay together in it.
      cables_node_leaf: counts.endpointLinks,
      cables_leaf_spine: counts.innerLinks / (counts.tiers - 1),
      cables_spine_core: counts.tiers === 3 ? counts.innerLinks / 2 : 0,
      cables_compute_and_ufm: notModelled('links of the fabric manager are not counted'),
    };
    for (const item of items)
      if (item.startsWith(`su${su}.`))
        answers[item] = said[item.slice(item.indexOf('.') + 1)] ?? notModelled('no such count');
  }
  return answers;
};

const gb200Unit: Driver = (inputs) => {
  const racks = inputs.number('racks_per_su');
  const trays = inputs.number('compute_trays_per_rack');
  const perTray = inputs.number('gpus_per_tray');
  const peak = entry('std/racks#GB200_NVL72', 'rack').peak;
  return {
    gpus: inputs.numbers('su_counts').map((su) =>
      acceleratorsOf({
        top: [
          'import std/accelerators { GB200_GPU }',
          `server Tray { accelerator: GB200_GPU, accelerators: ${perTray}, peak: 7 kW }`,
          `rack Unit { server: Tray, servers: ${trays} }`,
        ],
        racks: `${su * racks} of Unit`,
      }),
    ),
    su_tdp_mw: peak === undefined ? notModelled('the rack has no nameplate') : (racks * central(peak)) / 1e6,
    installed_psu_kw_per_rack: notModelled('power shelves of a rack are not counted'),
    '*': notModelled('storage is not modelled'),
  };
};

const dragonfly: Driver = (inputs) => {
  const [small, big] = inputs.list('cases').map(dragonflyOf);
  if (small === undefined || big === undefined) throw new Error('two dragonflies are expected');
  return {
    'n72.groups': small.groups,
    'n72.routers': small.routers,
    'n72.nodes': small.nodes,
    'n72.router_radix': small.radix,
    'big.groups': big.groups,
    'big.nodes': big.nodes,
    'big.router_radix': big.radix,
  };
};

/** The radix that holds p endpoints a switch, and the most endpoints that the program joins with it. */
function dragonflyOf(inputs: Inputs): {
  readonly radix: number;
  readonly nodes: number;
  readonly routers: number;
  readonly groups: number;
} {
  const network = entry('std/networks#Dragonfly', 'dragonfly');
  const [p, a] = [inputs.number('p'), inputs.number('a')];
  // In one group the endpoints of a switch show: a full group is p·a.
  const largest = (radix: number): number =>
    most(2 ** 24, (endpoints) => directCounts(network, endpoints, radix) !== undefined);
  const whole = (radix: number): number =>
    most(2 ** 16, (endpoints) => directCounts(network, endpoints, radix)?.hops === 2);
  let radix = 2;
  while (whole(radix) < p * a) radix++;
  const nodes = largest(radix);
  const counts: FabricCounts | undefined = directCounts(network, nodes, radix);
  const routers = counts?.switches ?? NaN;
  return { radix, nodes, routers, groups: routers / a };
}

function clos(endpoints: number, radix: number, o: number, rails = 1): ClosCounts {
  const counts = closCounts(endpoints, radix, o, rails);
  if (counts === undefined) throw new Error(`no Clos of ${radix} ports for ${endpoints} endpoints`);
  return counts;
}

/** The largest whole number up to `limit` that still passes; the test must fail for all above it. */
function most(limit: number, passes: (n: number) => boolean): number {
  let low = 1;
  let high = limit + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle;
  }
  return low;
}

export const fabrics: Family = {
  'A-fattree-k*': fatTree,
  'A-clos-2tier-max': largestTwoTier,
  'A-superpod-gb200-su': gb200Unit,
  'A-superpod-*': superPod,
  'A-dragonfly-balanced': dragonfly,
  'A-slimfly-*': none('the program has no Slim Fly'),
  'A-fattree-power': none('the switches of 2008 are not in the library, nor in the inputs'),
};
