/**
 * What becomes of a class that is made without arguments, as frameworks do to see its values: whether its constructor gets
 * through, and what it assigns.
 */
import type { ClassNode, ClassPart, Placed } from './ast.js';
import type { Program } from './scope.js';
import type { ClassInfo, Value } from './value.js';

export interface Construction {
  /** `maybe`: it calls something with what it was not given. */
  readonly succeeds: 'yes' | 'no' | 'maybe';
  /** What constructors assign to properties, at their top. */
  readonly assigned: ReadonlyMap<string, Value>;
}

type Constructor = Extract<ClassPart, { type: 'ClassMethod' }>;
type Line = Constructor['body']['body'][number];

const constructorOf = (node: ClassNode): Constructor | null => {
  for (const part of node.body.body) if (part.type === 'ClassMethod' && part.kind === 'constructor') return part;
  return null;
};

/** Chains of classes are this long at most. */
const longest = 200;

export const construct = (program: Program, c: ClassInfo): Construction => {
  const line: ClassInfo[] = [];
  for (let up: ClassInfo | null = c; up !== null && line.length < longest; ) {
    line.unshift(up);
    const parent: ClassInfo['parent'] = up.parent;
    up = parent?.kind === 'Class' ? parent.class : null;
  }
  const assigned = new Map<string, Value>();
  let succeeds: Construction['succeeds'] = 'yes';
  for (const one of line) {
    const made = constructorOf(one.node);
    if (made === null) continue;
    const params = new Set(made.params.flatMap(paramName));
    const vars = new Map<string, Value>(
      [...params].map((name) => [name, { kind: 'Literal', value: undefined, at: one.at }]),
    );
    for (const p of made.params) {
      const inner = p.type === 'TSParameterProperty' ? p.parameter : p;
      if (inner.type === 'AssignmentPattern' && inner.left.type === 'Identifier')
        vars.set(inner.left.name, program.value(one.module, inner.right, { vars, parent: null }));
    }
    for (const s of made.body.body) {
      const risk = riskOf(s, params);
      if (risk === 'no') return { succeeds: 'no', assigned: new Map() };
      if (risk === 'maybe') succeeds = 'maybe';
      const set = assignment(s);
      if (set !== null) assigned.set(set.name, program.value(one.module, set.value, { vars, parent: null }));
    }
  }
  return { succeeds, assigned };
};

/** Parameters without a value of their own. */
const paramName = (p: Constructor['params'][number]): ReadonlyArray<string> => {
  const inner = p.type === 'TSParameterProperty' ? p.parameter : p;
  if (inner.type === 'Identifier') return [inner.name];
  // Taking an object apart that is not there fails.
  return inner.type === 'ObjectPattern' || inner.type === 'ArrayPattern' ? [''] : [];
};

const assignment = (s: Line) => {
  if (s.type !== 'ExpressionStatement' || s.expression.type !== 'AssignmentExpression') return null;
  const { left, right, operator } = s.expression;
  if (operator !== '=' || left.type !== 'MemberExpression' || left.computed) return null;
  return left.object.type === 'ThisExpression' && left.property.type === 'Identifier'
    ? { name: left.property.name, value: right }
    : null;
};

type Anything = Placed & { readonly type: string } & Readonly<Record<string, unknown>>;

const isNode = (x: unknown): x is Anything =>
  typeof x === 'object' && x !== null && 'type' in x && typeof x.type === 'string';

const skipped: ReadonlySet<string> = new Set([
  'loc',
  'start',
  'end',
  'range',
  'extra',
  'leadingComments',
  'trailingComments',
]);

const childrenOf = (node: Anything): ReadonlyArray<Anything> =>
  Object.entries(node)
    .filter(([key]) => !skipped.has(key))
    .flatMap(([, v]): ReadonlyArray<unknown> => (Array.isArray(v) ? v : [v]))
    .filter(isNode);

/** Statements that run whatever happens; what stands in a condition or a function may not run at all. */
const conditional: ReadonlySet<string> = new Set([
  'IfStatement',
  'ConditionalExpression',
  'LogicalExpression',
  'TryStatement',
  'ArrowFunctionExpression',
  'FunctionExpression',
  'ForOfStatement',
  'ForStatement',
  'WhileStatement',
  'SwitchStatement',
  'OptionalMemberExpression',
  'OptionalCallExpression',
]);

const riskOf = (root: unknown, params: ReadonlySet<string>): Construction['succeeds'] => {
  if (params.has('')) return 'no';
  let worst: Construction['succeeds'] = 'yes';
  const visit = (node: Anything, sure: boolean): void => {
    const mentions = (x: unknown): boolean => isNode(x) && x.type === 'Identifier' && params.has(String(x['name']));
    if (node.type === 'MemberExpression' && mentions(node['object']))
      worst = sure ? 'no' : worst === 'no' ? 'no' : 'maybe';
    const callee = node['callee'];
    const harmless =
      isNode(callee) &&
      (callee.type === 'Super' ||
        (callee.type === 'MemberExpression' && isNode(callee['object']) && callee['object']['name'] === 'Object'));
    const args = node['arguments'];
    if (
      (node.type === 'CallExpression' || node.type === 'NewExpression') &&
      !harmless &&
      Array.isArray(args) &&
      args.some(mentions)
    )
      worst = worst === 'no' ? 'no' : 'maybe';
    for (const child of childrenOf(node)) visit(child, sure && !conditional.has(node.type));
  };
  if (isNode(root)) visit(root, true);
  return worst;
};
