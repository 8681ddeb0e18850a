import type { Identifier, LetMember, Member, PropertyMember } from '../../syntax/tree.js';
import type { Machine } from '../evaluate/machine.js';
import { didYouMean } from '../evaluate/unknown.js';
import type { PropertyRow } from '../kinds/index.js';
import { fix, locate, replacement, startOf } from '../report.js';
import { declareBlock } from './block.js';
import type { ByName, Declaring } from './declaring.js';
import { reportDuplicate } from './duplicates.js';
import { plainProperties } from './plain-body.js';
import { inheritChildren } from './inherit.js';
import type { Entity } from './types.js';
import { article, capital } from '../words.js';
import { suggest } from '../suggest.js';

/** Declares the members of a block's body, in order. Named blocks are filed in `byName`. */
export function declareBody(machine: Machine, entity: Entity, members: readonly Member[], byName: ByName): void {
  declareIn({ machine, byName, body: (inner, its) => declareBody(machine, inner, its, byName) }, entity, members);
}

function declareIn(declaring: Declaring, entity: Entity, members: readonly Member[]): void {
  const { machine } = declaring;
  if (!inheritChildren(entity, machine.budget)) reportTooMany(machine, entity);
  // At the top level properties are misplaced.
  const plain = entity.scope.parent === undefined ? undefined : plainProperties(members, entity.kind);
  if (plain !== undefined) entity.state(plain);
  for (const member of members) {
    switch (member.type) {
      case 'block':
        declareBlock(declaring, entity, member);
        break;
      case 'property':
        if (plain === undefined) declareProperty(machine, entity, member);
        break;
      case 'let':
        declareLet(machine, entity, member);
        break;
      case 'require':
      case 'prefer':
        if (entity.inline)
          misplaced(machine, entity, member, `A \`${member.type}\` stands in a block, not in a value.`);
        else entity.requirements.push({ member, scope: entity.scope });
        break;
      case 'import':
      case 'scenario':
      case 'test':
        if (entity.scope.parent !== undefined)
          misplaced(machine, entity, member, `\`${member.type}\` stands at the top level of a file.`);
        break;
      case 'kind':
      case 'metric':
        if (!entity.module.library)
          misplaced(
            machine,
            entity,
            member,
            `The language itself declares its kinds and metrics; a plan cannot add a ${member.type}.`,
          );
        break;
      case 'error':
        break;
    }
  }
}

/** Reports, once for a plan, that it has more blocks than the compiler takes. */
function reportTooMany(machine: Machine, entity: Entity): void {
  const { syntax, outer } = entity;
  const at =
    syntax === undefined
      ? startOf(entity.module)
      : locate(outer, syntax.type === 'block' ? (syntax.name ?? syntax.keyword) : syntax);
  if (machine.reporter.once('too-many-blocks'))
    machine.reporter.report(
      'too-many-blocks',
      at,
      'With the blocks that this one inherits the plan has more than 50,000.',
    );
}

function misplaced(machine: Machine, entity: Entity, member: Member, message: string): void {
  const at = member.type === 'kind' || member.type === 'metric' || member.type === 'scenario' ? member.name : member;
  machine.reporter.report('misplaced-member', locate(entity.scope, at), message, { path: entity.path });
}

function declareLet(machine: Machine, entity: Entity, member: LetMember): void {
  const { name } = member;
  const taken = entity.lets.has(name.text) || entity.names.has(name.text);
  if (taken) {
    reportDuplicate(machine, entity, name);
    return;
  }
  const path = entity.path === '' ? name.text : `${entity.path}.${name.text}`;
  entity.lets.set(name.text, { type: 'let', name: name.text, path, member, scope: entity.scope });
}

function declareProperty(machine: Machine, entity: Entity, member: PropertyMember): void {
  const [key, ...more] = member.key.segments;
  if (key === undefined) return;
  if (more.length > 0 || key.index !== undefined) {
    misplacedPath(machine, entity, member);
    return;
  }
  const name = key.name.text;
  if (entity.scope.parent === undefined) {
    misplaced(machine, entity, member, `\`${name}\` is a property, and needs a block around it.`);
    return;
  }
  const { properties, open } = entity.kind;
  const row = properties.get(name) ?? (open === undefined ? undefined : open.value);
  if (row === undefined) {
    if (!entity.broken) reportUnknownProperty(machine, entity, key.name);
    return;
  }
  if (row.type.type === 'child' && properties.has(name)) {
    reportColon(machine, entity, member, row);
    return;
  }
  const first = entity.properties.get(name);
  if (first !== undefined) {
    const at = first.member.type === 'property' ? first.member.key : first.member.keyword;
    machine.reporter.report(
      'duplicate-property',
      locate(entity.scope, member.key),
      `\`${name}\` is stated twice; the first one holds.`,
      {
        related: [{ location: locate(first.scope, at), message: 'stated here first' }],
      },
    );
    return;
  }
  entity.properties.set(name, { name, member, scope: entity.scope });
}

function misplacedPath(machine: Machine, entity: Entity, member: PropertyMember): void {
  machine.reporter.report(
    'misplaced-member',
    locate(entity.scope, member.key),
    'A path before the colon stands in a scenario; in a block, properties are named alone.',
    {
      path: entity.path,
    },
  );
}

/** `slo: { … }` for `slo { … }`. */
function reportColon(machine: Machine, entity: Entity, member: PropertyMember, row: PropertyRow): void {
  const colon = { start: member.key.end, end: member.value.start };
  const isMap = member.value.type === 'map';
  machine.reporter.report(
    'wrong-type',
    locate(entity.scope, member.key),
    `\`${row.name}\` is a block and is written without a colon: \`${row.name} { … }\`.`,
    {
      fixes: isMap ? [fix('Remove the colon', [{ ...locate(entity.scope, colon), newText: ' ' }])] : [],
    },
  );
}

function reportUnknownProperty(machine: Machine, entity: Entity, name: Identifier): void {
  const { kind } = entity;
  const suggestions = suggest(machine.reporter, name.text, () => kind.properties.keys());
  // Past the limit of suggestions every missing property may be the one that was meant.
  for (const excused of machine.reporter.mayCompare(0) ? suggestions : kind.properties.keys())
    entity.excused.add(excused);
  const special = kind.extensions.filter((each) => machine.kinds.kinds.get(each)?.properties.has(name.text));
  const hint =
    special.length === 0
      ? ''
      : ` \`${name.text}\` is a property of ${special.map((each) => `\`${each}\``).join(', ')}: give the block a base of that kind.`;
  machine.reporter.report(
    'unknown-property',
    locate(entity.scope, name),
    `${capital(article(kind.name))} has no property \`${name.text}\`${hint === '' ? didYouMean(suggestions.slice(0, 3)) : `.${hint}`}`,
    {
      path: entity.path,
      fixes:
        hint === '' ? suggestions.slice(0, 3).map((suggestion) => replacement(entity.scope, name, suggestion)) : [],
    },
  );
}
