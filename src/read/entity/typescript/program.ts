/**
 * The given files as one program whose values can be asked for. Nothing is run: names are followed through constants,
 * imports, enums, spreads and functions that only return something; what that does not tell is Unknown, with its text.
 */
import type { Position, Problem } from '../../../ir/problem.js';
import { isLeft, left, right, type Validated } from '../../../prelude.js';
import type { SourceFile } from '../framework.js';
import type { ClassNode, EnumNode, FunctionNode } from './ast.js';
import { classOf } from './class.js';
import { evaluate } from './evaluate.js';
import { type Declaration, type Module, parseModule, positionOf } from './modules.js';
import { memberOf } from './operate.js';
import { resolver } from './resolve.js';
import type { Env, Program } from './scope.js';
import type { ClassInfo, Value } from './value.js';

/** Left: what could not be parsed. */
export const readProgram = (files: ReadonlyArray<SourceFile>): Validated<Problem, Program> => {
  const problems: Problem[] = [];
  const modules: Module[] = [];
  for (const file of files) {
    const parsed = parseModule(file);
    if (isLeft(parsed)) problems.push(...parsed.left);
    else modules.push(parsed.right);
  }
  return problems.length > 0 ? left(problems) : right(programOf(modules));
};

/** A chain of re-exports longer than this is a circle. */
const longestChain = 50;

const programOf = (modules: ReadonlyArray<Module>): Program => {
  const resolve = resolver(modules);
  const known = new Map<Declaration, Value>();
  const busy = new Set<Declaration>();
  const classes = new Map<ClassNode, ClassInfo>();

  const foreign = (from: string, name: string, at: Position): Value => ({ kind: 'Foreign', from, name, at });

  const exported = (m: Module, name: string, depth = 0): Value | null => {
    if (depth > longestChain) return null;
    if (name === '*') return null;
    const local = m.exported.get(name);
    if (local !== undefined) return named(m, local);
    const passed = m.passedOn.get(name);
    if (passed !== undefined)
      return imported(m, passed.from, passed.name, { file: m.file, line: 1, column: 1 }, depth + 1);
    for (const from of m.all) {
      const next = resolve(m, from);
      const found = next === null ? null : exported(next, name, depth + 1);
      if (found !== null) return found;
    }
    return null;
  };

  const imported = (m: Module, from: string, name: string, at: Position, depth = 0): Value => {
    const target = resolve(m, from);
    if (target === null) return foreign(from, name, at);
    if (name === '*') return namespaceOf(target, at);
    return exported(target, name, depth) ?? foreign(from, name, at);
  };

  /** `import * as schema from './schema'` is an object of what the module exports, made when it is asked. */
  const namespaceOf = (m: Module, at: Position): Value => {
    const names = new Set([...m.exported.keys(), ...m.passedOn.keys()]);
    const entries = [...names].flatMap((name) => {
      const value = exported(m, name);
      return value === null ? [] : [[name, { value, at }] as const];
    });
    return { kind: 'Map', entries: new Map(entries), open: null, at };
  };

  const declaration: Program['declaration'] = (m, name) => {
    let [module, wanted] = [m, name];
    for (let i = 0; i < longestChain; i++) {
      const d = module.declared.get(wanted);
      if (d === undefined) return null;
      if (d.kind !== 'Import') return [module, d];
      const next = exporter(module, d.from, d.name, 0);
      if (next === null) return [module, d];
      [module, wanted] = next;
    }
    return null;
  };

  const exporter = (m: Module, from: string, name: string, depth: number): readonly [Module, string] | null => {
    const target = resolve(m, from);
    if (target === null || depth > longestChain) return null;
    const local = target.exported.get(name);
    if (local !== undefined) return [target, local];
    const passed = target.passedOn.get(name);
    if (passed !== undefined) return exporter(target, passed.from, passed.name, depth + 1);
    for (const all of target.all) {
      const found = exporter(target, all, name, depth + 1);
      if (found !== null) return found;
    }
    return null;
  };

  const named = (m: Module, name: string): Value | null => {
    const d = m.declared.get(name);
    if (d === undefined) return null;
    const before = known.get(d);
    if (before !== undefined) return before;
    const at = positionOf(m, d.kind === 'Const' ? d.init : 'node' in d ? d.node : {});
    if (busy.has(d)) return { kind: 'Unknown', why: 'it refers to itself', text: name, at };
    busy.add(d);
    const value = valueFor(m, name, d, at);
    busy.delete(d);
    known.set(d, value);
    return value;
  };

  const valueFor = (m: Module, name: string, d: Declaration, at: Position): Value => {
    switch (d.kind) {
      case 'Const':
        return d.path.reduce((v, key) => memberOf(v, key, v.at), evaluate(self, m, d.init, null));
      case 'Class':
        return { kind: 'Class', class: classFor(m, d.node), at };
      case 'Enum':
        return enumOf(m, d.node, at);
      case 'Function':
        return functionOf(m, d.node, null);
      case 'Import':
        return imported(m, d.from, d.name, at);
      case 'Type':
        return { kind: 'Unknown', why: 'it is a type, which is not there at run time', text: name, at };
      case 'Variable':
        return { kind: 'Unknown', why: 'it is not a constant', text: name, at };
    }
  };

  const functionOf = (m: Module, node: FunctionNode, env: Env | null): Value => ({
    kind: 'Function',
    node,
    module: m,
    apply: (args) => evaluate.body(self, m, node, args, env),
    at: positionOf(m, node),
  });

  const enumOf = (m: Module, node: EnumNode, at: Position): Value => {
    const members: Array<readonly [string, Value]> = [];
    const vars = new Map<string, Value>();
    let next: number | null = 0;
    for (const part of node.members) {
      const key = part.id.type === 'Identifier' ? part.id.name : part.id.value;
      const place = positionOf(m, part);
      const made: Value =
        part.initializer !== null && part.initializer !== undefined
          ? evaluate(self, m, part.initializer, { vars, parent: null })
          : next === null
            ? { kind: 'Unknown', why: 'the member before it is no number', text: key, at: place }
            : { kind: 'Literal', value: next, at: place };
      next = made.kind === 'Literal' && typeof made.value === 'number' ? made.value + 1 : null;
      members.push([key, made]);
      vars.set(key, made);
    }
    return { kind: 'Enum', name: node.id.name, members, at };
  };

  const classFor = (m: Module, node: ClassNode): ClassInfo => {
    const before = classes.get(node);
    if (before !== undefined) return before;
    const made = classOf(self, m, node);
    classes.set(node, made);
    return made;
  };

  const self: Program = {
    effort: { depth: 0, spent: 0 },
    modules,
    value: (m, node, env) => evaluate(self, m, node, env ?? null),
    named,
    exported: (m, name) => exported(m, name),
    resolve,
    classes: () =>
      modules.flatMap((m) =>
        [...m.declared.values()].flatMap((d) => (d.kind === 'Class' ? [classFor(m, d.node)] : [])),
      ),
    classFor,
    declaration,
    at: positionOf,
    functionOf,
  };
  return self;
};
