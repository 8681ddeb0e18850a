import type { JsonAssumption } from '../../diagnostics/simulation-json.js';
import type { PlanIndex, Provenance } from '../../ir/index.js';
import type { SimulationNote } from '../../simulation/results.js';
import { type Table, textCell } from '../figure.js';

/** Every figure that the plan rests on and nobody has published: where it stands, and why it is what it is. */
export function assumptionsTable(assumptions: readonly JsonAssumption[]): Table {
  return {
    head: ['Where', 'figure', 'why'],
    rows: assumptions.map(({ path, property, source }) => [
      textCell(entry(path), path),
      textCell(property === '' ? 'all of it' : property),
      textCell(words(source)),
    ]),
  };
}

/** Each source once, with what it stands for. */
export function sourcesTable(index: PlanIndex): Table {
  const used = new Map<string, { readonly source: Provenance; readonly entries: Set<string> }>();
  for (const [path, entity] of index) {
    const sources: Readonly<Record<string, Provenance>> = entity.sources ?? {};
    for (const source of Object.values(sources)) {
      if (source.standing === 'assumed') continue;
      const key = `${source.standing} ${words(source)}`;
      const known = used.get(key) ?? { source, entries: new Set<string>() };
      known.entries.add(entry(path));
      used.set(key, known);
    }
  }
  return {
    head: ['Source', 'standing', 'used for'],
    rows: [...used.values()].map(({ source, entries }) => [
      textCell(words(source)),
      textCell(source.standing),
      textCell([...entries].join(', ')),
    ]),
  };
}

export function notesTable(notes: readonly SimulationNote[]): Table {
  return {
    head: ['Where', 'what', 'note'],
    rows: notes.map(({ path, type, message }) => [textCell(entry(path), path), textCell(type), textCell(message)]),
  };
}

/** `std/racks#GB200_NVL72` as `GB200_NVL72`. */
function entry(path: string): string {
  return path.replace(/^.*#/, '');
}

function words({ title, year, where }: Provenance): string {
  return [title, ...(year === undefined ? [] : [String(year)]), ...(where === undefined ? [] : [where])].join(', ');
}
