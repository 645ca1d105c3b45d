/** The values that a PHP constant expression can have. Numbers keep their digits. */
import type { Position } from '../../../../ir/problem.js';
import type { Node } from './node.js';
import type { PhpClass } from './parse.js';

export interface ArrayEntry {
  /** Null: the next number. */
  readonly key: string | null;
  readonly value: PhpValue;
}

export type PhpValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly text: string }
  | { readonly kind: 'float'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'array'; readonly entries: ReadonlyArray<ArrayEntry> }
  | { readonly kind: 'case'; readonly name: string; readonly value: PhpValue | null }
  /** An attribute inside another: its arguments are read when it is. */
  | {
      readonly kind: 'new';
      readonly name: string;
      readonly args: ReadonlyArray<Node>;
      readonly at: Position;
      readonly within: PhpClass;
    };

export const describeValue = (v: PhpValue): string =>
  ({
    null: 'null',
    bool: 'a truth value',
    int: 'a number',
    float: 'a number',
    string: 'a text',
    array: 'an array',
    case: 'a case of an enum',
    new: 'an object',
  })[v.kind];
