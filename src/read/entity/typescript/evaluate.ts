/** The value of an expression, as far as it can be told without running it. */
import type { Position } from '../../../ir/problem.js';
import type { Expression, FunctionNode, PatternNode, Placed } from './ast.js';
import { type Module, positionOf } from './modules.js';
import { binary, memberOf, objectCall, spreadOf, truthOf } from './operate.js';
import type { Env, Program } from './scope.js';
import type { Entry, Value } from './value.js';

/** Far more than people write, and far less than the stack holds. */
const deepest = 400;
const longest = 500_000;

const globals: ReadonlyMap<string, number | undefined> = new Map([
  ['undefined', undefined],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
]);

const run = (program: Program, m: Module, node: Expression, env: Env | null): Value => {
  const { effort } = program;
  effort.spent += 1;
  if (effort.depth > deepest || effort.spent > longest)
    return { kind: 'Unknown', why: 'it never ends, or is too long', text: sourceOf(m, node), at: positionOf(m, node) };
  effort.depth += 1;
  const value = known(program, m, node, env);
  effort.depth -= 1;
  return value;
};

const known = (program: Program, m: Module, node: Expression, env: Env | null): Value => {
  const at = positionOf(m, node);
  const go = (x: Expression): Value => run(program, m, x, env);
  const literal = (value: string | number | boolean | bigint | null | undefined): Value => ({
    kind: 'Literal',
    value,
    at,
  });
  const unknown = (why: string): Value => ({ kind: 'Unknown', why, text: sourceOf(m, node), at });

  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return literal(node.value);
    case 'NullLiteral':
      return literal(null);
    case 'BigIntLiteral':
      return literal(BigInt(node.value));
    case 'RegExpLiteral':
      return { kind: 'Regex', text: `/${node.pattern}/${node.flags}`, at };
    case 'Identifier':
      return lookup(program, m, node.name, env, at);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return go(node.expression);
    case 'TemplateLiteral': {
      const parts = node.expressions.map((e) =>
        'typeAnnotation' in e ? unknown('it is a type') : go(e as Expression),
      );
      const texts = parts.map((v) => (v.kind === 'Literal' ? String(v.value) : null));
      if (texts.some((t) => t === null)) return unknown('a part of the text is not known');
      return literal(node.quasis.map((q, i) => (q.value.cooked ?? q.value.raw) + (texts[i] ?? '')).join(''));
    }
    case 'TaggedTemplateExpression':
      return {
        kind: 'Tagged',
        tag: go(node.tag),
        strings: node.quasi.quasis.map((q) => q.value.cooked ?? q.value.raw),
        values: node.quasi.expressions.map((e) => go(e as Expression)),
        at,
      };
    case 'ArrayExpression': {
      const items: Value[] = [];
      for (const item of node.elements) {
        if (item === null) items.push(literal(undefined));
        else if (item.type === 'SpreadElement') {
          const spread = go(item.argument);
          if (spread.kind !== 'List') return unknown('what is spread into the list is not known');
          items.push(...spread.items);
        } else items.push(go(item));
      }
      return { kind: 'List', items, at };
    }
    case 'ObjectExpression':
      return objectOf(program, m, node, env, at);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return program.functionOf(m, node, env);
    case 'ClassExpression':
      return { kind: 'Class', class: program.classFor(m, node), at };
    case 'UnaryExpression': {
      const arg = go(node.argument);
      if (node.operator === 'void') return literal(undefined);
      if (arg.kind === 'Literal') {
        const v = arg.value;
        if (node.operator === '-' && (typeof v === 'number' || typeof v === 'bigint')) return literal(-v);
        if (node.operator === '+' && (typeof v === 'number' || typeof v === 'string')) return literal(Number(v));
        if (node.operator === '!') return literal(!v);
      }
      const truth = node.operator === '!' ? truthOf(arg) : null;
      return truth === null ? unknown('its operand is not known') : literal(!truth);
    }
    case 'BinaryExpression': {
      if (node.left.type === 'PrivateName') return unknown('it is private');
      const [a, b] = [go(node.left), go(node.right)];
      const made = a.kind === 'Literal' && b.kind === 'Literal' ? binary(node.operator, a.value, b.value) : null;
      return made === null ? unknown('its operands are not known') : literal(made.value);
    }
    case 'LogicalExpression': {
      const first = go(node.left);
      if (node.operator === '??') {
        if (first.kind === 'Literal') return first.value === null || first.value === undefined ? go(node.right) : first;
        return truthOf(first) === true ? first : unknown('its first part is not known');
      }
      const truth = truthOf(first);
      if (truth === null) return unknown('its first part is not known');
      return truth === (node.operator === '&&') ? go(node.right) : first;
    }
    case 'ConditionalExpression': {
      const test = truthOf(go(node.test));
      return test === null ? unknown('its condition is not known') : go(test ? node.consequent : node.alternate);
    }
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const name = node.computed
        ? keyText(go(node.property as Expression))
        : node.property.type === 'Identifier'
          ? node.property.name
          : null;
      if (name === null || node.object.type === 'Super') return unknown('the name of the member is not known');
      return memberOf(go(node.object), name, positionOf(m, node.property));
    }
    case 'CallExpression':
    case 'OptionalCallExpression': {
      if (node.callee.type === 'Super' || node.callee.type === 'Import') return unknown('it is loaded at run time');
      const callee = go(node.callee as Expression);
      const args = argumentsOf(program, m, node.arguments, env);
      return args === null ? unknown('its arguments are not known') : callOf(callee, args, at);
    }
    case 'NewExpression': {
      const args = argumentsOf(program, m, node.arguments, env);
      if (args === null || node.callee.type === 'Super' || node.callee.type === 'Import')
        return unknown('its arguments are not known');
      return { kind: 'New', callee: go(node.callee as Expression), args, at };
    }
    default:
      return unknown('it is worked out when the program runs');
  }
};

