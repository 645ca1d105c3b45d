/** Schemas in which every hostile name stands wherever a name can stand, and every hostile text wherever a text can. */

import { plan } from '../../src/compile.js';
import type { Dialect } from '../../src/dialect/dialect.js';
import { pdoText } from '../../src/emit/cycle/pdo.js';
import { type Rename, whole } from '../../src/ir/desired.js';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import {
  type Column,
  check,
  column,
  emptySchema,
  foreignKey,
  index,
  indexPart,
  noOptions,
  type Schema,
  type Table,
  table,
  unique,
} from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { isRight } from '../../src/prelude.js';
import { hostileNames } from '../support/hostile.js';

const key = { name: null, columns: [{ name: 'the id', prefix: null, order: 'asc' as const }] };
const id = column('the id', T.integer(32));

/** Where it is the name of everything; a table and a key of one name have no room in one schema. */
const small = (name: string): ReadonlyArray<Table> => [
  table(qname(name), [column(name, T.integer(32))], {
    checks: [check(E.binary('>', E.column(name), E.number(0)), { name })],
  }),
  table(qname('plain'), [column('plain', T.integer(32))], { uniques: [unique(['plain'], { name })] }),
];

/** The names that a plan takes for this engine: the others it refuses, and says why. */
export const namesFor = (dialect: Dialect): ReadonlyArray<string> =>
  hostileNames.filter((name) =>
    small(name).every((t) =>
      isRight(
        plan(whole(emptySchema), whole({ ...emptySchema, tables: [t] }), {
          dialect: dialect.id,
          serverVersion: dialect.version,
        }),
      ),
    ),
  );

export const isText = (text: string): boolean =>
  !/\u0000|[\ud800-\udfff]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));

/** What is said, where a column of 80 characters has room for it; lines that end otherwise are not for every client. */
export const texts: ReadonlyArray<string> = hostileNames.filter(
  (t) => isText(t) && t.length <= 70 && !t.includes('\r\n'),
);

/** Of those that the engine can keep in an expression. */
export const textAt = (i: number, dialect: Dialect): string => {
  const text = texts[i % texts.length] ?? '';
  return dialect.id === 'mariadb' ? sayable(text, dialect) : text;
};

const text = (name: string, i: number, dialect: Dialect, more: Partial<Column> = {}): Column =>
  column(name, T.varchar(80), {
    default: { kind: 'Value', value: { kind: 'String', value: textAt(i, dialect) } },
    ...more,
  });

/** A table and a column of every name, each with a remark and a default, and a check that speaks of a text. */
const beyond = /[\ud800-\udfff]/;

/** MySQL and MariaDB have no character beyond U+FFFF in a comment or a label: such a plan is refused. */
export const sayable = (text: string, dialect: Dialect): string =>
  dialect.capabilities.enums === 'inline' && beyond.test(text) ? 'no such character' : text;

export const tablesNamed = (names: ReadonlyArray<string>, dialect: Dialect): Schema => ({
  ...emptySchema,
  tables: names.map((name, i) => {
    const comment = dialect.capabilities.comments ? sayable(textAt(i, dialect), dialect) : null;
    return table(qname(name), [id, text(name, i, dialect, { comment })], {
      primaryKey: key,
      checks: [check(E.binary('<>', E.column(name), E.string(`${textAt(i + 1, dialect)}~`)), { name })],
      options: { ...noOptions, comment },
    });
  }),
});

export const chunked = (names: ReadonlyArray<string>, size: number): ReadonlyArray<ReadonlyArray<string>> =>
  Array.from({ length: Math.ceil(names.length / size) }, (_, i) => names.slice(i * size, (i + 1) * size));

const parent = table(qname('parent'), [id], { primaryKey: key });

/** Wide tables whose columns, indexes, constraints, types and labels have the names. */
export const wide = (names: ReadonlyArray<string>, dialect: Dialect, offset = 0): Schema => {
  const parts = chunked(names, 50);
  const labels = texts.filter(
    (t) => sayable(t, dialect) === t && new TextEncoder().encode(t).length <= 63 && t.trimEnd() === t,
  );
  const enums =
    dialect.capabilities.enums === 'type'
      ? names
          .filter((name) => isRight(dialect.types.spell(T.enum(['x'], qname(name)))))
          .map((name) => ({ name: qname(name), values: labels.slice(0, 3), comment: null }))
      : [];
  return {
    ...emptySchema,
    enums,
    tables: [
      parent,
      table(
        qname('labels'),
        [
          id,
          column('label', T.enum(labels), {
            ...(dialect.capabilities.enums === 'inline' ? { charset: 'utf8mb4', collation: 'utf8mb4_bin' } : {}),
            default: { kind: 'Value', value: { kind: 'String', value: labels[7] ?? '' } },
          }),
        ],
        { primaryKey: key },
      ),
      ...parts.flatMap(
        (own, p): ReadonlyArray<Table> => [
          table(qname(`columns ${p}`), [id, ...own.map((name, i) => text(name, p * 50 + i + offset, dialect))], {
            primaryKey: key,
            indexes: own.map((name) => index([indexPart(name)], { name })),
            checks: own.map((name, i) =>
              check(E.binary('<>', E.column(name), E.string(`${textAt(p * 50 + i + offset + 1, dialect)}~`)), { name }),
            ),
          }),
          table(qname(`keys ${p}`), [id, ...own.map((_, i) => column(`n${i}`, T.integer(32), { nullable: true }))], {
            primaryKey: key,
            foreignKeys: own.map((name, i) =>
              foreignKey([`n${i}`], { table: qname('parent'), columns: ['the id'] }, { name }),
            ),
          }),
        ],
      ),
    ],
  };
};

