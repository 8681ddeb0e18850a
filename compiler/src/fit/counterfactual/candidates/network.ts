import {
  type AnyEntity,
  type AnyNetwork,
  type Hall,
  isRef,
  resolve,
  type Training,
  valueAt,
} from '../../../ir/index.js';
import { refine } from '../../../ir/refine.js';
import { type Alike, declaredAlternatives, hallAt, nameOfKey, propertyChange } from '../halls.js';
import type { Ground, Option, Unit } from '../options.js';
import { acceleratorsIn } from './rack.js';

const KINDS: ReadonlySet<AnyEntity['kind']> = new Set<AnyEntity['kind']>([
  'fatTree',
  'railOptimized',
  'railOnly',
  'leafSpine',
  'dragonfly',
  'dragonflyPlus',
]);
const isSwitched = (entity: AnyEntity): entity is AnyNetwork => KINDS.has(entity.kind);
/** Downlink to uplink bandwidth of leaves that are tried. */
const RATIOS = [1, 2, 3, 4, 8] as const;

/**
 * Other fabrics of the catalogue, for each element of the halls one of its own, at their own oversubscription and at the
 * plan's; the plan's alternatives. Halls whose training jobs do not fit into one element stay on the fabric that joins them.
 * A torus is wired into its chips: no other fabric takes its place, nor it another's.
 */
export function hallNetworkUnits(ground: Ground, alike: Alike): Unit[] {
  const { paths, hall } = alike;
  const now = resolve<AnyNetwork>(ground.index, hall.network);
  const entries = [...ground.library].sort(([a], [b]) => (a < b ? -1 : 1));
  const options =
    isSwitched(now) && (isOwn(hall.network) || !hasLargerJobs(ground, alike))
      ? entries.flatMap(([key, entity]): Option[] => (isSwitched(entity) ? fabricOptions(alike, key, entity, now) : []))
      : [];
  const unit: Unit = {
    subsystem: 'network',
    paths,
    key: `fabric ${paths[0] ?? ''}`,
    options: [...options, ...declaredAlternatives(alike, 'network')],
  };
  return [unit, ratioUnit(alike, hasLargerJobs(ground, alike))];
}

/** True for a fabric that each element of a hall has for itself. */
function isOwn(network: Hall['network'] | undefined): boolean {
  return network !== undefined && (!isRef(network) || network.ref.includes('#'));
}

/** True where a training job that may run on the halls is larger than one element of them. */
function hasLargerJobs({ plan, index, result }: Ground, { campus, paths, hall }: Alike): boolean {
  const accelerators = acceleratorsIn(index, hall.racks);
  return [...campus.workload, ...plan.workload].some(
    (workload) =>
      workload.kind === 'training' &&
      (workload.on ?? []).some((use) => paths.includes((isRef(use) ? use.ref : use.path) ?? '')) &&
      result.years.some((year) => jobOf(workload, year + 0.5) > accelerators),
  );
}

function jobOf(workload: Training, year: number): number {
  const all = valueAt(workload.accelerators, year);
  return workload.jobSize === undefined ? all : Math.min(all, valueAt(workload.jobSize, year));
}

function fabricOptions({ paths, hall }: Alike, key: string, entity: AnyNetwork, now: AnyNetwork): Option[] {
  const name = nameOfKey(key);
  const as = (text: string, value: unknown): Option => ({
    key: text,
    changes: () => paths.map((path) => propertyChange(path, 'network', text, value, [name])),
  });
  const named = isRef(hall.network) ? hall.network.ref : undefined;
  const ratios = [...new Set([now.oversubscription, 1])].filter((ratio) => ratio !== entity.oversubscription);
  return [
    ...(named === key ? [] : [as(name.name, { ref: key })]),
    ...ratios.map((oversubscription) =>
      as(
        `${name.name} { oversubscription: ${ratioText(oversubscription)} }`,
        refine(entity, { oversubscription }, key),
      ),
    ),
  ];
}

/**
 * Thinner and thicker leaves of the fabric of halls: of the one that a hall names or holds for itself, or of one like the block that it
 * shares, unless that has to join it to others.
 */
function ratioUnit({ paths }: Alike, isJoined: boolean): Unit {
  return {
    subsystem: 'network',
    paths,
    key: `leaf ${paths[0] ?? ''}`,
    options: RATIOS.map((ratio) => ({
      key: ratioText(ratio),
      changes: ({ index }) => {
        return !isJoined || paths.every((path) => isOwn(hallAt(index, path)?.network))
          ? paths.map((path) => propertyChange(`${path}.network`, 'oversubscription', ratioText(ratio), ratio))
          : undefined;
      },
    })),
  };
}

/** Thinner and thicker leaves of the fabrics that stand in a plan as blocks. */
export function fabricUnits({ plan }: Ground): Unit[] {
  return plan.campus.flatMap((campus) =>
    campus.network.map((network): Unit => {
      const path = network.path ?? '';
      return {
        subsystem: 'network',
        paths: [path],
        key: `leaf ${path}`,
        options: RATIOS.filter((ratio) => ratio !== network.oversubscription).map((ratio) => ({
          key: ratioText(ratio),
          changes: () => [propertyChange(path, 'oversubscription', ratioText(ratio), ratio)],
        })),
      };
    }),
  );
}

function ratioText(ratio: number): string {
  return `${String(ratio)}:1`;
}
