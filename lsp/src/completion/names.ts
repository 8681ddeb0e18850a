import { CompletionItemKind } from 'vscode-languageserver';
import { type Entity, findMember, findName, type Found, showValue } from '../../../compiler/src/semantics/index.js';
import { editorProperty, signatureOf } from '../texts/property.js';
import type { About, Proposal } from './item.js';
import type { Place } from './place.js';

/** What a name may stand for where an expression is due: the nearer, the earlier. */
export function nameProposals(place: Place, wantsMetrics: boolean): readonly Proposal[] {
  const { world, module } = place;
  const proposals: Proposal[] = [];
  let rank = 10;
  for (let scope: Place['scope'] | undefined = place.scope; scope !== undefined; scope = scope.parent) {
    const { entity } = scope;
    for (const declaration of entity.lets.values()) {
      const value = showValue(world.reporter.quietly(() => world.letValue(declaration, entity)).result);
      proposals.push({
        label: declaration.name,
        kind: CompletionItemKind.Constant,
        rank,
        ...(value === undefined ? {} : { detail: value }),
        about: { type: 'text', text: declaration.member.doc ?? '' },
      });
    }
    proposals.push(...blocksIn(entity, rank));
    if (wantsMetrics) proposals.push(...metricsOf(entity, rank - 5));
    if (scope.parent !== undefined) proposals.push(...propertiesOf(place, entity, rank + 5));
    rank += 10;
  }
  for (const [name, binding] of module.bindings) {
    const { target } = binding;
    if (target.type === 'entity')
      proposals.push({
        label: name,
        kind: CompletionItemKind.Class,
        rank,
        detail: target.kind.name,
        about: aboutBlock(target),
      });
  }
  for (const name of module.namespaces.keys()) proposals.push({ label: name, kind: CompletionItemKind.Module, rank });
  return proposals;
}

/** What may follow `A.`: properties, metrics, blocks in it. */
export function pathProposals(place: Place, path: readonly string[], wantsMetrics: boolean): readonly Proposal[] {
  const { world } = place;
  const { result: found } = world.reporter.quietly(() => follow(place, path));
  const { reference } = found;
  if (reference === undefined) return [];
  if (reference.type === 'namespace')
    return [...reference.module.root.names.keys()].map((label) => ({
      label,
      kind: CompletionItemKind.Class,
      rank: 10,
    }));
  const entity = entityOf(place, found);
  if (entity === undefined) return [];
  return [...(wantsMetrics ? metricsOf(entity, 5) : []), ...propertiesOf(place, entity, 10), ...blocksIn(entity, 15)];
}

function follow(place: Place, [head = '', ...rest]: readonly string[]): Found {
  const { world, scope, entity } = place;
  let found = findName(world, head, { scope, self: entity, isDefault: false }, undefined);
  for (const name of rest) found = findMember(world, found, name);
  return found;
}

/** The block that a path has come to, or that a property's value is. */
function entityOf(place: Place, { reference }: Found): Entity | undefined {
  switch (reference?.type) {
    case 'entity':
      return reference.entity;
    case 'group':
      return reference.group.parts[0];
    case 'list':
      return entityOf(place, reference.items[0] === undefined ? {} : { reference: reference.items[0] });
    case 'members':
      return entityOf(place, reference.members[0] === undefined ? {} : { reference: reference.members[0].reference });
    case 'value':
      return reference.value.type === 'entity' ? reference.value.entity : undefined;
    case 'property': {
      const { entity, row } = reference;
      const value = place.world.reporter.quietly(() => place.world.slot(entity, row.name)).result?.value;
      return value?.type === 'entity' ? value.entity : value?.type === 'countOf' ? value.of : undefined;
    }
    default:
      return undefined;
  }
}

function blocksIn(entity: Entity, rank: number): readonly Proposal[] {
  return [...entity.names].map(([label, named]) => {
    const block = named.type === 'group' ? named.parts[0] : named;
    return {
      label,
      kind: CompletionItemKind.Struct,
      rank,
      ...(block === undefined ? {} : { detail: block.kind.name, about: aboutBlock(block) }),
    };
  });
}

function metricsOf(entity: Entity, rank: number): readonly Proposal[] {
  return [...entity.kind.metrics.values()].map(({ name, on, dimension }) => ({
    label: name,
    kind: CompletionItemKind.Value,
    rank,
    detail: `metric on ${on}: ${dimension}`,
    about: { type: 'metric', on, name },
  }));
}

function propertiesOf({ world }: Place, entity: Entity, rank: number): readonly Proposal[] {
  return [...entity.kind.properties.values()].flatMap((row): Proposal[] => {
    if (row.type.type === 'child') return [];
    if (world.reporter.quietly(() => world.slot(entity, row.name)).result === undefined) return [];
    const property = editorProperty(entity.kind.name, row.name);
    return [
      {
        label: row.name,
        kind: CompletionItemKind.Property,
        rank,
        ...(property === undefined ? {} : { detail: signatureOf(row.name, property) }),
        about: { type: 'property', kind: entity.kind.name, name: row.name },
      },
    ];
  });
}

export function aboutBlock(entity: Entity): About {
  return entity.module.library
    ? { type: 'entry', key: `${entity.module.key}#${entity.path}` }
    : { type: 'block', file: entity.module.file, path: entity.path };
}
