import type { Annotation, Argument } from '../syntax/tree.js';
import type { Allow, Provenance } from '../ir/index.js';
import { allCodes } from '../text/registry.js';
import type { Entity, Scope } from './declare/types.js';
import { asDate } from './evaluate/literals.js';
import type { Env, Machine } from './evaluate/machine.js';
import { didYouMean } from './evaluate/unknown.js';
import { locate, replacement } from './report.js';
import { suggest } from './suggest.js';

/** What an annotation may stand on. */
export type AnnotationPlace = 'block' | 'property' | 'requirement' | 'scenario' | 'other';

const known = ['source', 'allow', 'probability'] as const;
const standings = ['vendor', 'measured', 'published', 'assumed'] as const;
const places: Readonly<Record<(typeof known)[number], readonly AnnotationPlace[]>> = {
  source: ['block', 'property', 'requirement'],
  allow: ['block'],
  probability: ['scenario'],
};

/** Reports annotations that do not exist, stand in a wrong place, or lack what they need. */
export function checkAnnotations(
  machine: Machine,
  annotations: readonly Annotation[],
  place: AnnotationPlace,
  scope: Scope,
): void {
  for (const annotation of annotations) {
    const { name } = annotation;
    const which = known.find((each) => each === name.text);
    if (which === undefined) {
      const suggestions = suggest(machine.reporter, name.text, () => known);
      machine.reporter.report(
        'unknown-annotation',
        locate(scope, name),
        `\`@${name.text}\` is not an annotation${didYouMean(suggestions)}`,
        {
          fixes: suggestions.slice(0, 1).map((suggestion) => replacement(scope, name, suggestion)),
        },
      );
      continue;
    }
    if (!places[which].includes(place)) {
      const where =
        which === 'source'
          ? 'a block, a property, a `require` or a `prefer`'
          : which === 'allow'
            ? 'a block'
            : 'a scenario';
      machine.reporter.report('misplaced-annotation', locate(scope, name), `\`@${which}\` stands on ${where}.`);
      continue;
    }
    if (which === 'source') readSource(machine, annotation, scope);
    if (which === 'allow') readAllow(machine, annotation, scope);
    if (which === 'probability') readProbability(machine, annotation, scope);
  }
}

/** The `@source` among annotations. Without a standing it is taken for published: it names what can be looked up. */
export function provenanceOf(
  machine: Machine,
  annotations: readonly Annotation[],
  scope: Scope,
): Provenance | undefined {
  const annotation = annotations.find((each) => each.name.text === 'source');
  return annotation === undefined ? undefined : readSource(machine, annotation, scope);
}

/** The `@allow`s among annotations. */
export function allowsOf(machine: Machine, annotations: readonly Annotation[], scope: Scope): readonly Allow[] {
  return annotations.flatMap((annotation) => {
    const allow = annotation.name.text === 'allow' ? readAllow(machine, annotation, scope) : undefined;
    return allow === undefined ? [] : [allow];
  });
}

/** The `@probability` among annotations, as a share. */
export function probabilityOf(machine: Machine, annotations: readonly Annotation[], scope: Scope): number | undefined {
  const annotation = annotations.find((each) => each.name.text === 'probability');
  return annotation === undefined ? undefined : readProbability(machine, annotation, scope);
}

interface Arguments {
  readonly positional: readonly Argument[];
  readonly named: ReadonlyMap<string, Argument>;
}

function argumentsOf(
  machine: Machine,
  annotation: Annotation,
  scope: Scope,
  names: readonly string[],
  most: number,
): Arguments {
  const positional = annotation.arguments.filter((argument) => argument.name === undefined);
  const named = new Map<string, Argument>();
  for (const argument of annotation.arguments) {
    if (argument.name === undefined) continue;
    if (names.includes(argument.name.text)) named.set(argument.name.text, argument);
    else
      bad(
        machine,
        scope,
        argument.name,
        `\`@${annotation.name.text}\` has no argument \`${argument.name.text}\`${didYouMean(suggest(machine.reporter, argument.name.text, () => names))}`,
      );
  }
  const surplus = positional[most];
  if (surplus !== undefined)
    bad(machine, scope, surplus, `\`@${annotation.name.text}\` takes at most ${most} values without a name.`);
  return { positional, named };
}

function bad(machine: Machine, scope: Scope, node: { start: number; end: number }, message: string): void {
  machine.reporter.report('bad-annotation', locate(scope, node), message);
}

