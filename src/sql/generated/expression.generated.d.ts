import type { Expr } from '../../ir/expression.js';
import type { Argument, Item } from '../climb.js';
import type { Flavour } from '../precedence.js';

/** `climb` and `special` answer with a tree, or with a text that says what is wrong. */
export interface ExpressionOptions {
  readonly flavour: Flavour;
  readonly climb: (items: ReadonlyArray<Item>) => Expr | string;
  readonly special: (name: string, args: ReadonlyArray<Argument>, flavour: Flavour) => Expr | string;
}
/** Throws `SyntaxError`. */
export const parse: (text: string, options: ExpressionOptions) => Expr;
export class SyntaxError extends Error {
  readonly location: { readonly start: { readonly offset: number } };
}
