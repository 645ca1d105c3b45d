/**
 * Trying an expression of a table that is not there. Operators and functions are found by the types they are given, and a
 * text beside a number is read as one, while the words are read: https://www.postgresql.org/docs/18/typeconv.html
 */
import { E, mapExpr } from '../../ir/expression.js';
import { qname } from '../../ir/name.js';
import type { DataType } from '../../ir/type.js';
import { isLeft } from '../../prelude.js';
import { B } from '../../sql/build.js';
import type { WordTrial } from '../probe.js';
import { elementOf } from './element-of.js';
import { quote } from './quote.js';
import { spell } from './types.js';

const textual = (t: DataType): boolean => t.kind === 'Varchar' || t.kind === 'Char' || t.kind === 'Text';

/** Words of the language that look like functions; not all of them are. https://www.postgresql.org/docs/18/functions-info.html */
const keywords: ReadonlySet<string> = new Set([
  'current_catalog',
  'current_date',
  'current_role',
  'current_schema',
  'current_time',
  'current_timestamp',
  'current_user',
  'localtime',
  'localtimestamp',
  'session_user',
  'system_user',
  'user',
]);

export const words: WordTrial = {
  nullOf: (column, has) => {
    const { type } = column;
    const named = type.kind === 'Enum' ? type.type : elementOf(type);
    const spelled = spell(type);
    if (isLeft(spelled) || (named !== null && type.kind === 'Enum' && !has(named))) return null;
    const none = B.cast(E.null, spelled.right);
    return column.collation === null ? none : B.collate(none, column.collation);
  },
  // Every value goes into a text. https://www.postgresql.org/docs/18/sql-createcast.html
  fits: (value, none, column) => (textual(column.type) ? null : B.when(E.boolean(false), value, none)),
  isNoCondition: null,
  // A function without arguments is the one of that name. https://www.postgresql.org/docs/18/datatype-oid.html
  lookedUp: (e) =>
    e.kind === 'Call' && e.args.length === 0 && !e.name.includes('.') && !keywords.has(e.name)
      ? B.cast(B.cast(B.text(`${quote(e.name)}()`), 'regprocedure'), 'oid')
      : null,
  // A number that is taken does not come back. https://www.postgresql.org/docs/18/functions-sequence.html
  calm: (e) =>
    mapExpr(e, (x) => {
      const [sequence, ...more] = x.kind === 'Call' && x.name === 'nextval' ? x.args : [];
      return sequence === undefined || more.length > 0
        ? x
        : B.cast(B.cast(B.cast(sequence, 'regclass'), 'oid'), 'bigint');
    }),
  knows: {
    now: 'DateTime',
    current_timestamp: 'DateTime',
    localtimestamp: 'DateTime',
    current_date: 'Date',
    gen_random_uuid: 'Uuid',
  },
  // Our connection looks in one schema, a migration where its own role does.
  elsewhere: (functions) => ({
    from: qname('pg_proc', 'pg_catalog'),
    where: B.and(
      { kind: 'In', arg: E.column('proname'), list: functions.map(B.text), negated: false },
      E.not(E.native('postgres', 'pg_catalog.pg_function_is_visible(oid)')),
    ),
  }),
};
