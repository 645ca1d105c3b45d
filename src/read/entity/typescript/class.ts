/** A class as it is written. Values of decorators and properties are worked out when they are asked for. */
import type { ClassNode, ClassPart, DecoratorNode, Expression } from './ast.js';
import { type Module, positionOf } from './modules.js';
import type { Program } from './scope.js';
import type { ClassInfo, ClassMember, Decorator, Value } from './value.js';

export const classOf = (program: Program, m: Module, node: ClassNode): ClassInfo => {
  const lazy = later();
  return {
    name: node.id?.name ?? 'default',
    at: positionOf(m, node.id ?? node),
    module: m,
    node,
    isAbstract: node.type === 'ClassDeclaration' && node.abstract === true,
    get parent() {
      const { superClass } = node;
      return lazy('parent', () =>
        superClass === null || superClass === undefined ? null : program.value(m, superClass),
      );
    },
    get decorators() {
      return lazy('decorators', () => decoratorsOf(program, m, node.decorators));
    },
    get members() {
      return lazy('members', () => node.body.body.flatMap((part) => membersOf(program, m, part)));
    },
  };
};

/** Each value is worked out once, the first time; classes refer to each other in circles. */
const later = (): (<A>(key: string, make: () => A) => A) => {
  const made = new Map<string, { readonly value: unknown; readonly as: unknown }>();
  return <A>(key: string, make: () => A): A => {
    const cell = made.get(key) as { readonly value: A; readonly as: unknown } | undefined;
    if (cell !== undefined) return cell.value;
    const value = make();
    made.set(key, { value, as: make });
    return value;
  };
};

const decoratorsOf = (
  program: Program,
  m: Module,
  nodes: ReadonlyArray<DecoratorNode> | null | undefined,
): ReadonlyArray<Decorator> => (nodes ?? []).map((node) => decoratorOf(program, m, node));

const decoratorOf = (program: Program, m: Module, node: DecoratorNode): Decorator => {
  const value = program.value(m, node.expression);
  const called = value.kind === 'Call' ? value : null;
  return { callee: called?.callee ?? value, args: called?.args ?? [], at: positionOf(m, node), node };
};

const keyOf = (part: { readonly computed?: boolean | null | undefined; readonly key: unknown }): string | null => {
  const key = part.key as { readonly type: string; readonly name?: unknown; readonly value?: unknown };
  if (part.computed === true) return null;
  if (key.type === 'Identifier') return String(key.name);
  return key.type === 'StringLiteral' || key.type === 'NumericLiteral' ? String(key.value) : null;
};

const membersOf = (program: Program, m: Module, part: ClassPart): ReadonlyArray<ClassMember> => {
  const lazy = later();
  switch (part.type) {
    case 'ClassProperty':
    case 'ClassAccessorProperty': {
      const name = keyOf(part);
      if (name === null) return [];
      const { value } = part;
      const annotation = part.typeAnnotation;
      return [
        {
          name,
          at: positionOf(m, part.key),
          isStatic: part.static === true,
          kind: 'property',
          type: annotation?.type === 'TSTypeAnnotation' ? annotation.typeAnnotation : null,
          optional: part.type === 'ClassProperty' && part.optional === true,
          get initial() {
            return lazy('initial', () => initialOf(program, m, value));
          },
          get decorators() {
            return lazy('decorators', () => decoratorsOf(program, m, part.decorators));
          },
        },
      ];
    }
    case 'ClassMethod':
    case 'TSDeclareMethod': {
      const name = keyOf(part);
      if (name === null || part.kind === 'constructor') return [];
      const returned = part.returnType?.type === 'TSTypeAnnotation' ? part.returnType.typeAnnotation : null;
      return [
        {
          name,
          at: positionOf(m, part.key),
          isStatic: part.static === true,
          kind: part.kind === 'method' ? 'method' : 'accessor',
          type: returned,
          optional: false,
          initial: null,
          get decorators() {
            return lazy('decorators', () => decoratorsOf(program, m, part.decorators));
          },
        },
      ];
    }
    default:
      return [];
  }
};

const initialOf = (program: Program, m: Module, value: Expression | null | undefined): Value | null =>
  value === null || value === undefined ? null : program.value(m, value);
