import type { TypeWords } from '../parse-type.js';

/** Throws `SyntaxError`. */
export const parse: (text: string) => TypeWords;
export class SyntaxError extends Error {
  readonly location: { readonly start: { readonly offset: number } };
}
