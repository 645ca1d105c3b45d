/** A table as somebody may ask for it. */
import type { DialectId } from '../../../src/ir/expression.js';
import { type Column, column, type table } from '../../../src/ir/schema.js';
import type { DataType } from '../../../src/ir/type.js';

export type Parts = NonNullable<Parameters<typeof table>[2]>;

export interface Case {
  readonly what: string;
  /** What the table has before, where that is not its number alone. */
  readonly before?: Pick<Case, 'columns' | 'parts'>;
  /** Engines that have it in a way that is of no use. */
  readonly not?: ReadonlyArray<DialectId>;
  readonly columns: ReadonlyArray<Column>;
  readonly parts?: Parts;
}

export const a = (type: DataType, more: Partial<Column> = {}): Column => column('a', type, { nullable: true, ...more });
