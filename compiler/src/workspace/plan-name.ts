import type { Plan } from '../ir/index.js';
import { contentName } from '../simulation/content.js';

/**
 * A name for what a plan simulates to: the same for the same content, whatever objects hold it, within this process. Blocks are
 * named one by one, so that of a plan that shares most of them with another only the others are looked at. Unlike the content
 * hash it leaves out words (documentation, sources), which change no number.
 */
export function planName({ engine: _engine, ...plan }: Plan): string {
  return Object.entries(plan)
    .map(([key, part]) => `${key} ${key === 'campus' ? plan.campus.map(partsOf).join(';') : partsOf(part)}`)
    .join('\n');
}

/** Names of the blocks in a list, in the members of a block, or in a table. */
function partsOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return value.map((item) => nameOf(item)).join();
  return Object.entries(value)
    .map(([key, member]) => `${key} ${Array.isArray(member) ? `[${partsOf(member)}]` : nameOf(member)}`)
    .join();
}

function nameOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? `#${String(contentName(value))}` : (JSON.stringify(value));
}
