import { central, type AnyNetwork, type PlanIndex, resolve, type Switch } from '../../ir/index.js';
import type { NoteSink } from '../notes.js';
import { closCounts, closLimit } from './clos.js';
import { directCounts } from './direct.js';

/**
 * A fabric as built: counts, power, capital and what bandwidth it leaves an endpoint across its narrowest cut.
 * Power = switches · P_switch + transceivers · P_transceiver (MODELS B2e), transceivers = 2 · optical links · link rate
 * over transceiver rate: a faster link takes several, slower links share one. Capital adds cables and adapters.
 */
export interface FabricDesign {
  readonly topology: AnyNetwork['kind'];
  readonly endpoints: number;
  /** Rate of an endpoint, bytes/s. */
  readonly linkRate: number;
  readonly oversubscription: number;
  readonly tiers: number;
  readonly switches: number;
  readonly links: number;
  readonly opticalLinks: number;
  readonly transceivers: number;
  readonly hops: number;
  /** W */
  readonly power: number;
  /** USD; `null` where the switch has no price in the library. */
  readonly capital: number | null;
  readonly life: number;
  /** Bandwidth across the narrowest even cut, both directions of an endpoint counted once, per endpoint: bytes/s. */
  readonly bisectionPerEndpoint: number;
}

/** Switches, links and relative bisection of one plane. */
export interface FabricCounts {
  readonly tiers: number;
  readonly switches: number;
  readonly endpointLinks: number;
  readonly innerLinks: number;
  readonly uplinkRatio: number;
  readonly hops: number;
}

/**
 * Builds the fabric of `network` for `endpoints` accelerators with `nicRate` bytes/s each. A port faster than the link
 * is split; a slower one is doubled up. Beyond three tiers the fabric is laid out in as many planes as it takes, and a
 * note says so.
 */
export function designFabric(
  network: AnyNetwork,
  endpoints: number,
  nicRate: number,
  index: PlanIndex,
  path: string,
  notes: NoteSink,
): FabricDesign {
  const device = resolve<Switch>(index, network.switch);
  const linkRate = network.linkRate === undefined ? nicRate : central(network.linkRate);
  const declaredPlanes = Math.max(1, Math.round(network.planes));
  const o = network.oversubscription;
  let planes = declaredPlanes;
  let counts: FabricCounts | undefined;
  let radix = device.radix;
  for (; planes <= 64; planes *= 2) {
    const planeRate = linkRate / planes;
    const split = device.portRate / planeRate;
    radix = split >= 1 ? device.radix * Math.floor(split + 1e-9) : device.radix;
    const portsPerEndpoint = split >= 1 ? 1 : Math.ceil(1 / split - 1e-9);
    counts = split > 0 ? countPlane(network, endpoints * portsPerEndpoint, radix, o) : undefined;
    if (counts !== undefined) break;
  }
  if (counts === undefined) {
    notes.add({
      type: 'range',
      path,
      message: `no ${network.kind} of ${device.name ?? 'this switch'} joins ${String(endpoints)} endpoints, even in 64 planes`,
    });
    counts = { tiers: 3, switches: 0, endpointLinks: 0, innerLinks: 0, uplinkRatio: 0, hops: 0 };
  } else if (planes !== declaredPlanes) {
    notes.add({
      type: 'range',
      path,
      message: `${String(endpoints)} endpoints are more than ${String(closLimit(radix, o))}, what three tiers of ${device.name ?? 'this switch'} carry: built as ${String(planes)} planes`,
    });
  }
  if (device.price === undefined && counts.switches > 0)
    notes.add({ type: 'unknown', path, message: `${device.name ?? 'the switch'} has no price in the library` });
  return assemble(network, device, counts, { planes, endpoints, linkRate });
}

function countPlane(network: AnyNetwork, ports: number, radix: number, o: number): FabricCounts | undefined {
  switch (network.kind) {
    case 'dragonfly':
    case 'torus':
      return directCounts(network, ports, radix);
    case 'railOnly': {
      const rails = Math.max(1, Math.round(network.rails));
      const rail = closCounts(Math.ceil(ports / rails), radix, o);
      return (
        rail && {
          tiers: rail.tiers,
          switches: rails * switchesOf(rail),
          endpointLinks: ports,
          innerLinks: rails * rail.innerLinks,
          uplinkRatio: rail.uplinkRatio,
          hops: rail.hops,
        }
      );
    }
    default: {
      const rails = network.kind === 'railOptimized' && ports > radix ? Math.max(1, Math.round(network.rails)) : 1;
      const clos = closCounts(ports, radix, o, rails);
      return (
        clos && {
          tiers: clos.tiers,
          switches: switchesOf(clos),
          endpointLinks: ports,
          innerLinks: clos.innerLinks,
          uplinkRatio: clos.uplinkRatio,
          hops: clos.hops,
        }
      );
    }
  }
}

function switchesOf(counts: { readonly leaves: number; readonly spines: number; readonly cores: number }): number {
  return counts.leaves + counts.spines + counts.cores;
}

function assemble(
  network: AnyNetwork,
  device: Switch,
  counts: FabricCounts,
  { planes, endpoints, linkRate }: { readonly planes: number; readonly endpoints: number; readonly linkRate: number },
): FabricDesign {
  const switches = planes * counts.switches;
  const endpointLinks = planes * counts.endpointLinks;
  const innerLinks = planes * counts.innerLinks;
  const links = endpointLinks + innerLinks;
  const opticalLinks = innerLinks * network.opticalShare + endpointLinks * network.endpointOpticalShare;
  const portRate = Math.min(linkRate / planes, device.portRate);
  const transceiverRate = central(network.transceiverRate);
  // A rate of nothing says nothing: one transceiver at each end, as at the port's own rate.
  const transceivers = 2 * opticalLinks * (transceiverRate > 0 ? portRate / transceiverRate : 1);
  const power = switches * central(device.power) + transceivers * central(network.transceiverPower);
  const price = device.price;
  const capital =
    price === undefined && switches > 0
      ? null
      : switches * (price === undefined ? 0 : central(price)) +
        transceivers * central(network.transceiverPrice) +
        links * central(network.cablePrice) +
        endpoints * central(network.adapterPrice);
  return {
    topology: network.kind,
    endpoints,
    linkRate,
    oversubscription: network.oversubscription,
    tiers: counts.tiers,
    switches,
    links,
    opticalLinks,
    transceivers,
    hops: counts.hops,
    power,
    capital,
    life: central(network.life),
    bisectionPerEndpoint: linkRate * Math.min(1, counts.uplinkRatio),
  };
}
