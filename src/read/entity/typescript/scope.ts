/** What the parts of the evaluation ask each other for. */
import type { Position } from '../../../ir/problem.js';
import type { ClassNode, Expression, FunctionNode, Placed } from './ast.js';
import type { Declaration, Module } from './modules.js';
import type { Resolve } from './resolve.js';
import type { ClassInfo, Value } from './value.js';

/** Names of a function's parameters and constants. */
export interface Env {
  readonly vars: ReadonlyMap<string, Value>;
  readonly parent: Env | null;
}

/** How deep the evaluation is, and how much it has looked at: a function may call itself for ever. */
export interface Effort {
  depth: number;
  spent: number;
}

export interface Program {
  readonly effort: Effort;
  readonly modules: ReadonlyArray<Module>;
  /** The value of an expression in the scope of its module. */
  readonly value: (module: Module, node: Expression, env?: Env) => Value;
  /** What a name means in a module; null when nothing there declares it. One declaration gives one object. */
  readonly named: (module: Module, name: string) => Value | null;
  /** What a module exports under a name. */
  readonly exported: (module: Module, name: string) => Value | null;
  readonly resolve: Resolve;
  /** Every class that a file declares at its top, in order. */
  readonly classes: () => ReadonlyArray<ClassInfo>;
  readonly classFor: (module: Module, node: ClassNode) => ClassInfo;
  /** The declaration that a name leads to, through imports, and the module it stands in. */
  readonly declaration: (module: Module, name: string) => readonly [Module, Declaration] | null;
  readonly at: (module: Module, node: Placed) => Position;
  readonly functionOf: (module: Module, node: FunctionNode, env: Env | null) => Value;
}
