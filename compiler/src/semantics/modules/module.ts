import type { FileTree } from '../../syntax/tree.js';
import { createEntity, type NewEntity } from '../declare/entity.js';
import type { Binding, Entity, Module, NamespaceBinding, ScenarioDeclaration, WholeImport } from '../declare/types.js';
import type { Kind } from '../kinds/index.js';

export interface FileRequest {
  readonly file: string;
  /** How its entries are named in a catalogue. */
  readonly key: string;
  readonly text: string;
  readonly library: boolean;
  readonly entry: boolean;
}

/** Maps that declare an entry when it is first asked for. */
export type LazyMaps = Pick<NewEntity, 'names' | 'lets'>;

class ModuleNode implements Module {
  readonly file: string;
  readonly key: string;
  readonly library: boolean;
  readonly entry: boolean;
  text: string;
  tree: FileTree;
  readonly root: Entity;
  readonly bindings = new Map<string, Binding>();
  readonly namespaces = new Map<string, NamespaceBinding>();
  readonly wholes: WholeImport[] = [];
  readonly scenarios = new Map<string, ScenarioDeclaration>();
  readonly excused = new Set<string>();

  constructor(request: FileRequest, tree: FileTree, plan: Kind, lazy: LazyMaps) {
    this.file = request.file;
    this.key = request.key;
    this.library = request.library;
    this.entry = request.entry;
    this.text = request.text;
    this.tree = tree;
    this.root = createEntity({ kind: plan, module: this, outer: undefined, offset: tree.start, segment: '', ...lazy });
  }

  revise(text: string, tree: FileTree): void {
    this.text = text;
    this.tree = tree;
  }
}

/** A module of which nothing is declared yet. */
export function createModule(request: FileRequest, tree: FileTree, plan: Kind, lazy: LazyMaps = {}): Module {
  return new ModuleNode(request, tree, plan, lazy);
}
