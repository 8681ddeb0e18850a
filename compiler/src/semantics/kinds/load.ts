import { kindTable } from '../generated/kinds-table.js';
import { buildKindModel, type KindModel } from './model.js';

let loaded: KindModel | undefined;

/** The language's kinds, from the generated table. Built once in a process. */
export function loadKinds(): KindModel {
  loaded ??= buildKindModel(kindTable);
  return loaded;
}
