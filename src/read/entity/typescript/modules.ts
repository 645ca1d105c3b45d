/** The files that were given, parsed, and what each of them declares, imports and exports. */
import { type ParserOptions, parse } from '@babel/parser';
import { type Position, type Problem, problem } from '../../../ir/problem.js';
import { left, right, type Validated } from '../../../prelude.js';
import type { SourceFile } from '../framework.js';
import type {
  AliasNode,
  ClassNode,
  EnumNode,
  Expression,
  File,
  FunctionNode,
  InterfaceNode,
  Placed,
  Statement,
} from './ast.js';

export type Declaration =
  | { readonly kind: 'Const'; readonly init: Expression; readonly path: ReadonlyArray<string> }
  | { readonly kind: 'Class'; readonly node: ClassNode }
  | { readonly kind: 'Enum'; readonly node: EnumNode }
  | { readonly kind: 'Function'; readonly node: FunctionNode }
  | { readonly kind: 'Type'; readonly node: AliasNode | InterfaceNode }
  /** `*` is the whole module. */
  | { readonly kind: 'Import'; readonly from: string; readonly name: string }
  /** Declared, and what it holds may change while the program runs. */
  | { readonly kind: 'Variable' };

export interface Module {
  readonly file: string;
  readonly text: string;
  /** In the order of the file. */
  readonly declared: ReadonlyMap<string, Declaration>;
  /** Exported name → the local one. */
  readonly exported: ReadonlyMap<string, string>;
  /** Exported names taken from other modules: `export { a as b } from './x'`, `export * as ns from './x'`. */
  readonly passedOn: ReadonlyMap<string, { readonly from: string; readonly name: string }>;
  /** `export * from './x'` */
  readonly all: ReadonlyArray<string>;
}

export const positionOf = (module: { readonly file: string }, node: Placed): Position => ({
  file: module.file,
  line: node.loc?.start.line ?? null,
  column: node.loc === null || node.loc === undefined ? null : node.loc.start.column + 1,
});

const options = (file: string): ParserOptions => ({
  sourceType: 'unambiguous',
  allowReturnOutsideFunction: true,
  allowUndeclaredExports: true,
  errorRecovery: false,
  plugins: [
    ...(/\.[cm]?jsx?$/i.test(file) ? [] : (['typescript'] as const)),
    ['decorators', { decoratorsBeforeExport: true, allowCallParenthesized: true }],
    'decoratorAutoAccessors',
  ],
});

/** Old decorators on parameters of constructors need the older grammar; the newer one reads all the rest. */
const legacy = (o: ParserOptions): ParserOptions => ({
  ...o,
  plugins: (o.plugins ?? []).map((p) => (Array.isArray(p) && p[0] === 'decorators' ? 'decorators-legacy' : p)),
});

interface ParserError {
  readonly message: string;
  readonly loc?: { readonly line: number; readonly column: number };
}

const tryParse = (text: string, o: ParserOptions): File | ParserError => {
  try {
    return parse(text, o);
  } catch (error) {
    if (error instanceof RangeError) return { message: 'it is nested too deeply' };
    if (error instanceof SyntaxError) return error;
    throw error;
  }
};

const failed = (x: File | ParserError): x is ParserError => !('program' in x);

/** Parsing takes a microsecond or so a character. */
const longest = 2_000_000;

export const parseModule = (file: SourceFile): Validated<Problem, Module> => {
  const text = file.text.replace(/^\ufeff/, '');
  if (text.length > longest) {
    const data = { source: file.name, why: `a source file has at most ${longest} characters` };
    return left([problem('source.too-large', data, { file: file.name, line: null, column: null })]);
  }
  const o = options(file.name);
  const first = tryParse(text, legacy(o));
  const tree = failed(first) ? tryParse(text, o) : first;
  if (!failed(tree)) return right(moduleOf(file.name, text, tree.program.body));
  const { message, loc } = failed(first) ? first : tree;
  const at = { file: file.name, line: loc?.line ?? null, column: loc === undefined ? null : loc.column + 1 };
  const why = message.replace(/ \(\d+:\d+\)$/, '');
  return left([problem('source.syntax', { source: file.name, language: 'TypeScript', why }, at)]);
};

interface Draft {
  readonly declared: Map<string, Declaration>;
  readonly exported: Map<string, string>;
  readonly passedOn: Map<string, { readonly from: string; readonly name: string }>;
  readonly all: string[];
}

const moduleOf = (file: string, text: string, body: ReadonlyArray<Statement>): Module => {
  const draft: Draft = { declared: new Map(), exported: new Map(), passedOn: new Map(), all: [] };
  for (const statement of body) note(draft, statement);
  return { file, text, ...draft };
};

