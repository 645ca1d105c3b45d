/** How many pieces an UPDATE is written out in where an engine has no loops. */
import type { Table } from '../ir/schema.js';
import type { Batch } from './ast.js';

/** More would make a file that nobody can read; the pieces grow instead. */
const mostPieces = 1000;

export interface Pieces {
  readonly count: number;
  readonly size: number;
}

/** Whole pieces for the rows and a tenth more, since the number is an estimate. What is left over is for one last piece. */
export const piecesOf = (batch: Batch): Pieces => {
  const rows = Math.ceil((batch.rows ?? 0) * 1.1);
  const size = Math.max(1, Math.floor(batch.size), Math.ceil(rows / mostPieces));
  return { count: Math.floor(rows / size), size };
};

/** Rows can be put in an order and found again by the key: its columns are there and none of them takes NULL. */
export const isKeyOf = (batch: Batch, table: Table | undefined): table is Table =>
  table !== undefined &&
  batch.key.length > 0 &&
  batch.key.every((k) => table.columns.some((c) => c.name === k && !c.nullable));