const keyText = (v: Value): string | null =>
  v.kind === 'Literal' && (typeof v.value === 'string' || typeof v.value === 'number') ? String(v.value) : null;

const sourceOf = (m: Module, node: Placed & { readonly end?: number | null | undefined }): string => {
  const text = m.text.slice(node.start ?? 0, node.end ?? 0).replace(/\s+/g, ' ');
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};

/** Tables and schemas are known by the one object that their declaration gives. */
const kept: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['Call', 'New', 'Tagged', 'Map', 'List', 'Function']);

const lookup = (program: Program, m: Module, name: string, env: Env | null, at: Position): Value => {
  for (let e = env; e !== null; e = e.parent) {
    const found = e.vars.get(name);
    if (found !== undefined) return found;
  }
  const declared = program.named(m, name);
  // What is told apart by being the same object keeps its place; all else is where it is used.
  if (declared !== null) return kept.has(declared.kind) ? declared : { ...declared, at };
  if (globals.has(name)) return { kind: 'Literal', value: globals.get(name), at };
  return { kind: 'Global', name, at };
};

type Arguments = Extract<Expression, { type: 'CallExpression' }>['arguments'];

const argumentsOf = (program: Program, m: Module, nodes: Arguments, env: Env | null): ReadonlyArray<Value> | null => {
  const args: Value[] = [];
  for (const node of nodes) {
    if (node.type === 'ArgumentPlaceholder') return null;
    if (node.type === 'SpreadElement') {
      const spread = run(program, m, node.argument, env);
      if (spread.kind !== 'List') return null;
      args.push(...spread.items);
    } else args.push(run(program, m, node, env));
  }
  return args;
};

const callOf = (callee: Value, args: ReadonlyArray<Value>, at: Position): Value => {
  if (callee.kind === 'Member' && callee.of.kind === 'Global' && callee.of.name === 'Object') {
    const made = objectCall(callee.name, args[0], at);
    if (made !== null) return made;
  }
  if (callee.kind === 'Global' && callee.name === 'require') {
    const [from] = args;
    if (from?.kind === 'Literal' && typeof from.value === 'string')
      return { kind: 'Foreign', from: from.value, name: '*', at };
  }
  if (callee.kind === 'Function') {
    const made = callee.apply(args);
    if (made.kind !== 'Unknown') return made;
  }
  return { kind: 'Call', callee, args, at };
};

