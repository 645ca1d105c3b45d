/**
 * What can be known of an expression without running it. Calls that nobody can foresee stay as they are written, so that
 * a reader that knows the callee (a decorator, a column builder) can make sense of them.
 */
import type { Position } from '../../../ir/problem.js';
import type { ClassNode, DecoratorNode, FunctionNode, TypeNode } from './ast.js';
import type { Module } from './modules.js';

export interface ValueByKind {
  /** A number is what JavaScript makes of its digits: the framework sees no more. */
  Literal: { readonly kind: 'Literal'; readonly value: string | number | boolean | bigint | null | undefined };
  List: { readonly kind: 'List'; readonly items: ReadonlyArray<Value> };
  /** An object literal; `open` when something was spread into it that nobody knows. */
  Map: { readonly kind: 'Map'; readonly entries: ReadonlyMap<string, Entry>; readonly open: Value | null };
  Enum: {
    readonly kind: 'Enum';
    readonly name: string;
    readonly members: ReadonlyArray<readonly [name: string, value: Value]>;
  };
  Class: { readonly kind: 'Class'; readonly class: ClassInfo };
  /** `apply` gives what it returns for the arguments; parameters without one stay Param. */
  Function: {
    readonly kind: 'Function';
    readonly node: FunctionNode;
    readonly module: Module;
    readonly apply: (args: ReadonlyArray<Value>) => Value;
  };
  /** A name that no file declares: `String`, `Date`, `process`. */
  Global: { readonly kind: 'Global'; readonly name: string };
  /** Imported from a package or from a file that was not given. `*` is all of it. */
  Foreign: { readonly kind: 'Foreign'; readonly from: string; readonly name: string };
  Member: { readonly kind: 'Member'; readonly of: Value; readonly name: string };
  Call: { readonly kind: 'Call'; readonly callee: Value; readonly args: ReadonlyArray<Value> };
  New: { readonly kind: 'New'; readonly callee: Value; readonly args: ReadonlyArray<Value> };
  /** sql`…${x}…` */
  Tagged: {
    readonly kind: 'Tagged';
    readonly tag: Value;
    readonly strings: ReadonlyArray<string>;
    readonly values: ReadonlyArray<Value>;
  };
  Param: { readonly kind: 'Param'; readonly name: string };
  Regex: { readonly kind: 'Regex'; readonly text: string };
  /** What only running the program would tell. `text` is the source. */
  Unknown: { readonly kind: 'Unknown'; readonly why: string; readonly text: string };
}

export type Value = ValueByKind[keyof ValueByKind] & { readonly at: Position };

export interface Entry {
  readonly value: Value;
  /** Where the key stands. */
  readonly at: Position;
}

export interface Decorator {
  /** What is called, or the decorator itself when it is not called. */
  readonly callee: Value;
  readonly args: ReadonlyArray<Value>;
  readonly at: Position;
  readonly node: DecoratorNode;
}

export interface ClassMember {
  readonly name: string;
  readonly at: Position;
  readonly isStatic: boolean;
  readonly kind: 'property' | 'accessor' | 'method';
  /** The written type; null when there is none. */
  readonly type: TypeNode | null;
  /** `name?: T` */
  readonly optional: boolean;
  readonly initial: Value | null;
  readonly decorators: ReadonlyArray<Decorator>;
}

export interface ClassInfo {
  readonly name: string;
  readonly at: Position;
  readonly module: Module;
  readonly node: ClassNode;
  readonly isAbstract: boolean;
  readonly parent: Value | null;
  readonly decorators: ReadonlyArray<Decorator>;
  readonly members: ReadonlyArray<ClassMember>;
}

export const textOf = (v: Value | null | undefined): string | null =>
  v?.kind === 'Literal' && typeof v.value === 'string' ? v.value : null;

export const isNothing = (v: Value | null | undefined): boolean =>
  v === null || v === undefined || (v.kind === 'Literal' && v.value === undefined);

/** The name of what a package gives: `Entity` for an import of it, however it was called here; else null. */
export const importedFrom = (v: Value, isPackage: (name: string) => boolean): string | null =>
  v.kind === 'Foreign' && isPackage(v.from) ? v.name : null;
