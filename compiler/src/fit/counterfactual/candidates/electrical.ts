import { type Electrical, type Redundancy, resolve } from '../../../ir/index.js';
import { type Alike, declaredAlternatives, hallAt, nameOfKey, propertyChange } from '../halls.js';
import type { Ground, Option, Unit } from '../options.js';

const CLASSES: readonly Redundancy[] = ['N', 'N+1', '4N/3', '3N/2', '2N'];
/** Shares of the IT load behind a UPS and behind generators that are tried. */
const COVERAGES = [
  [0, 0],
  [0.1, 0],
  [1, 0],
  [1, 1],
] as const;

/** Other power paths of the catalogue, the plan's alternatives, other redundancy classes, and other cover. */
export function electricalUnits(ground: Ground, alike: Alike): Unit[] {
  const { paths, hall } = alike;
  const entries = [...ground.library]
    .filter(([key, entity]) => entity.kind === 'electrical' && key !== namedBy(hall.electrical))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const within = (key: string, pairs: readonly (readonly [string, string, unknown])[]): Option => ({
    key,
    changes: ({ index }) => {
      const differs = paths.some((path) => {
        const at = hallAt(index, path);
        const now = at === undefined ? undefined : resolve<Electrical>(index, at.electrical);
        return pairs.some(([property, , value]) => now?.[property as keyof Electrical] !== value);
      });
      return differs
        ? paths.flatMap((path) =>
            pairs.map(([property, text, value]) => propertyChange(`${path}.electrical`, property, text, value)),
          )
        : undefined;
    },
  });
  const unit = (key: string, options: readonly Option[]): Unit => ({
    subsystem: 'electrical',
    paths,
    key: `${key} ${paths[0] ?? ''}`,
    options,
  });
  return [
    unit('path', [
      ...entries.map(([key]): Option => ({
        key,
        changes: () =>
          paths.map((path) => propertyChange(path, 'electrical', nameOfKey(key).name, { ref: key }, [nameOfKey(key)])),
      })),
      ...declaredAlternatives(alike, 'electrical'),
    ]),
    unit(
      'redundancy',
      CLASSES.map((redundancy) => within(redundancy, [['redundancy', redundancy, redundancy]])),
    ),
    unit(
      'cover',
      COVERAGES.map(([ups, generators]) =>
        within(`${String(ups)} ${String(generators)}`, [
          ['upsShare', `${String(100 * ups)} %`, ups],
          ['generatorShare', `${String(100 * generators)} %`, generators],
        ]),
      ),
    ),
  ];
}

function namedBy(use: object): string | undefined {
  return 'ref' in use && typeof use.ref === 'string' ? use.ref : undefined;
}
