import type { Expression, Member, Node } from '../../syntax/tree.js';
import type { Entity, Scope } from '../declare/types.js';
import type { Machine, Slot } from '../evaluate/machine.js';
import { didYouMean } from '../evaluate/unknown.js';
import type { PropertyRow } from '../kinds/index.js';
import { locate, replacement } from '../report.js';
import { currencies } from '../units/index.js';
import type { MapValueEntry, Value } from '../values.js';
import { suggest } from '../suggest.js';

/** Names that the keys of a map or of an open kind may have: entries of a kind, currencies. Undefined where any will do. */
export type KnownKeys = (what: string) => ReadonlySet<string> | undefined;

const currencyNames: ReadonlySet<string> = new Set(currencies);

/** Currencies, and what a plan and its libraries declare of a kind. */
export function knownKeys(of: (kind: string) => ReadonlySet<string>): KnownKeys {
  return (what) => {
    if (what === 'currency') return currencyNames;
    const names = of(what);
    return names.size === 0 ? undefined : names;
  };
}

/** Checks the keys of a property such as `users: { us_south: 35 % }`, and that its shares are parts of one whole. */
export function checkMap(machine: Machine, slot: Slot, row: PropertyRow, known: KnownKeys): void {
  const { value, declaration } = slot;
  if (value.type !== 'map' || row.type.type !== 'map' || declaration === undefined || slot.from !== 'own') return;
  const { member, scope } = declaration;
  const inner: Scope = member.type === 'block' ? { ...scope, offset: scope.offset + member.start } : scope;
  const nodeOf = (key: string): Node =>
    (member.type === 'block' ? keyInBlock(member.members, key) : keyInMap(member.value, key)) ?? member;
  if (row.type.key.type === 'kind') {
    for (const entry of value.entries)
      checkKey(machine, String(entry.key), row.type.key.kind, inner, () => nodeOf(String(entry.key)), known);
  }
  const isShare = row.type.value.type === 'quantity' && row.type.value.dimension === 'Share';
  if (isShare)
    checkShares(machine, value.entries, scope, member.type === 'block' ? member.keyword : member.key, row.name);
}

/** Checks the keys of a block whose kind has open keys: `users { … }`, `exchange { … }`. */
export function checkOpen(machine: Machine, entity: Entity, known: KnownKeys): void {
  const { open } = entity.kind;
  if (open === undefined) return;
  const entries: MapValueEntry[] = [];
  const { syntax } = entity;
  for (const name of machine.openNames(entity)) {
    const slot = machine.slot(entity, name);
    const declaration = entity.properties.get(name);
    if (declaration !== undefined) {
      const { member, scope } = declaration;
      checkKey(machine, name, open.key, scope, () => (member.type === 'block' ? member.keyword : member.key), known);
    } else if (slot?.from === 'scenario' && syntax?.type === 'block') {
      checkKey(machine, name, open.key, entity.outer, () => syntax.keyword, known);
    }
    const value: Value | undefined = declaration !== undefined || slot?.from === 'scenario' ? slot?.value : undefined;
    if (value !== undefined) entries.push({ key: name, value });
  }
  const isShare = open.value.type.type === 'quantity' && open.value.type.dimension === 'Share';
  if (isShare && entity.syntax?.type === 'block')
    checkShares(machine, entries, entity.outer, entity.syntax.keyword, entity.kind.name);
}

function checkKey(machine: Machine, key: string, what: string, scope: Scope, node: () => Node, known: KnownKeys): void {
  const names = known(what);
  if (names === undefined || names.has(key)) return;
  const suggestions = suggest(machine.reporter, key, () => names).slice(0, 2);
  const at = node();
  machine.reporter.report(
    'unknown-name',
    locate(scope, at),
    `There is no ${what} \`${key}\`${didYouMean(suggestions)}`,
    {
      fixes: suggestions.map((suggestion) => replacement(scope, at, suggestion)),
    },
  );
}

function checkShares(machine: Machine, entries: readonly MapValueEntry[], scope: Scope, at: Node, name: string): void {
  let sum = 0;
  for (const { value } of entries) {
    if (value.type !== 'number' || typeof value.amount !== 'number') return;
    sum += value.amount;
  }
  if (sum <= 1 + 1e-9) return;
  machine.reporter.report(
    'shares-over-one',
    locate(scope, at),
    `The shares of \`${name}\` add up to ${Number((100 * sum).toPrecision(6))} %, and a whole has 100 %.`,
  );
}

function keyInMap(value: Expression, key: string): Node | undefined {
  if (value.type !== 'map') return undefined;
  return value.entries.find((entry) => {
    const { key: node } = entry;
    return (
      (node.type === 'path' && node.segments[0]?.name.text === key) || (node.type === 'string' && node.value === key)
    );
  })?.key;
}

function keyInBlock(members: readonly Member[], key: string): Node | undefined {
  for (const member of members)
    if (member.type === 'property' && member.key.segments[0]?.name.text === key) return member.key;
  return undefined;
}
