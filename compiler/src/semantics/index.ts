/**
 * From trees to the typed IR: modules, names, units and dimensions, types, evaluation, lowering.
 *
 * A user's mistake is a diagnostic and never an exception. This stage knows the language and no physics.
 */
import type { AnyEntity } from '../ir/index.js';
import type { Entity } from './declare/types.js';
import { libraryOf } from './library.js';
import type { ModuleHost } from './modules/host.js';

export { beginCompile, type Bound, compile, type Compilation, type CompileOptions, type Compiling } from './compile.js';
export type { Module } from './declare/types.js';
export { editForMember, editForProperty, type NeededImport } from './edit-property.js';
export { type ModuleHost } from './modules/host.js';
export { namesInDefault, showPropertyValue } from './show-property.js';
export { remember } from './modules/parsed.js';
export { type EpwResult, type EpwYear, readEpw } from './weather/epw.js';
export { type ClimateStatistics, climateStatistics } from './weather/statistics.js';
export { type Expectation, type TestInfo } from './test-world.js';
export { type BlockOrigin, Origins, type PropertyOrigin } from './origins.js';
export * from './symbols/index.js';
export type { Entity } from './declare/types.js';
export type { World } from './world.js';

/** Every entry at the top level of the standard library, by its key. */
export function libraryEntries(host: Pick<ModuleHost, 'stdlib'>): ReadonlyMap<string, Entity> {
  return libraryOf(host.stdlib).entries();
}

/** Every entry of the standard library in the IR, by its key (`std/racks#GB200_NVL72`). Evaluated once in a process. */
export function library(host: ModuleHost): ReadonlyMap<string, AnyEntity> {
  const found = libraryOf(host.stdlib);
  return new Map([...found.entries()].map(([key, entity]) => [key, found.lowered(entity).entity]));
}
