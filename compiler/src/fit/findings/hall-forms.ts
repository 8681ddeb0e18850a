import {
  type AnyNetwork,
  type AnyWorkload,
  type Campus,
  central,
  type Electrical,
  type Hall,
  isRef,
  resolve,
} from '../../ir/index.js';
import { refine } from '../../ir/refine.js';
import type { FitContext } from '../context.js';
import type { Change, LibraryName } from '../finding.js';
import { interactiveOf } from './work-lost.js';

/** Part of a hall's work that changes from one class to the other before its mix counts as moving. */
const MOVES = 1 / 3;
/** Years in which less of a hall is held than this say nothing of its mix. */
const LEAST_HELD = 0.1;
const MODULE = 'std/electrical';

/** What a hall is built for, by its fabric and its power path. */
export type Form = 'training' | 'inference' | 'convertible';

/** A power path of the catalogue, or one refined from it, as text and in the IR. */
interface Path {
  readonly text: string;
  readonly import: LibraryName;
  readonly value: unknown;
}

/** A fabric and a power path for halls that are alike; `undefined`: as the plan has it. */
export interface Design {
  readonly ratio?: number;
  readonly electrical?: Path;
}

/** Halls that are alike and whose mix moves. */
export interface Moving {
  readonly campus: Campus;
  readonly hall: Hall;
  readonly paths: readonly string[];
  readonly network: AnyNetwork;
  readonly electrical: Electrical;
  /** Share of interactive work in what is held, in the years in which it is least and most. */
  readonly least: { readonly year: number; readonly share: number };
  readonly most: { readonly year: number; readonly share: number };
}

/** The halls with their mix, where it moves by a third or more between two years; `undefined` where it does not. */
export function movingMix(
  context: FitContext,
  campus: Campus,
  hall: Hall,
  paths: readonly string[],
): Moving | undefined {
  const interactive = new Set(interactiveOf(context, campus).map((workload) => workload.path));
  const training = new Set(
    [...campus.workload, ...context.plan.workload].filter(isTraining).map((workload) => workload.path),
  );
  const here = context.result.assignments.filter((each) => paths.includes(each.hall));
  const sum = (of: ReadonlySet<string | undefined>, year: number): number =>
    here.reduce((all, each) => all + (of.has(each.workload) ? (each.accelerators[year] ?? 0) : 0), 0);
  const standing = paths.reduce((all, each) => {
    const one = context.result.halls.get(each);
    return all + (one === undefined ? 0 : one.accelerators * one.count);
  }, 0);
  const shares = context.result.years.flatMap((_, year) => {
    const served = sum(interactive, year);
    const held = served + sum(training, year);
    return held > LEAST_HELD * standing ? [{ year, share: served / held }] : [];
  });
  const [first] = shares;
  if (first === undefined) return undefined;
  const least = shares.reduce((a, b) => (b.share < a.share ? b : a), first);
  const most = shares.reduce((a, b) => (b.share > a.share ? b : a), first);
  if (most.share - least.share < MOVES) return undefined;
  return {
    campus,
    hall,
    paths,
    network: resolve<AnyNetwork>(context.index, hall.network),
    electrical: resolve<Electrical>(context.index, hall.electrical),
    least,
    most,
  };
}

function isTraining({ kind }: AnyWorkload): boolean {
  return kind === 'training';
}

/** A power path of the catalogue, by name. */
export function entryPath(name: string): Path {
  return { text: name, import: { module: MODULE, name }, value: { ref: `${MODULE}#${name}` } };
}

/** UPS and generators for what interactive work holds in the year in which it holds most, in steps of 5 %. */
export function partly({ library }: FitContext, { most }: Moving): Design[] {
  const percent = Math.ceil(most.share * 20 - 1e-9) * 5;
  const whole = entryPath('Standard');
  const key = `${MODULE}#${whole.text}`;
  const entity = library.get(key);
  if (percent >= 100 || entity?.kind !== 'electrical') return [];
  const share = percent / 100;
  return [
    {
      electrical: {
        ...whole,
        text: `${whole.text} { upsShare: ${String(percent)} %, generatorShare: ${String(percent)} % }`,
        value: refine(entity, { upsShare: share, generatorShare: share }, key),
      },
    },
  ];
}

/** What makes halls of a design. */
export function changesOf({ hall, paths, network, electrical }: Moving, design: Design): Change[] {
  const changes: Change[] = [];
  const { ratio, electrical: other } = design;
  if (ratio !== undefined && ratio !== network.oversubscription) {
    const block = isRef(hall.network) && !hall.network.ref.includes('#') ? hall.network.ref : undefined;
    const places = block === undefined ? paths.map((each) => `${each}.network`) : [block];
    for (const place of places)
      changes.push({
        type: 'property',
        path: place,
        property: 'oversubscription',
        text: `${String(ratio)}:1`,
        imports: [],
        value: ratio,
      });
  }
  if (other !== undefined && other.text !== electrical.name)
    for (const each of paths)
      changes.push({
        type: 'property',
        path: each,
        property: 'electrical',
        text: other.text,
        imports: [other.import],
        value: other.value,
      });
  return changes;
}

/** What a fabric and a power path are built for. */
export function formOf({ oversubscription: ratio }: AnyNetwork, { upsShare, generatorShare }: Electrical): Form {
  const [ups, generators] = [central(upsShare), central(generatorShare)];
  if (ratio <= 1 && ups < 0.5 && generators < 0.5) return 'training';
  return ratio >= 4 && ups > 0.99 && generators > 0.99 ? 'inference' : 'convertible';
}

/** A form in words. */
export function built(form: Form): string {
  return form === 'convertible' ? 'built for both' : `built for ${form}`;
}
