import type { Block } from '../ast.js';

/** Throws `SyntaxError`. */
export const parse: (text: string) => ReadonlyArray<Block>;
export class SyntaxError extends Error {
  readonly location: { readonly start: { readonly offset: number } };
}
