import { CompletionItemKind } from 'vscode-languageserver';
import type { Session } from '../core/session.js';
import { relativeSpec } from '../core/uris.js';
import { plansOf } from '../core/names.js';
import { entriesOfKind } from './entries.js';
import type { Proposal } from './item.js';
import { memberProposals } from './members.js';
import { nameProposals, pathProposals } from './names.js';
import { isInComment, type Place } from './place.js';
import { baseProposals, pathBefore, valueProposals } from './values.js';

/** What may stand at a place, by what stands before it on its line. */
export function propose(session: Session, place: Place): readonly Proposal[] {
  if (isInComment(place)) return [];
  const { head, kind, world, body } = place;
  const { stdlib } = session.files;
  const imported = /^\s*import\s+(.*)$/s.exec(head);
  if (imported !== null) return importProposals(session, place);
  const inBraces = /^\s*import\s+(std\/[\w/]+)\s*\{/.exec(lineBefore(place));
  if (inBraces !== null) return namesIn(stdlib, inBraces[1] ?? '');
  if (/^\s*$/.test(head)) return memberProposals(place);
  if (/^\s*@$/.test(head)) return annotations;
  const stated = /^\s*(?:require|prefer|expect)\b(.*)$/s.exec(head);
  if (stated !== null) return conditionProposals(place, stated[1] ?? '');
  const based = /^\s*([A-Za-z_]\w*)\s+[A-Za-z_]\w*(?:\[[^\]]*\])?\s*:\s*$/.exec(head);
  if (based !== null && world.kinds.kinds.has(based[1] ?? '')) return baseProposals(place, stdlib, based[1] ?? '');
  const valued = /^\s*([A-Za-z_][\w.[\]]*)\s*:(.*)$/s.exec(head);
  if (valued !== null) {
    const [, key = '', written = ''] = valued;
    const row = kind?.properties.get(key) ?? kind?.open?.value ?? rowOf(place, key);
    if (row !== undefined && body === 'block') return valueProposals(place, stdlib, row, written);
    return row === undefined ? nameOrPath(place, written) : valueProposals(place, stdlib, row, written);
  }
  const bound = /^\s*let\s+\w+\s*(?::[^=]*)?=(.*)$/s.exec(head);
  if (bound !== null) return nameOrPath(place, bound[1] ?? '');
  if (/^\s*with\s+/.test(head)) return scenariosOf(place);
  return pathBefore(head) === undefined ? [] : nameOrPath(place, head);
}

function nameOrPath(place: Place, written: string): readonly Proposal[] {
  const path = pathBefore(written);
  return path === undefined ? nameProposals(place, false) : pathProposals(place, path, false);
}

function conditionProposals(place: Place, written: string): readonly Proposal[] {
  const path = pathBefore(written);
  if (path !== undefined) return pathProposals(place, path, true);
  const expects = place.body === 'test' && /^\s*$/.test(written) ? expectations : [];
  return [...expects, ...nameProposals(place, true)];
}

/** The property that a scenario's path ends in. */
function rowOf(
  { world, scope, entity }: Place,
  key: string,
): ReturnType<NonNullable<Place['kind']>['properties']['get']> {
  const [head = '', ...rest] = key.replace(/\[[^\]]*\]/g, '').split('.');
  const named = world.program.byName.get(head) ?? [];
  let block = entity.names.get(head) ?? scope.entity.names.get(head) ?? named[0];
  for (const name of rest.slice(0, -1)) {
    const at = block?.type === 'group' ? block.parts[0] : block;
    block = at?.names.get(name);
  }
  const last = block?.type === 'group' ? block.parts[0] : block;
  return last?.kind.properties.get(rest.at(-1) ?? '');
}

function lineBefore({ text, from }: Place): string {
  return text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
}

/** Modules of the library, and the files beside this one. */
function importProposals(session: Session, place: Place): readonly Proposal[] {
  const line = lineBefore(place);
  const inBraces = /^\s*import\s+(std\/[\w/]+)\s*\{[^}]*$/.exec(line);
  if (inBraces !== null) return namesIn(session.files.stdlib, inBraces[1] ?? '');
  const isQuoted = line.includes('"');
  const files = plansOf(session)
    .filter((file) => file !== place.module.file)
    .map((file): Proposal => {
      const spec = relativeSpec(place.module.file, file);
      return { label: isQuoted ? spec : JSON.stringify(spec), kind: CompletionItemKind.File, rank: 20 };
    });
  if (isQuoted) return files;
  const modules = Object.keys(session.files.stdlib)
    .filter((name) => !name.startsWith('std/kinds/') && !name.startsWith('std/metrics/'))
    .map((label): Proposal => ({
      label,
      kind: CompletionItemKind.Module,
      rank: 10,
      snippet: `${label} { $0 }`,
      plain: label,
    }));
  return [...modules, ...files];
}

function namesIn(stdlib: Readonly<Record<string, string>>, module: string): readonly Proposal[] {
  return entriesOfKind(stdlib, '')
    .filter((entry) => entry.module === module)
    .map(({ name, entity }) => ({
      label: name,
      kind: CompletionItemKind.Class,
      rank: 0,
      detail: entity.kind.name,
      about: { type: 'entry', key: `${module}#${name}` },
    }));
}

function scenariosOf({ module }: Place): readonly Proposal[] {
  return [...module.scenarios.keys()].map((label) => ({ label, kind: CompletionItemKind.Event, rank: 0 }));
}

const annotations: readonly Proposal[] = [
  ['source', 'source("${1:title}", ${2:2026}, "${3:where}")', 'Where a figure comes from: title, year, place.'],
  [
    'allow',
    'allow("${1:slug}", "${2:reason}", until: ${3:2028-06})',
    'Takes a finding out, with a reason and until a date.',
  ],
  ['probability', 'probability(${1:30} %)', 'How probable a scenario is.'],
].map(([label = '', snippet = '', text = '']) => ({
  label,
  kind: CompletionItemKind.Keyword,
  rank: 0,
  snippet,
  about: { type: 'text', text },
}));

const expectations: readonly Proposal[] = ['no findings on ', 'error on ', 'warning on '].map((plain, rank) => ({
  label: plain.trim(),
  kind: CompletionItemKind.Keyword,
  rank,
  plain,
}));
