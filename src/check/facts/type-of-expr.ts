/** What an expression's values are stored as, where one can tell without asking a server; null where not. */
import type { Expr } from '../../ir/expression.js';
import { type Column, column, type Table } from '../../ir/schema.js';
import { T } from '../../ir/type.js';

const texts = new Set(['concat', 'lower', 'upper', 'trim', 'ltrim', 'rtrim', 'substr', 'substring', 'replace', 'left']);
const first = new Set(['coalesce', 'ifnull', 'nullif', 'greatest', 'least']);

const textual = (c: Column | null): boolean =>
  c?.type.kind === 'Varchar' || c?.type.kind === 'Char' || c?.type.kind === 'Text';

export const typeOfExpr = (e: Expr, table: Table): Column | null => {
  switch (e.kind) {
    case 'Column':
      return table.columns.find((c) => c.name === e.name) ?? null;
    case 'Literal':
      if (e.value.kind === 'String') return column('', T.varchar(null));
      if (e.value.kind === 'Number') return column('', T.decimal(null, null));
      return e.value.kind === 'Boolean' ? column('', T.boolean) : null;
    case 'Binary':
      return e.op === '||' ? column('', T.text('long')) : null;
    case 'Call': {
      if (texts.has(e.name)) return column('', T.text('long'));
      if (!first.has(e.name)) return null;
      const types = e.args.map((a) => typeOfExpr(a, table));
      // Values of several types become one; which, only the engine knows, unless all of them are texts.
      return types.length > 0 && types.every(textual) ? column('', T.text('long')) : null;
    }
    case 'Collate':
      return typeOfExpr(e.arg, table);
    default:
      return null;
  }
};
