/** What is looked at first while somebody is typing: the halls, work and contracts that an edit bears on. */
import { type AnyWorkload, type Campus, isRef, type Plan, type Ref } from '../ir/index.js';

/** A look without trying other plans, so without mends. */
export interface Glance {
  /** Paths of the halls, workloads and contracts that are judged; all of them where it is absent. */
  readonly judged?: ReadonlySet<string>;
}

/** Whether a look is at the block of a path. */
export function isJudged({ glance }: { readonly glance?: Glance }, path: string | undefined): boolean {
  return glance?.judged === undefined || (path !== undefined && glance.judged.has(path));
}

/**
 * The halls, workloads and contracts that differ between two plans, with the work in these halls and the contracts that they
 * draw from. `undefined` where the plans differ in more, or in nothing.
 * @param before the plan before, with which `plan` shares the parts that did not change
 */
export function judgedAfter(before: Plan, plan: Plan): ReadonlySet<string> | undefined {
  const touched = new Set<string>();
  const same = differences(before, plan, touched, (key, [was, is]) => key === 'campus' && campuses(was, is, touched));
  return same && touched.size > 0 ? withNeighbours(plan, touched) : undefined;
}

/** Lists of which each block is compared for itself. */
const LISTS: ReadonlySet<string> = new Set(['hall', 'workload', 'contract', 'colocation']);

/** Takes note of the blocks that differ; false where something else does that `judges` does not take. */
function differences(
  before: object,
  after: object,
  touched: Set<string>,
  judges: (key: string, values: readonly [unknown, unknown]) => boolean,
): boolean {
  const was = new Map<string, unknown>(Object.entries(before));
  const entries = Object.entries(after) as [string, unknown][];
  return (
    entries.length === was.size &&
    entries.every(([key, value]) => {
      const old = was.get(key);
      if (Object.is(old, value)) return true;
      return LISTS.has(key) ? blocks(old, value, touched) : judges(key, [old, value]);
    })
  );
}

function campuses(before: unknown, after: unknown, touched: Set<string>): boolean {
  const [was, is] = [before as readonly Campus[], after as readonly Campus[]];
  return was.length === is.length && is.every((campus, i) => differences(was[i]!, campus, touched, () => false));
}

function blocks(before: unknown, after: unknown, touched: Set<string>): boolean {
  const [was, is] = [before, after] as readonly (readonly { readonly path?: string }[])[];
  if (was?.length !== is?.length) return false;
  return (is ?? []).every((block, i) => {
    const old = was?.[i];
    if (old === block) return true;
    if (block.path === undefined || old?.path !== block.path) return false;
    touched.add(block.path);
    return true;
  });
}

function withNeighbours(plan: Plan, touched: ReadonlySet<string>): ReadonlySet<string> {
  const judged = new Set(touched);
  const works = (campus: Campus): readonly AnyWorkload[] => [...campus.workload, ...plan.workload];
  for (const campus of plan.campus) {
    for (const { path = '', on } of works(campus)) {
      const places = pathsOf(on ?? []);
      if (touched.has(path)) for (const place of places) judged.add(place);
      if (on === undefined || places.some((place) => touched.has(place))) judged.add(path);
    }
    for (const { path = '', power } of campus.hall) {
      const contracts = pathsOf(power);
      if (touched.has(path)) for (const contract of contracts) judged.add(contract);
      if (contracts.some((contract) => touched.has(contract))) judged.add(path);
    }
  }
  return judged;
}

function pathsOf(uses: readonly (Ref | { readonly path?: string })[]): readonly string[] {
  return uses.map((use) => (isRef(use) ? use.ref : (use.path ?? '')));
}