/** pdo_mysql before PHP 8.4 takes `:name` in backquotes for a placeholder: such a class is refused. */
export const isForPdo = (name: string, dialect: Dialect): boolean => isRight(pdoText(dialect.id, dialect.quote(name)));

const number = (name: string) => column(name, T.integer(32), { nullable: true });

/** Ten columns a table; table and columns are to be called otherwise in two phases. */
export const turned = (names: ReadonlyArray<string>, _: Dialect): Schema => ({
  ...emptySchema,
  tables: [
    ...chunked(names, 10).map((own) => table(qname(own[0] ?? ''), [id, ...own.map(number)], { primaryKey: key })),
    ...chunked(names, 10).map((own, p) => table(qname(`stays ${p}`), [id, ...own.map(number)], { primaryKey: key })),
  ],
});

export const turnedRenames = (from: ReadonlyArray<string>, to: ReadonlyArray<string>): ReadonlyArray<Rename> =>
  chunked(from, 10).flatMap((own, p): ReadonlyArray<Rename> => {
    const news = chunked(to, 10)[p] ?? [];
    const whole = { from: qname(own[0] ?? ''), to: qname(news[0] ?? '') };
    const stays = { from: qname(`stays ${p}`), to: qname(`stays ${p}`) };
    return [
      { table: whole, column: null, at: null },
      ...own.flatMap((name, i): ReadonlyArray<Rename> => {
        const column = { from: name, to: news[i] ?? '' };
        return [
          { table: whole, column, at: null },
          { table: stays, column, at: null },
        ];
      }),
    ];
  });

/** Ten columns a table that is called as the first of them; each is to be unique. */
export const repeated = (names: ReadonlyArray<string>, once: boolean): Schema => ({
  ...emptySchema,
  tables: chunked(names, 10).map((own) =>
    table(qname(own[0] ?? ''), [id, ...own.map(number)], {
      primaryKey: key,
      uniques: once ? own.map((name) => unique([name])) : [],
    }),
  ),
});

/** Of the last column of a table the rows go that say a thing twice, of the others only the values. */
export const repeatedOnce = (schema: Schema) =>
  schema.tables.flatMap((t) =>
    t.columns.slice(1).map((c, i, all) => ({
      kind: 'Dedupe' as const,
      table: t.name,
      columns: [c.name],
      keep: i === all.length - 1 ? ('first' as const) : ('null others' as const),
      by: null,
      at: null,
    })),
  );

/** Columns of every name, to be filled with every text: without NULLs, checked and indexed in the end. */
export const filled = (names: ReadonlyArray<string>, dialect: Dialect, full: boolean): Schema => ({
  ...emptySchema,
  tables: chunked(names, 30).map((own, p) =>
    table(qname(`filled ${p}`), [id, ...own.map((name) => column(name, T.varchar(80), { nullable: !full }))], {
      primaryKey: key,
      indexes: full ? own.map((name) => index([indexPart(name)], { name })) : [],
      checks: full
        ? own.map((name, i) =>
            check(E.binary('<>', E.column(name), E.string(`${textAt(p * 30 + i, dialect)}~`)), { name }),
          )
        : [],
    }),
  ),
});

export const fillsOf = (schema: Schema, dialect: Dialect) =>
  schema.tables.flatMap((t, p) =>
    t.columns.slice(1).map((c, i) => {
      const text = textAt(p * 30 + i, dialect);
      return { kind: 'Backfill' as const, table: t.name, column: c.name, value: E.string(text), at: null, text };
    }),
  );

/**
 * In a view of MariaDB a name loses what cannot be seen at its beginning, and a view of SQLite has no column called true
 * or false: such plans are refused. MySQL 9.7 keeps a column that is dropped at once under a name of 64 bytes, and fails
 * (3507) where that cuts a letter in two.
 */
export const isForPhases = (name: string, dialect: Dialect): boolean =>
  dialect.id === 'mariadb'
    ? !/^[\s\u001b\u0085]/.test(name)
    : dialect.id === 'sqlite'
      ? !/^(?:true|false)$/.test(name)
      : dialect.id !== 'mysql' || /^[\u0000-\u007f]*$/.test(name) || new TextEncoder().encode(name).length < 40;
