/** The names of the syntax tree that we use, taken from the parser's own types. */
import type { parse } from '@babel/parser';

export type File = ReturnType<typeof parse>;
export type Statement = File['program']['body'][number];
export type Expression = Extract<Statement, { type: 'ExpressionStatement' }>['expression'];
export type ClassNode =
  | Extract<Statement, { type: 'ClassDeclaration' }>
  | Extract<Expression, { type: 'ClassExpression' }>;
export type ClassPart = ClassNode['body']['body'][number];
export type DecoratorNode = NonNullable<ClassNode['decorators']>[number];
export type EnumNode = Extract<Statement, { type: 'TSEnumDeclaration' }>;
export type AliasNode = Extract<Statement, { type: 'TSTypeAliasDeclaration' }>;
export type InterfaceNode = Extract<Statement, { type: 'TSInterfaceDeclaration' }>;
export type FunctionNode =
  | Extract<Expression, { type: 'ArrowFunctionExpression' | 'FunctionExpression' }>
  | Extract<Statement, { type: 'FunctionDeclaration' }>
  | Extract<Extract<Expression, { type: 'ObjectExpression' }>['properties'][number], { type: 'ObjectMethod' }>;
export type TypeNode = AliasNode['typeAnnotation'];
export type PatternNode = FunctionNode['params'][number];

/** Anything with a place in its file. */
export interface Placed {
  readonly start?: number | null | undefined;
  readonly loc?: { readonly start: { readonly line: number; readonly column: number } } | null | undefined;
}