function readSource(machine: Machine, annotation: Annotation, scope: Scope): Provenance | undefined {
  const { positional, named } = argumentsOf(machine, annotation, scope, ['standing', 'year', 'where'], 3);
  const title = positional[0]?.value;
  const year = positional[1]?.value ?? named.get('year')?.value;
  const where = positional[2]?.value ?? named.get('where')?.value;
  if (title?.type !== 'string' || title.value.trim() === '') {
    bad(
      machine,
      scope,
      title ?? annotation,
      '`@source` begins with the title of the source: `@source("title", 2026, "where")`.',
    );
    return undefined;
  }
  if (year !== undefined && (year.type !== 'number' || !Number.isInteger(year.value))) {
    bad(machine, scope, year, 'The second value of `@source` is the year.');
    return undefined;
  }
  if (where !== undefined && where.type !== 'string') {
    bad(machine, scope, where, 'The third value of `@source` is the place in the source, as a text.');
    return undefined;
  }
  const standing = standingOf(machine, named.get('standing'), scope);
  if (standing === undefined) return undefined;
  return {
    title: title.value,
    ...(year === undefined ? {} : { year: year.value }),
    ...(where === undefined || where.value === '' ? {} : { where: where.value }),
    standing,
  };
}

function standingOf(
  machine: Machine,
  argument: Argument | undefined,
  scope: Scope,
): Provenance['standing'] | undefined {
  if (argument === undefined) return 'published';
  const { value } = argument;
  const word = value.type === 'path' && value.segments.length === 1 ? value.segments[0]!.name.text : undefined;
  const standing = standings.find((each) => each === word);
  if (standing === undefined)
    bad(
      machine,
      scope,
      value,
      `A standing is one of ${standings.map((each) => `\`${each}\``).join(', ')}${didYouMean(suggest(machine.reporter, word ?? '', () => standings))}`,
    );
  return standing;
}

function readAllow(machine: Machine, annotation: Annotation, scope: Scope): Allow | undefined {
  const { positional, named } = argumentsOf(machine, annotation, scope, ['until', 'reason'], 2);
  const code = positional[0]?.value;
  const reason = positional[1]?.value ?? named.get('reason')?.value;
  if (code?.type !== 'string' || code.value.trim() === '') {
    bad(
      machine,
      scope,
      code ?? annotation,
      '`@allow` begins with the finding that it allows: `@allow("thermal-part-load", "reason")`.',
    );
    return undefined;
  }
  if (!codeNames().has(code.value)) {
    const suggestions = suggest(machine.reporter, code.value, () => codeNames()).slice(0, 3);
    machine.reporter.report(
      'bad-annotation',
      locate(scope, code),
      `There is no finding \`${code.value}\`${didYouMean(suggestions)}`,
      {
        fixes: suggestions.map((suggestion) =>
          replacement(scope, code, `"${suggestion}"`, `Change to \`${suggestion}\``),
        ),
      },
    );
    return undefined;
  }
  if (reason?.type !== 'string' || reason.value.trim() === '') {
    bad(
      machine,
      scope,
      reason ?? annotation,
      '`@allow` needs a reason: `@allow("' + code.value + '", "why this is accepted")`.',
    );
    return undefined;
  }
  const until = named.get('until')?.value;
  if (until === undefined) return { code: code.value, reason: reason.value };
  const env: Env = { scope, self: scope.entity, isDefault: false };
  const date = asDate(machine, until, env);
  if (date?.type === 'date') return { code: code.value, reason: reason.value, until: date.first };
  if (date === undefined) bad(machine, scope, until, '`until` is a date, such as `2028-06`.');
  return undefined;
}

let names: ReadonlySet<string> | undefined;

/** Every code and slug of a finding; no plan needs them that suppresses nothing. */
function codeNames(): ReadonlySet<string> {
  names ??= new Set(allCodes().flatMap(({ code, slug }) => [slug, code]));
  return names;
}

function readProbability(machine: Machine, annotation: Annotation, scope: Scope): number | undefined {
  const { positional } = argumentsOf(machine, annotation, scope, [], 1);
  const share = positional[0]?.value;
  const value =
    share === undefined ? undefined : machine.evaluate(share, { scope, self: scope.entity, isDefault: false });
  if (value?.type === 'poison') return undefined;
  if (value?.type === 'number' && typeof value.amount === 'number' && value.amount >= 0 && value.amount <= 1)
    return value.amount;
  bad(machine, scope, share ?? annotation, '`@probability` takes a share from 0 to 100 %: `@probability(30 %)`.');
  return undefined;
}

/** Annotations on a block's head; values have none of their own. */
export function blockAnnotations(entity: Entity): readonly Annotation[] {
  return entity.syntax?.type === 'block' ? entity.syntax.annotations : [];
}
