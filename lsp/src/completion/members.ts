import { CompletionItemKind } from 'vscode-languageserver';
import type { Entity } from '../../../compiler/src/semantics/index.js';
import { editorProperty, signatureOf } from '../texts/property.js';
import type { Proposal } from './item.js';
import type { Place } from './place.js';

type Kind = Entity['kind'];
type Row = Kind['own'][number];

/** What may begin a member where the cursor is: properties that are missing, child blocks, words of the language. */
export function memberProposals(place: Place): readonly Proposal[] {
  const { kind, body } = place;
  if (body === 'test') return testWords;
  if (body === 'scenario' || kind === undefined) return [];
  const stated = statedIn(place);
  const own = [...kind.properties.values()].flatMap((row) => proposalsFor(place, kind, row, stated));
  return [...own, ...(place.isValue ? [] : words(place))];
}

/** Names of what the body states already, as its text has them: the word being typed is not among them. */
function statedIn({ entity, kind, isValue }: Place): ReadonlySet<string> {
  if (isValue && entity.kind !== kind) return new Set();
  const single = [...entity.children]
    .filter(([, children]) => children.some((child) => !child.inherited))
    .map(([name]) => name);
  return new Set([...entity.properties.keys(), ...single]);
}

function proposalsFor(place: Place, kind: Kind, row: Row, stated: ReadonlySet<string>): readonly Proposal[] {
  const property = editorProperty(kind.name, row.name);
  const detail = property === undefined ? row.name : signatureOf(row.name, property);
  const about = { type: 'property', kind: kind.name, name: row.name } as const;
  if (row.type.type === 'child') {
    if (!row.type.many && stated.has(row.name)) return [];
    if (place.isValue) return [];
    return blockProposals(place, row.type.kind, row.type.many, row);
  }
  if (stated.has(row.name)) return [];
  const isRequired = row.optional !== true && row.default === undefined;
  const rank = isRequired && !hasValue(place, row.name) ? 0 : 20;
  return [
    {
      label: row.name,
      kind: CompletionItemKind.Property,
      rank,
      detail,
      snippet: `${row.name}: $0`,
      plain: `${row.name}: `,
      ...(isRequired && rank === 0 ? { description: 'missing' } : {}),
      about,
    },
  ];
}

/** True where a base gives the property a value. */
function hasValue({ world, entity, isValue, kind }: Place, property: string): boolean {
  if (isValue && entity.kind !== kind) return false;
  return world.reporter.quietly(() => world.slot(entity, property)).result !== undefined;
}

/** A child block of a kind, and of each kind that extends it where those are to be written by name. */
function blockProposals({ world }: Place, kind: string, many: boolean, row: Row): readonly Proposal[] {
  const snippet = many ? `${kind} \${1:Name} {\n\t$0\n}` : `${row.name} {\n\t$0\n}`;
  const family = many ? (world.kinds.kinds.get(kind)?.extensions ?? [kind]) : [row.name];
  return family.map((name) => ({
    label: name,
    kind: CompletionItemKind.Class,
    rank: name === kind || !many ? 30 : 35,
    detail: many ? `${name} Name { … }` : `${row.name} { … }`,
    snippet: many ? snippet.replace(kind, name) : snippet,
    plain: many ? `${name} ` : `${row.name} {`,
    about: { type: 'kind', name },
  }));
}

function words({ scope }: Place): readonly Proposal[] {
  const keyword = (label: string, snippet: string, text: string, rank = 50): Proposal => ({
    label,
    kind: CompletionItemKind.Keyword,
    rank,
    snippet,
    plain: `${label} `,
    about: { type: 'text', text },
  });
  const anywhere = [
    keyword('let', 'let ${1:name} = $0', 'A value with a name: `let growth = 35 %/year`.'),
    keyword(
      'require',
      'require ${1:pue} <= ${2:1.25} "${3:why}"',
      'A condition on what a simulation finds: an error where it does not hold.',
    ),
    keyword(
      'prefer',
      'prefer ${1:pue} <= ${2:1.25} "${3:why}"',
      'A condition on what a simulation finds: a warning where it does not hold.',
    ),
  ];
  if (scope.parent !== undefined) return anywhere;
  return [
    keyword('import', 'import ${1:std/racks} { $0 }', 'Entries of another file, or of the library.', 40),
    ...anywhere,
    keyword('scenario', 'scenario ${1:Name} {\n\t$0\n}', 'Overrides by path: the plan as it would be otherwise.', 45),
    keyword(
      'test',
      'test "${1:what holds}" {\n\t$0\n}',
      'What is expected of the plan, to be checked by `dcplan test`.',
      45,
    ),
  ];
}

const testWords: readonly Proposal[] = [
  ['with', 'with $0'],
  ['expect', 'expect ${1:no findings} on $0'],
].map(([label = '', snippet = '']) => ({
  label,
  kind: CompletionItemKind.Keyword,
  rank: 10,
  snippet,
  plain: `${label} `,
}));
