import { CompletionItemKind } from 'vscode-languageserver';
import { type Entity, type Module, unitsOf } from '../../../compiler/src/semantics/index.js';
import { entriesOfKind, figuresOf, importOf } from './entries.js';
import type { Proposal } from './item.js';
import { aboutBlock, nameProposals, pathProposals } from './names.js';
import type { Place } from './place.js';

type Row = Entity['kind']['own'][number];
type Type = Row['type'];
type Stdlib = Readonly<Record<string, string>>;

/** What a value may be, where a property of a type is being given one. `written` is what stands of the value already. */
export function valueProposals(place: Place, stdlib: Stdlib, row: Row, written: string): readonly Proposal[] {
  return ofType(place, stdlib, row.type, row.unit, written);
}

function ofType(
  place: Place,
  stdlib: Stdlib,
  type: Type,
  unit: string | undefined,
  written: string,
): readonly Proposal[] {
  const path = pathBefore(written);
  if (path !== undefined) return pathProposals(place, path, type.type === 'condition');
  switch (type.type) {
    case 'quantity':
      return isAfterNumber(written)
        ? unitProposals(type.dimension, unit)
        : [...nameProposals(place, false), ...timeWords(written)];
    case 'enum':
      return type.members.map((label, i) => ({ label, kind: CompletionItemKind.EnumMember, rank: i }));
    case 'redundancy':
      return ['N', 'N+1', '2N', '3N/2', '4N/3'].map((label, i) => ({
        label,
        kind: CompletionItemKind.EnumMember,
        rank: i,
      }));
    case 'ratio':
      return ['1:1', '2:1', '3:1', '4:1'].map((label, i) => ({ label, kind: CompletionItemKind.EnumMember, rank: i }));
    case 'countOf':
      return /\bof\s+$/.test(written)
        ? entityProposals(place, stdlib, type.kind)
        : isAfterNumber(written)
          ? [{ label: 'of', kind: CompletionItemKind.Keyword, rank: 0, plain: 'of ' }]
          : [{ label: '1 of …', kind: CompletionItemKind.Snippet, rank: 0, snippet: '${1:1} of $0', plain: '1 of ' }];
    case 'entity':
      return entityProposals(place, stdlib, type.kind);
    case 'list':
      return ofType(place, stdlib, type.element, unit, written);
    case 'map':
      return ofType(place, stdlib, type.value, unit, written);
    case 'condition':
      return nameProposals(place, true);
    case 'date':
      return nameProposals(place, false).filter(({ kind }) => kind === CompletionItemKind.Constant);
    case 'text':
    case 'curve':
    case 'child':
      return [];
  }
}

/**
 * What a block of a kind may have as its base: blocks that are declared before it and entries, of its kind, of one that
 * extends it, or of one that it extends.
 */
export function baseProposals(place: Place, stdlib: Stdlib, kind: string): readonly Proposal[] {
  const above = place.world.kinds.kinds.get(kind)?.ancestors.slice(1) ?? [];
  const all = [kind, ...above].flatMap((each) =>
    entityProposals(place, stdlib, each, ({ syntax, scope, outer, kind: own }) => {
      const isEarlier = scope.module !== place.module || syntax === undefined || outer.offset + syntax.end < place.at;
      return isEarlier && (each === kind || own.name === each);
    }),
  );
  return all;
}

/** Blocks of the plan and entries of the library that are of a kind; those that are not imported come with their import. */
export function entityProposals(
  place: Place,
  stdlib: Stdlib,
  kind: string,
  isFit: (entity: Entity) => boolean = () => true,
): readonly Proposal[] {
  const { world, module } = place;
  const own = new Map<string, Proposal>();
  for (let scope: Place['scope'] | undefined = place.scope; scope !== undefined; scope = scope.parent) {
    for (const [label, named] of scope.entity.names) {
      const block = named.type === 'group' ? named.parts[0] : named;
      if (block === undefined || block === place.entity || own.has(label)) continue;
      if (!world.kinds.isA(block.kind.name, kind) || !isFit(block)) continue;
      own.set(label, {
        label,
        kind: CompletionItemKind.Struct,
        rank: 0,
        detail: block.kind.name,
        about: aboutBlock(block),
      });
    }
  }
  const entries = entriesOfKind(stdlib, kind).flatMap((entry): Proposal[] => {
    if (own.has(entry.name) || !isFit(entry.entity)) return [];
    const edits = importOf(module, entry);
    return [
      {
        label: entry.name,
        kind: CompletionItemKind.Class,
        rank: edits.length === 0 ? 5 : 15,
        detail: figuresOf(world, entry.entity),
        description: edits.length === 0 ? entry.module : `import from ${entry.module}`,
        edits,
        about: { type: 'entry', key: `${entry.module}#${entry.name}` },
      },
    ];
  });
  return [...own.values(), ...imported(place, module, kind, own), ...entries];
}

/** Entries that other files of the plan bring in. */
function imported(
  { world }: Place,
  module: Module,
  kind: string,
  own: ReadonlyMap<string, Proposal>,
): readonly Proposal[] {
  return [...module.bindings].flatMap(([label, { target }]): Proposal[] => {
    if (own.has(label) || target.type !== 'entity' || target.module.library) return [];
    return world.kinds.isA(target.kind.name, kind)
      ? [
          {
            label,
            kind: CompletionItemKind.Class,
            rank: 4,
            detail: figuresOf(world, target),
            about: aboutBlock(target),
          },
        ]
      : [];
  });
}

/** Units of the right dimension: the one that the property shows first. */
function unitProposals(dimension: string, unit: string | undefined): readonly Proposal[] {
  return unitsOf(dimension).map((label, i) => ({
    label,
    kind: CompletionItemKind.Unit,
    rank: label === unit ? 0 : i + 1,
  }));
}

function timeWords(written: string): readonly Proposal[] {
  if (written.trim() !== '') return [];
  return [
    {
      label: '{ 2027: … }',
      kind: CompletionItemKind.Snippet,
      rank: 40,
      snippet: '{ ${1:2027}: ${2:0}, ${3:2030}: ${4:0} }',
    },
    {
      label: 'step { 2027: … }',
      kind: CompletionItemKind.Snippet,
      rank: 41,
      snippet: 'step { ${1:2027}: ${2:0}, ${3:2030}: ${4:0} }',
    },
  ];
}

/** `A.B` of a path that is being typed up to its last dot. */
export function pathBefore(written: string): readonly string[] | undefined {
  const found = /([A-Za-z_]\w*(?:\[\d+(?:\.\.\d+)?\])?(?:\.[A-Za-z_]\w*(?:\[\d+(?:\.\.\d+)?\])?)*)\.$/.exec(written);
  return found?.[1]?.replace(/\[[^\]]*\]/g, '').split('.');
}

function isAfterNumber(written: string): boolean {
  return /(?:^|[\s(,:[{])[\d_]+(?:\.\d+)?(?:e[+-]?\d+)?\s+(?:[\w%]+\/)*$/.test(written);
}
