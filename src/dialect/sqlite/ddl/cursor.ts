/** A position in a token list. The parser below is a handful of functions that move one; it is made, used and dropped in one call. */
import { isName, isOperator, type Token } from './tokens.js';

export interface Cursor {
  readonly peek: (ahead?: number) => Token | undefined;
  readonly take: () => Token | undefined;
  /** Takes the keywords when all of them follow in this order. */
  readonly words: (...words: ReadonlyArray<string>) => boolean;
  readonly operator: (op: string) => boolean;
  readonly name: () => string | null;
  /** After an opening parenthesis was seen next: takes up to its partner, gives the tokens inside. Null when there is none. */
  readonly group: () => ReadonlyArray<Token> | null;
  /** Takes up to the next comma that stands outside parentheses, or to the end. */
  readonly part: () => ReadonlyArray<Token>;
  readonly done: () => boolean;
}

export const cursor = (tokens: ReadonlyArray<Token>): Cursor => {
  let at = 0;
  const peek = (ahead = 0): Token | undefined => tokens[at + ahead];
  const take = (): Token | undefined => {
    const token = tokens[at];
    at += 1;
    return token;
  };
  return {
    peek,
    take,
    done: () => at >= tokens.length,
    words: (...words) => {
      // Asked many times for each column, and the first word is nearly always another.
      for (let i = 0; i < words.length; i += 1) if (tokens[at + i]?.key !== words[i]) return false;
      at += words.length;
      return true;
    },
    operator: (op) => {
      if (!isOperator(peek(), op)) return false;
      at += 1;
      return true;
    },
    name: () => {
      const token = peek();
      if (!isName(token)) return null;
      at += 1;
      return token.text;
    },
    group: () => {
      if (!isOperator(peek(), '(')) return null;
      let depth = 0;
      const from = at + 1;
      while (at < tokens.length) {
        const token = take();
        if (token?.kind !== 'operator') continue;
        if (token.text === '(') depth += 1;
        else if (token.text === ')') {
          depth -= 1;
          if (depth === 0) return tokens.slice(from, at - 1);
        }
      }
      return null;
    },
    part: () => {
      let depth = 0;
      const from = at;
      for (; at < tokens.length; at += 1) {
        const token = tokens[at];
        if (token?.kind !== 'operator') continue;
        if (depth === 0 && token.text === ',') break;
        if (token.text === '(') depth += 1;
        else if (token.text === ')') depth -= 1;
      }
      return tokens.slice(from, at);
    },
  };
};

/** The source text from the first to the last token, comments within included. */
export const sourceOf = (sql: string, tokens: ReadonlyArray<Token>): string => {
  const first = tokens[0];
  const last = tokens[tokens.length - 1];
  return first === undefined || last === undefined ? '' : sql.slice(first.start, last.end);
};

/** Splits at commas that stand outside parentheses. */
export const splitCommas = (tokens: ReadonlyArray<Token>): ReadonlyArray<ReadonlyArray<Token>> => {
  let part: Token[] = [];
  const parts = [part];
  let depth = 0;
  for (const token of tokens) {
    const operator = token.kind === 'operator' ? token.text : '';
    if (operator === '(') depth += 1;
    if (operator === ')') depth -= 1;
    if (depth === 0 && operator === ',') {
      part = [];
      parts.push(part);
    } else part.push(token);
  }
  return parts;
};