type ObjectNode = Extract<Expression, { type: 'ObjectExpression' }>;

const objectOf = (program: Program, m: Module, node: ObjectNode, env: Env | null, at: Position): Value => {
  const entries = new Map<string, Entry>();
  let open: Value | null = null;
  const set = (key: string, entry: Entry): void => {
    entries.set(key, entry);
  };
  for (const p of node.properties) {
    if (p.type === 'SpreadElement') {
      const spread = spreadOf(run(program, m, p.argument, env));
      for (const [key, entry] of spread.entries) set(key, entry);
      open = spread.open ?? open;
      continue;
    }
    const place = positionOf(m, p.key);
    const key = p.computed
      ? keyText(run(program, m, p.key as Expression, env))
      : p.key.type === 'Identifier'
        ? p.key.name
        : p.key.type === 'StringLiteral' || p.key.type === 'NumericLiteral'
          ? String(p.key.value)
          : null;
    if (key === null) open = { kind: 'Unknown', why: 'the name of a property is not known', text: '', at: place };
    else if (p.type === 'ObjectMethod') set(key, { value: program.functionOf(m, p, env), at: place });
    else set(key, { value: run(program, m, p.value as Expression, env), at: place });
  }
  return { kind: 'Map', entries, open, at };
};

const bind = (vars: Map<string, Value>, pattern: PatternNode, value: Value): void => {
  switch (pattern.type) {
    case 'Identifier':
      vars.set(pattern.name, value);
      return;
    case 'ObjectPattern':
      for (const p of pattern.properties) {
        if (p.type !== 'ObjectProperty' || p.computed || p.key.type !== 'Identifier') continue;
        const inner = p.value.type === 'AssignmentPattern' ? p.value.left : p.value;
        if (inner.type === 'Identifier' || inner.type === 'ObjectPattern')
          bind(vars, inner, memberOf(value, p.key.name, value.at));
      }
      return;
    case 'AssignmentPattern':
      if (pattern.left.type === 'Identifier') vars.set(pattern.left.name, value);
      return;
    default:
  }
};

/** What a function returns: its expression, or its one return after constants. Anything else is not foreseen. */
const body = (program: Program, m: Module, node: FunctionNode, args: ReadonlyArray<Value>, env: Env | null): Value => {
  const at = positionOf(m, node);
  const vars = new Map<string, Value>();
  node.params.forEach((param, i) => {
    const name = param.type === 'Identifier' ? param.name : `argument ${i + 1}`;
    const given = args[i];
    const otherwise: Value =
      param.type === 'AssignmentPattern' && args.length > 0
        ? run(program, m, param.right, env)
        : { kind: 'Param', name, at };
    bind(vars, param, given ?? otherwise);
  });
  const inner: Env = { vars, parent: env };
  const unknown: Value = {
    kind: 'Unknown',
    why: 'it is a function that does more than return',
    text: sourceOf(m, node),
    at,
  };
  if (node.async === true || node.generator === true) return unknown;
  if (node.body.type !== 'BlockStatement') return run(program, m, node.body, inner);
  for (const s of node.body.body) {
    if (s.type === 'ReturnStatement')
      return s.argument === null || s.argument === undefined
        ? { kind: 'Literal', value: undefined, at }
        : run(program, m, s.argument, inner);
    if (s.type !== 'VariableDeclaration' || s.kind !== 'const') return unknown;
    for (const d of s.declarations) {
      if (d.init === null || d.init === undefined) return unknown;
      if (d.id.type === 'Identifier' || d.id.type === 'ObjectPattern') bind(vars, d.id, run(program, m, d.init, inner));
      else return unknown;
    }
  }
  return { kind: 'Literal', value: undefined, at };
};

export const evaluate = Object.assign(run, { body });