const nameOf = (node: { readonly type: string; readonly name?: unknown; readonly value?: unknown }): string =>
  node.type === 'Identifier' ? String(node.name) : String(node.value);

const note = (draft: Draft, s: Statement): void => {
  switch (s.type) {
    case 'ImportDeclaration':
      for (const i of s.specifiers) {
        const name =
          i.type === 'ImportNamespaceSpecifier'
            ? '*'
            : i.type === 'ImportDefaultSpecifier'
              ? 'default'
              : nameOf(i.imported);
        draft.declared.set(i.local.name, { kind: 'Import', from: s.source.value, name });
      }
      return;
    case 'ExportNamedDeclaration': {
      const source = s.source?.value;
      if (s.declaration !== null && s.declaration !== undefined) {
        for (const name of declare(draft, s.declaration)) draft.exported.set(name, name);
        return;
      }
      for (const e of s.specifiers) {
        const exported = nameOf(e.exported);
        if (e.type === 'ExportNamespaceSpecifier') {
          if (source !== undefined) draft.passedOn.set(exported, { from: source, name: '*' });
        } else if (e.type === 'ExportSpecifier') {
          if (source === undefined) draft.exported.set(exported, nameOf(e.local));
          else draft.passedOn.set(exported, { from: source, name: nameOf(e.local) });
        }
      }
      return;
    }
    case 'ExportAllDeclaration':
      draft.all.push(s.source.value);
      return;
    case 'ExportDefaultDeclaration': {
      const d = s.declaration;
      if (d.type === 'ClassDeclaration' || d.type === 'FunctionDeclaration') {
        const name = d.id?.name ?? 'default';
        draft.declared.set(
          name,
          d.type === 'ClassDeclaration' ? { kind: 'Class', node: d } : { kind: 'Function', node: d },
        );
        draft.exported.set('default', name);
      } else if (d.type === 'Identifier') draft.exported.set('default', d.name);
      else if (d.type !== 'TSDeclareFunction') {
        draft.declared.set('default', { kind: 'Const', init: d, path: [] });
        draft.exported.set('default', 'default');
      }
      return;
    }
    default:
      declare(draft, s);
  }
};

/** @returns the names that were declared */
const declare = (draft: Draft, s: Statement): ReadonlyArray<string> => {
  const add = (name: string, d: Declaration): ReadonlyArray<string> => {
    // A type or an interface may have the name of a value; a class and its interface are one.
    const before = draft.declared.get(name);
    if (before === undefined || d.kind !== 'Type') draft.declared.set(name, d);
    return [name];
  };
  switch (s.type) {
    case 'ClassDeclaration':
      return s.id === null || s.id === undefined ? [] : add(s.id.name, { kind: 'Class', node: s });
    case 'FunctionDeclaration':
      return s.id === null || s.id === undefined ? [] : add(s.id.name, { kind: 'Function', node: s });
    case 'TSEnumDeclaration':
      return add(s.id.name, { kind: 'Enum', node: s });
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
      return add(s.id.name, { kind: 'Type', node: s });
    case 'VariableDeclaration':
      return s.declarations.flatMap((d) =>
        d.init === null || d.init === undefined || s.kind !== 'const'
          ? named(d.id, []).flatMap(([name]) => add(name, { kind: 'Variable' }))
          : named(d.id, []).flatMap(([name, path]) =>
              add(name, d.init == null ? { kind: 'Variable' } : { kind: 'Const', init: d.init, path }),
            ),
      );
    default:
      return [];
  }
};

type Pattern = Extract<Statement, { type: 'VariableDeclaration' }>['declarations'][number]['id'];

/** The names of a pattern and the way to each: `const { a: { b } } = x` has b at a.b. */
const named = (
  pattern: Pattern,
  path: ReadonlyArray<string>,
): ReadonlyArray<readonly [name: string, path: ReadonlyArray<string>]> => {
  if (pattern.type === 'Identifier') return [[pattern.name, path]];
  if (pattern.type !== 'ObjectPattern') return [];
  return pattern.properties.flatMap((p) => {
    if (p.type !== 'ObjectProperty' || p.computed || p.key.type !== 'Identifier') return [];
    const to = [...path, p.key.name];
    return p.value.type === 'Identifier' || p.value.type === 'ObjectPattern' ? named(p.value, to) : [];
  });
};

/** The other files that a file names, as it writes them; packages are left out where they can be told. */
export const specifiersOf = (m: Module): ReadonlyArray<string> => {
  const imported = [...m.declared.values()].flatMap((d) => (d.kind === 'Import' ? [d.from] : []));
  return [...new Set([...imported, ...[...m.passedOn.values()].map((p) => p.from), ...m.all])];
};
