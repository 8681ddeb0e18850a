import {
  type CallHierarchyItem,
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  type Range,
} from 'vscode-languageserver';
import {
  blockOf,
  blocksOfModule,
  blockSymbol,
  declarationOf,
  type Entity,
  type Occurrence,
  symbolKey,
} from '../../../compiler/src/semantics/index.js';
import { answer, type Feature } from '../core/feature.js';
import { nameAt, namesOf, placesOf } from '../core/names.js';
import type { Session } from '../core/session.js';
import { fileOf } from '../core/uris.js';
import { itemOf, itemsOf, keyOf } from '../hierarchy/items.js';
import { allBlocks } from './derived.js';

/** Which blocks name a block, as a hall names its network and a workload its halls; and which it names. */
export const callHierarchyFeature: Feature = {
  capabilities: () => ({ callHierarchyProvider: true }),
  handlers: [
    answer(CallHierarchyPrepareRequest.type, (session, params): CallHierarchyItem[] | null => {
      const symbol = nameAt(session, params)?.occurrence.symbol;
      const block = symbol === undefined ? undefined : blockOf(symbol);
      const item = block === undefined ? undefined : itemOf(session, blockSymbol(block));
      return item === undefined ? null : [item];
    }),
    answer(CallHierarchyIncomingCallsRequest.type, (session, { item }) => {
      const called = allBlocks(session).find((block) => symbolKey(blockSymbol(block)) === keyOf(item));
      if (called?.name === undefined) return [];
      const places = placesOf(session, blockSymbol(called), [called.name]).filter(({ role }) => role === 'reference');
      const calls = places.map((place) => ({ block: blockAround(session, place), place }));
      return grouped(session, calls).map(({ other, ranges }) => ({ from: other, fromRanges: ranges }));
    }),
    answer(CallHierarchyOutgoingCallsRequest.type, (session, { item }) => {
      const inside = namesIn(session, item).filter(({ role }) => role === 'reference');
      const calls = inside.map((place) => ({ block: blockOf(place.symbol), place }));
      const others = grouped(session, calls).filter(({ other }) => keyOf(other) !== keyOf(item));
      return others.map(({ other, ranges }) => ({ to: other, fromRanges: ranges }));
    }),
  ],
};

interface Call {
  readonly block: Entity | undefined;
  readonly place: Occurrence;
}

function grouped(
  session: Session,
  calls: readonly Call[],
): { readonly other: CallHierarchyItem; readonly ranges: Range[] }[] {
  const found = new Map<string, { readonly other: CallHierarchyItem; readonly ranges: Range[] }>();
  for (const { block, place } of calls) {
    const [other] = block === undefined ? [] : itemsOf(session, [block]);
    if (other === undefined) continue;
    const known = found.get(keyOf(other)) ?? { other, ranges: [] };
    known.ranges.push(session.files.range(place.location.file, place.location.span));
    found.set(keyOf(other), known);
  }
  return [...found.values()];
}

/** The names that stand in the block of an item. */
function namesIn(session: Session, { uri, range }: CallHierarchyItem): readonly Occurrence[] {
  const plan = session.inPlan(uri);
  if (plan === undefined) return [];
  const lines = session.files.lines(fileOf(uri));
  const [start, end] = [lines.offsetAt(range.start), lines.offsetAt(range.end)];
  return namesOf(plan.bound, plan.module).filter(({ location: { span } }) => span.start >= start && span.end <= end);
}

/** The innermost named block around a place. */
function blockAround(session: Session, { location: { file, span } }: Occurrence): Entity | undefined {
  const module = session.bound(file)?.modules.get(file);
  if (module == null) return undefined;
  let found: { readonly block: Entity; readonly start: number } | undefined;
  for (const block of blocksOfModule(module).values()) {
    const whole = block.name === undefined ? undefined : declarationOf(blockSymbol(block))?.whole;
    if (whole === undefined || whole.file !== file || whole.span.start > span.start || whole.span.end < span.end)
      continue;
    if (found === undefined || whole.span.start >= found.start) found = { block, start: whole.span.start };
  }
  return found?.block;
}
