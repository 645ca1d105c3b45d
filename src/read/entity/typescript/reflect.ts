/**
 * What `emitDecoratorMetadata` makes of a written type: the constructor that a framework finds under `design:type`.
 * https://www.typescriptlang.org/docs/handbook/decorators.html#metadata
 */
import type { AliasNode, EnumNode, TypeNode } from './ast.js';
import { type Module, positionOf } from './modules.js';
import type { Program } from './scope.js';
import type { Value } from './value.js';

const named: Readonly<Partial<Record<TypeNode['type'], string>>> = {
  TSStringKeyword: 'String',
  TSNumberKeyword: 'Number',
  TSBooleanKeyword: 'Boolean',
  TSBigIntKeyword: 'BigInt',
  TSSymbolKeyword: 'Symbol',
  TSArrayType: 'Array',
  TSTupleType: 'Array',
  TSFunctionType: 'Function',
  TSConstructorType: 'Function',
};

const literals: Readonly<Record<string, string>> = {
  StringLiteral: 'String',
  TemplateLiteral: 'String',
  NumericLiteral: 'Number',
  UnaryExpression: 'Number',
  BigIntLiteral: 'BigInt',
  BooleanLiteral: 'Boolean',
};

/** Type names of the standard library that are no constructors. */
const erased: ReadonlySet<string> = new Set([
  'Record',
  'Partial',
  'Required',
  'Readonly',
  'Pick',
  'Omit',
  'Exclude',
  'Extract',
  'NonNullable',
  'ReturnType',
  'Awaited',
]);

/** Chains of aliases longer than this are circles. */
const deepest = 20;

const global = (name: string, m: Module, node: TypeNode): Value => ({ kind: 'Global', name, at: positionOf(m, node) });

const isNullish = (t: TypeNode): boolean => t.type === 'TSNullKeyword' || t.type === 'TSUndefinedKeyword';

/**
 * `null` and `undefined` in a union are passed over, as without strictNullChecks. With it TypeScript gives Object, which
 * no framework accepts for a column, so a program that works means the other.
 */
export const reflect = (program: Program, m: Module, node: TypeNode, depth = 0): Value => {
  const object = global('Object', m, node);
  if (depth > deepest) return object;
  const name = named[node.type];
  if (name !== undefined) return global(name, m, node);
  switch (node.type) {
    case 'TSParenthesizedType':
    case 'TSOptionalType':
      return reflect(program, m, node.typeAnnotation, depth + 1);
    case 'TSTypeOperator':
      return node.operator === 'readonly' ? reflect(program, m, node.typeAnnotation, depth + 1) : object;
    case 'TSLiteralType':
      return global(literals[node.literal.type] ?? 'Object', m, node);
    case 'TSUnionType':
    case 'TSIntersectionType': {
      const parts = node.types.filter((t) => !isNullish(t)).map((t) => reflect(program, m, t, depth + 1));
      const [first] = parts;
      return first !== undefined && parts.every((p) => same(p, first)) ? first : object;
    }
    case 'TSTypeReference':
      return node.typeName.type === 'Identifier'
        ? referred(program, m, node.typeName.name, node, depth)
        : node.typeName.left.type === 'Identifier'
          ? memberOf(program, m, node.typeName.left.name, node.typeName.right.name, node)
          : object;
    default:
      return object;
  }
};

const same = (a: Value, b: Value): boolean =>
  (a.kind === 'Global' && b.kind === 'Global' && a.name === b.name) ||
  (a.kind === 'Class' && b.kind === 'Class' && a.class === b.class) ||
  (a.kind === 'Foreign' && b.kind === 'Foreign' && a.from === b.from && a.name === b.name);

const referred = (program: Program, m: Module, name: string, node: TypeNode, depth: number): Value => {
  const found = program.declaration(m, name);
  if (found === null) return erased.has(name) ? global('Object', m, node) : global(name, m, node);
  const [home, d] = found;
  switch (d.kind) {
    case 'Class':
      return { kind: 'Class', class: program.classFor(home, d.node), at: positionOf(m, node) };
    case 'Enum':
      return global(enumKind(program, home, d.node), m, node);
    case 'Type':
      return d.node.type === 'TSTypeAliasDeclaration'
        ? reflect(program, home, aliased(d.node), depth + 1)
        : global('Object', m, node);
    case 'Import':
      return { kind: 'Foreign', from: d.from, name: d.name, at: positionOf(m, node) };
    default:
      return global('Object', m, node);
  }
};

const aliased = (node: AliasNode): TypeNode => node.typeAnnotation;

/** `Status.Active` as a type. */
const memberOf = (program: Program, m: Module, name: string, member: string, node: TypeNode): Value => {
  const found = program.declaration(m, name);
  if (found?.[1].kind === 'Enum') return global(enumKind(program, found[0], found[1].node), m, node);
  if (found?.[1].kind === 'Import')
    return {
      kind: 'Foreign',
      from: found[1].from,
      name: found[1].name === '*' ? member : name,
      at: positionOf(m, node),
    };
  return global('Object', m, node);
};

const enumKind = (program: Program, m: Module, node: EnumNode): string => {
  const value = program.named(m, node.id.name);
  const kinds = new Set(
    value?.kind === 'Enum' ? value.members.map(([, v]) => (v.kind === 'Literal' ? typeof v.value : 'object')) : [],
  );
  if (kinds.size !== 1) return 'Object';
  return kinds.has('string') ? 'String' : kinds.has('number') ? 'Number' : 'Object';
};
