import { canonicalJson } from '../ir/canonical.js';
import { sha256 } from '../ir/sha256.js';
import type { Plan } from '../ir/index.js';
import { JsonReader } from './json-reader.js';

/** What plans rest on besides their own text, by hash. */
export interface Lock {
  /** Name and version of the language and library. */
  readonly engine: string;
  /** SHA-256 of every file that the plans import, weather files among them, by name. */
  readonly imports: ReadonlyMap<string, string>;
  /** SHA-256 of every entry of the library that the plans use, as it stands in the IR. */
  readonly catalogue: ReadonlyMap<string, string>;
}

/** A plan as the lock sees it. */
export interface Locked {
  readonly plan: Plan;
  /** Files that were read, the plan's own first. */
  readonly files: readonly string[];
}

/** What the plans rest on as they are. */
export function lockOf(engine: string, plans: readonly Locked[], read: (file: string) => string | undefined): Lock {
  const imports = new Map<string, string>();
  const catalogue = new Map<string, string>();
  for (const { plan, files } of plans) {
    for (const file of files.slice(1)) imports.set(file, sha256(read(file) ?? ''));
    for (const [key, entity] of Object.entries(plan.catalogue))
      if (key.startsWith('std/')) catalogue.set(key, sha256(canonicalJson(entity)));
  }
  return { engine, imports: sorted(imports), catalogue: sorted(catalogue) };
}

/**
 * Reads a lock file.
 * @throws ConfigError with the place in the file and what is due there
 */
export function readLock(text: string): Lock {
  const root = JsonReader.parse(text);
  const { lockVersion, engine, imports, catalogue } = root.members('lockVersion', 'engine', 'imports', 'catalogue');
  if (lockVersion?.number() !== 1) root.fail('this is no lock that this version reads: `lockVersion` is not 1');
  const hashes = (reader: JsonReader | undefined): Map<string, string> =>
    new Map((reader?.entries() ?? []).map(([name, hash]) => [name, hash.text()]));
  return {
    engine: engine?.text() ?? root.fail('`engine` is missing'),
    imports: hashes(imports),
    catalogue: hashes(catalogue),
  };
}

/** The text of a lock file. */
export function writeLock({ engine, imports, catalogue }: Lock): string {
  const value = {
    lockVersion: 1,
    engine,
    imports: Object.fromEntries(imports),
    catalogue: Object.fromEntries(catalogue),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Longest list of names in a complaint. */
const MOST_NAMES = 5;

/** What is not as it was locked, a sentence each; none where all is. */
export function lockComplaints(locked: Lock, now: Lock): readonly string[] {
  return [
    ...(locked.engine === now.engine ? [] : [`locked with ${locked.engine}, and this is ${now.engine}`]),
    ...differences('the library’s entry', locked.catalogue, now.catalogue),
    ...differences('the file', locked.imports, now.imports),
  ];
}

function differences(what: string, locked: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  const changed = [...now.keys()].filter((name) => locked.has(name) && locked.get(name) !== now.get(name));
  const added = [...now.keys()].filter((name) => !locked.has(name));
  const removed = [...locked.keys()].filter((name) => !now.has(name));
  return [
    ...sentence(what, changed, 'is not as it was locked', 'are not as they were locked'),
    ...sentence(what, added, 'is used and not locked', 'are used and not locked'),
    ...sentence(what, removed, 'is locked and no more used', 'are locked and no more used'),
  ];
}

function sentence(what: string, names: readonly string[], one: string, several: string): string[] {
  if (names.length === 0) return [];
  if (names.length === 1) return [`${what} ${names[0] ?? ''} ${one}`];
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const left = names.length - MOST_NAMES;
  return [`${shown}${left > 0 ? ` and ${String(left)} more` : ''} ${several}`];
}

function sorted(map: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
