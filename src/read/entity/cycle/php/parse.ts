/** A PHP file as the classes it declares. Parsed, never run. */
import phpParser from 'php-parser';
import { type Position, type Problem, problem } from '../../../../ir/problem.js';
import { type Either, left, right } from '../../../../prelude.js';
import type { SourceFile } from '../../framework.js';
import { isNode, type Node, nodeAt, nodesAt, placeOf, textAt } from './node.js';
import { resolveName, type Scope, usesIn } from './scope.js';

export interface PhpAttribute {
  readonly name: string;
  readonly args: ReadonlyArray<Node>;
  readonly at: Position;
}

export interface PhpProperty {
  readonly name: string;
  readonly attributes: ReadonlyArray<PhpAttribute>;
  readonly visibility: 'public' | 'protected' | 'private';
  readonly at: Position;
}

export interface PhpClass {
  readonly kind: 'class' | 'interface' | 'trait' | 'enum';
  /** With its namespace. */
  readonly name: string;
  readonly parent: string | null;
  /** What a class implements, or an interface extends. */
  readonly interfaces: ReadonlyArray<string>;
  readonly traits: ReadonlyArray<string>;
  readonly attributes: ReadonlyArray<PhpAttribute>;
  readonly properties: ReadonlyArray<PhpProperty>;
  readonly constants: ReadonlyMap<string, Node>;
  /** Of an enum; without a value where the enum is not backed. */
  readonly cases: ReadonlyMap<string, Node | null>;
  readonly scope: Scope;
  readonly file: string;
  readonly at: Position;
}

const options = {
  parser: { extractDoc: false, suppressErrors: true, version: '8.4' },
  ast: { withPositions: true },
  lexer: { short_tags: false },
};

export const parsePhp = (file: SourceFile): Either<Problem, ReadonlyArray<PhpClass>> => {
  try {
    const tree: unknown = new phpParser.Engine(options).parseCode(file.text, file.name);
    if (!isNode(tree)) return left(syntax(file.name, null, ''));
    const [error] = nodesAt(tree, 'errors');
    if (error !== undefined) return left(syntax(file.name, error, String(error['message'] ?? '')));
    return right(classesIn(nodesAt(tree, 'children'), file.name, ''));
  } catch (error) {
    // The parser throws in spite of its option where it has no way on, and where its own calls go too deep.
    const message = error instanceof RangeError ? 'nested too deeply' : error instanceof Error ? error.message : '';
    return left(syntax(file.name, null, message));
  }
};

const syntax = (file: string, error: Node | null, message: string): Problem => {
  const line = /on line (\d+)/.exec(message)?.[1];
  const at = error === null ? { file, line: null, column: null } : placeOf(error, file);
  const why = message.replace(/ on line \d+$/, '').replace(/^Parse Error\s*:\s*/, '');
  return problem(
    'source.syntax',
    { language: 'PHP', why },
    { ...at, line: line === undefined ? at.line : Number(line) },
  );
};

const kinds = ['class', 'interface', 'trait', 'enum'] as const;

const classesIn = (statements: ReadonlyArray<Node>, file: string, namespace: string): ReadonlyArray<PhpClass> => {
  const scope: Scope = { namespace, uses: usesIn(statements) };
  return statements.flatMap((s) => {
    if (s.kind === 'namespace') return classesIn(nodesAt(s, 'children'), file, textAt(s, 'name') ?? '');
    const kind = kinds.find((k) => k === s.kind);
    const short = textAt(s, 'name');
    return kind === undefined || short === null ? [] : [classOf(s, kind, short, scope, file)];
  });
};

const classOf = (node: Node, kind: PhpClass['kind'], short: string, scope: Scope, file: string): PhpClass => {
  const body = nodesAt(node, 'body');
  const names = (n: Node, key: string): ReadonlyArray<string> =>
    nodesAt(n, key).flatMap((x) => fullName(x, scope) ?? []);
  const parents = nodeAt(node, 'extends');
  return {
    kind,
    name: resolveName(short, { ...scope, uses: new Map() }),
    parent: parents === null ? null : fullName(parents, scope),
    interfaces: [...names(node, 'implements'), ...names(node, 'extends')],
    traits: body.filter((b) => b.kind === 'traituse').flatMap((b) => names(b, 'traits')),
    attributes: attributesOf(node, scope, file),
    properties: [...body.flatMap((b) => propertiesOf(b, scope, file)), ...promoted(body, scope, file)],
    constants: new Map(
      body
        .filter((b) => b.kind === 'classconstant')
        .flatMap((b) => nodesAt(b, 'constants'))
        .flatMap((c): ReadonlyArray<readonly [string, Node]> => {
          const [name, value] = [textAt(c, 'name'), nodeAt(c, 'value')];
          return name === null || value === null ? [] : [[name, value]];
        }),
    ),
    cases: new Map(
      body.filter((b) => b.kind === 'enumcase').map((b) => [textAt(b, 'name') ?? '', nodeAt(b, 'value')] as const),
    ),
    scope,
    file,
    at: placeOf(node, file),
  };
};

const fullName = (node: Node, scope: Scope): string | null => {
  const name = textAt(node, 'name');
  return name === null ? null : resolveName(name, scope);
};

const attributesOf = (node: Node, scope: Scope, file: string): ReadonlyArray<PhpAttribute> =>
  nodesAt(node, 'attrGroups')
    .flatMap((g) => nodesAt(g, 'attrs'))
    .flatMap((a) => {
      const name = textAt(a, 'name');
      return name === null ? [] : [{ name: resolveName(name, scope), args: nodesAt(a, 'args'), at: placeOf(a, file) }];
    });

const visibilityOf = (word: unknown): PhpProperty['visibility'] =>
  word === 'private' || word === 'protected' ? word : 'public';

const propertiesOf = (node: Node, scope: Scope, file: string): ReadonlyArray<PhpProperty> =>
  node.kind !== 'propertystatement' || node['isStatic'] === true
    ? []
    : nodesAt(node, 'properties').map((p) => ({
        name: textAt(p, 'name') ?? '',
        attributes: attributesOf(p, scope, file),
        visibility: visibilityOf(node['visibility']),
        at: placeOf(nodeAt(p, 'name') ?? p, file),
      }));

/** Constructor promotion: the parser's flags are 1 public, 2 protected, 4 private. */
const promoted = (body: ReadonlyArray<Node>, scope: Scope, file: string): ReadonlyArray<PhpProperty> =>
  body
    .filter((b) => b.kind === 'method' && textAt(b, 'name')?.toLowerCase() === '__construct')
    .flatMap((b) => nodesAt(b, 'arguments'))
    .filter((p) => (typeof p['flags'] === 'number' && p['flags'] > 0) || p['readonly'] === true)
    .map((p) => ({
      name: textAt(p, 'name') ?? '',
      attributes: attributesOf(p, scope, file),
      visibility: p['flags'] === 4 ? 'private' : p['flags'] === 2 ? 'protected' : 'public',
      at: placeOf(nodeAt(p, 'name') ?? p, file),
    }));
