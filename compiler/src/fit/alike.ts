import { type AnyWorkload, type Campus, type Hall, isRef } from '../ir/index.js';
import type { SimulationResult } from '../simulation/results.js';
import type { FitContext } from './context.js';
import type { Change, Finding, Mend } from './finding.js';
import { isJudged } from './glance.js';
import { blockName, listed } from './words.js';

/**
 * Halls of a campus that are declared alike, may run the same work, and draw the same: what does not fit of one does not fit of
 * any. Together they are one finding: each alone may be below what is worth one.
 */
export interface HallGroup {
  readonly campus: Campus;
  /** The first of them. */
  readonly hall: Hall;
  readonly path: string;
  readonly paths: readonly string[];
}

/** What a rule may know of the halls that it looks at one of. */
export interface AlikeHalls {
  readonly paths: readonly string[];
  /** Changes of the first hall, for all of them. */
  readonly spread: (changes: readonly Change[]) => readonly Change[];
}

/** Properties of a hall that tell it from others without making it another kind of hall. */
const INCIDENTAL = new Set(['path', 'name', 'base', 'doc', 'sources', 'defaulted']);

/** Energy of halls that are alike differs by less than this share in every year. */
const SAME_DRAW = 0.01;

const known = new WeakMap<SimulationResult, readonly HallGroup[]>();

/** The halls of a plan in groups, in the plan's order; of a glance those with a hall that it is at. */
export function hallGroups(context: Pick<FitContext, 'plan' | 'result' | 'glance'>): readonly HallGroup[] {
  const groups = allGroups(context);
  if (context.glance?.judged === undefined) return groups;
  return groups.filter(({ paths }) => paths.some((path) => isJudged(context, path)));
}

function allGroups({ plan, result }: Pick<FitContext, 'plan' | 'result'>): readonly HallGroup[] {
  const found = known.get(result);
  if (found !== undefined) return found;
  const groups = [...plan.campus].flatMap((campus) => {
    const works = [...campus.workload, ...plan.workload];
    const groups = new Map<string, { readonly hall: Hall; readonly path: string; readonly paths: string[] }[]>();
    const inOrder = campus.hall.map((hall) => {
      const path = hall.path ?? '';
      const key = JSON.stringify([withoutIncidentals(hall), ...workOn(works, path), stageOf(campus, path)]);
      const alike = groups.get(key) ?? [];
      groups.set(key, alike);
      let group = alike.find((one) => drawsAlike(result, one.path, path));
      if (group === undefined) alike.push((group = { hall, path, paths: [] }));
      group.paths.push(path);
      return group;
    });
    return [...new Set(inOrder)].map((group) => ({ campus, ...group }));
  });
  known.set(result, groups);
  return groups;
}

/** The groups without the halls that are not among some. */
export function groupsAmong(context: FitContext, among: ReadonlySet<string>): readonly HallGroup[] {
  return hallGroups(context).flatMap((group) => {
    const paths = group.paths.filter((path) => among.has(path));
    const hall = group.campus.hall.find(({ path }) => path === paths[0]);
    return hall === undefined ? [] : [{ ...group, hall, path: paths[0] ?? '', paths }];
  });
}

/** A rule over one hall of each group. What it finds, and the changes that it tries, are of all halls of the group. */
export function eachGroup(
  context: FitContext,
  groups: readonly HallGroup[],
  rule: (context: FitContext, group: HallGroup) => readonly Finding[],
): Finding[] {
  return groups.flatMap((group) => {
    if (group.paths.length === 1) return [...rule(context, group)];
    const spread = (changes: readonly Change[]): readonly Change[] => spreadOver(group, changes);
    const realise: FitContext['realise'] = (changes) => context.realise(spread(changes));
    return rule({ ...context, realise, alike: { paths: group.paths, spread } }, group).map((finding) =>
      ofAll(group, finding),
    );
  });
}

/** The finding of one hall, said of all that are alike. */
function ofAll({ path, paths }: HallGroup, finding: Finding): Finding {
  if (finding.path !== path) return finding;
  const others = paths.filter((other) => other !== path);
  const names = others.length <= 3 ? listed(others.map(blockName)) : `${String(others.length)} halls like it`;
  return {
    ...finding,
    message: `${finding.message}; so it is with ${names}`,
    notes: [
      ...(finding.notes ?? []),
      `${blockName(path)} stands here for ${String(paths.length)} halls that are declared and used alike: cost, energy and edit are of all of them.`,
    ],
    related: [
      ...(finding.related ?? []),
      ...others.map((other) => ({ path: other, message: `${blockName(other)} is like ${blockName(path)}` })),
    ],
  };
}

/** Of changes that are spread already nothing more comes. */
function spreadOver({ path, paths }: HallGroup, changes: readonly Change[]): readonly Change[] {
  const all = changes.flatMap((change) => {
    if (change.path !== path && !change.path.startsWith(`${path}.`)) return [change];
    return paths.map((other): Change => ({ ...change, path: other + change.path.slice(path.length) }));
  });
  return [...new Map(all.map((change) => [JSON.stringify(change), change])).values()];
}

/** A mend's title where it is made in several halls. */
export function titleFor({ alike }: Pick<FitContext, 'alike'>, title: string): Mend['title'] {
  return alike === undefined ? title : `${title} in all ${String(alike.paths.length)}`;
}

/** Of a plan that is edited most halls are what they were. */
const declarations = new WeakMap<Hall, string>();

function withoutIncidentals(hall: Hall): string {
  let declared = declarations.get(hall);
  if (declared === undefined) {
    declared = JSON.stringify(hall, (key, value: unknown) => (INCIDENTAL.has(key) ? undefined : value));
    declarations.set(hall, declared);
  }
  return declared;
}

/** Workloads that may run on a hall, with the share that each has there. */
function workOn(works: readonly AnyWorkload[], hall: string): string[] {
  return works
    .filter(({ on }) => (on ?? []).some((use) => (isRef(use) ? use.ref : use.path) === hall))
    .map(({ path = '', shares }) => `${path} ${String(shares?.[hall] ?? '')}`);
}

function stageOf(campus: Campus, hall: string): string {
  return campus.stage.find(({ halls }) => halls.some((use) => (isRef(use) ? use.ref : use.path) === hall))?.path ?? '';
}

function drawsAlike({ halls }: SimulationResult, one: string, other: string): boolean {
  const [a, b] = [halls.get(one)?.itEnergy, halls.get(other)?.itEnergy];
  if (a === undefined || b === undefined) return a === b;
  return a.every((joules, year) => Math.abs(joules - (b[year] ?? 0)) <= SAME_DRAW * joules);
}
