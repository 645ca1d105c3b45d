/**
 * MariaDB rounds a moment to fewer digits as a setting of the session says (TIME_ROUND_FRACTIONAL), and keeps no computed
 * column for which that could matter (1901). Measured on 10.11. https://mariadb.com/kb/en/sql-mode/#time_round_fractional
 */
import { type Expr, mapExpr } from '../../ir/expression.js';
import type { Column, Table } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';

/** Digits behind the point that values may have. */
const digitsOf = (type: DataType | undefined): number => {
  switch (type?.kind) {
    case 'Varchar':
    case 'Char':
    case 'Text':
    case 'Json':
    case 'Binary':
    case 'Blob':
    case 'Float':
      return Number.POSITIVE_INFINITY;
    case 'Decimal':
      return type.scale ?? 0;
    case 'DateTime':
    case 'Time':
      return type.precision ?? 0;
    default:
      return 0;
  }
};

const moment = /^(?:date)?time\b(?:\s*\(\s*(\d)\s*\))?/i;

const roundedIn = (e: Expr, t: Table): string | null => {
  let found: string | null = null;
  mapExpr(e, (x) => {
    if (x.kind !== 'Cast' || x.arg.kind !== 'Column') return x;
    const { name } = x.arg;
    const [cast, digits = '0'] = moment.exec(x.type) ?? [];
    const type = t.columns.find((c) => c.name === name)?.type;
    if (cast !== undefined && digitsOf(type) > Number(digits)) found = cast;
    return x;
  });
  return found;
};

const isKept = (t: Table, c: Column): boolean =>
  c.generated?.stored === true ||
  t.uniques.some((u) => u.columns.includes(c.name)) ||
  t.indexes.some((i) => i.parts.some((p) => p.of.kind === 'Column' && p.of.name === c.name));

/** Computed columns that are kept and round so, with the cast that does. */
export const roundedColumns = (t: Table): ReadonlyArray<{ readonly column: string; readonly cast: string }> =>
  t.columns.flatMap((c) => {
    const cast = c.generated === null || !isKept(t, c) ? null : roundedIn(c.generated.expr, t);
    return cast === null ? [] : [{ column: c.name, cast }];
  });
