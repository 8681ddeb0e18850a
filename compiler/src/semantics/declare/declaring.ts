import type { Member } from '../../syntax/tree.js';
import type { Machine } from '../evaluate/machine.js';
import type { ArrayGroup, Entity } from './types.js';

/** Named blocks of a plan, as they are declared. */
export type ByName = Map<string, (Entity | ArrayGroup)[]>;

/** What the parts of declaring hand to one another. */
export interface Declaring {
  readonly machine: Machine;
  readonly byName: ByName;
  /** Declares the members of a block's body. */
  body(entity: Entity, members: readonly Member[]): void;
}
