import { central, type AnyNetwork, type PlanIndex, resolve, type Switch } from '../../ir/index.js';
import type { NoteSink } from '../notes.js';
import { closCounts, closLimit } from './clos.js';
import { directCounts, directLimit } from './direct.js';
import { meanHops, torusWayTime, wayTime } from './hops.js';

/**
 * A fabric as built: counts, power, capital, what bandwidth it leaves an endpoint across its narrowest cut, and how long
 * a way through it takes.
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
  /** Packet switches, or a torus's optical circuit switches. */
  readonly switches: number;
  readonly links: number;
  readonly opticalLinks: number;
  readonly transceivers: number;
  /** Switches on the longest way (links of a torus), and on that between two endpoints drawn at random. */
  readonly hops: number;
  readonly meanHops: number;
  /** One way through the idle fabric, adapter to adapter without either, s; `null` where the switch's is blank. */
  readonly latency: number | null;
  readonly meanLatency: number | null;
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
  readonly meanHops: number;
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
  for (; planes <= MOST_PLANES; planes *= 2) {
    const { radix, ports } = portsOf(device, linkRate / planes, endpoints);
    counts = radix > 0 ? countPlane(network, ports, radix, o) : undefined;
    if (counts !== undefined) break;
  }
  if (counts === undefined) {
    notes.add({
      type: 'range',
      path,
      message: `no ${network.kind} of ${device.name ?? 'this switch'} joins ${String(endpoints)} endpoints, even in ${String(MOST_PLANES)} planes`,
    });
    counts = { tiers: 3, switches: 0, endpointLinks: 0, innerLinks: 0, uplinkRatio: 0, hops: 0, meanHops: 0 };
  } else if (planes !== declaredPlanes) {
    const { radix, ports } = portsOf(device, linkRate / declaredPlanes, endpoints);
    notes.add({
      type: 'range',
      path,
      message: `${String(endpoints)} endpoints take ${String(ports)} ports, more than the ${String(planeLimit(network, radix, o))} that a ${network.kind} of ${device.name ?? 'this switch'} joins: built as ${String(planes)} planes`,
    });
  }
  if (o > 1 && (network.kind === 'dragonfly' || network.kind === 'torus'))
    notes.add({ type: 'unsupported', path, message: `a ${network.kind} has no leaves to oversubscribe: built as 1:1` });
  if (device.price === undefined && counts.switches > 0)
    notes.add({ type: 'unknown', path, message: `${device.name ?? 'the switch'} has no price in the library` });
  return assemble(network, device, counts, { planes, endpoints, linkRate });
}

/** Planes that are tried, doubling, before a fabric is given up. */
const MOST_PLANES = 64;

/** Ports of one switch at a plane's rate, and those that the endpoints take: a faster port is split, slower ones are doubled up. */
function portsOf(
  device: Switch,
  planeRate: number,
  endpoints: number,
): { readonly radix: number; readonly ports: number } {
  const split = device.portRate / planeRate;
  if (!(split > 0)) return { radix: 0, ports: endpoints };
  return split >= 1
    ? { radix: device.radix * Math.floor(split + 1e-9), ports: endpoints }
    : { radix: device.radix, ports: endpoints * Math.ceil(1 / split - 1e-9) };
}

/** Most endpoint ports that one plane joins. */
function planeLimit(network: AnyNetwork, radix: number, o: number): number {
  switch (network.kind) {
    case 'dragonfly':
    case 'dragonflyPlus':
    case 'torus':
      return directLimit(network, radix);
    case 'railOnly':
      return Math.max(1, Math.round(network.rails)) * closLimit(radix, o);
    default:
      return closLimit(radix, o);
  }
}

function countPlane(network: AnyNetwork, ports: number, radix: number, o: number): FabricCounts | undefined {
  switch (network.kind) {
    case 'dragonfly':
    case 'dragonflyPlus':
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
          // Accelerators of one server meet over the scale-up fabric, and so do rails.
          meanHops: meanHops(ports, [{ endpoints: rails, hops: 0 }], rail.meanHops),
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
          meanHops: clos.meanHops,
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
  const time = (hops: number): number | null =>
    counts.endpointLinks === 0 ? null : (wayOf(network, device)(hops) ?? null);
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
    meanHops: counts.meanHops,
    latency: time(counts.hops),
    meanLatency: time(counts.meanHops),
    power,
    capital,
    life: central(network.life),
    bisectionPerEndpoint: linkRate * Math.min(1, counts.uplinkRatio),
  };
}

/** Time of a way by its hops. */
function wayOf(network: AnyNetwork, device: Switch): (hops: number) => number | undefined {
  const hop = network.kind === 'torus' ? network.hopLatency : device.latency;
  const times = {
    hop: hop === undefined ? undefined : central(hop),
    optics: central(network.opticsLatency),
    length: central(network.linkLength),
    endpointOptical: network.endpointOpticalShare,
    innerOptical: network.opticalShare,
  };
  return (hops) => (network.kind === 'torus' ? torusWayTime(hops, times) : wayTime(hops, times));
}
