/** A column, a key, an index in the words people use for them. */
import type { Check, Column, ForeignKey, Index, IndexPart, PrimaryKey, Table, Unique } from '../ir/schema.js';
import { loudType, type Spelling, spellDefault, spellTable } from './spelling.js';

export const list = (s: Spelling, names: ReadonlyArray<string>): string => `(${names.map(s.name).join(', ')})`;

/** `VARCHAR(255) NULL DEFAULT NULL`: null is said, because readers ask for it. */
export const columnWords = (s: Spelling, c: Column): string =>
  [
    loudType(s.type(c.type)),
    c.collation === null ? '' : `COLLATE ${s.name(c.collation)}`,
    c.generated === null
      ? ''
      : `GENERATED ALWAYS AS (${s.expr(c.generated.expr)}) ${c.generated.stored ? 'STORED' : 'VIRTUAL'}`,
    c.nullable ? 'NULL' : 'NOT NULL',
    c.identity === null ? '' : identityWords(c.identity),
    c.default !== null
      ? `DEFAULT ${spellDefault(s, c.default)}`
      : c.nullable && c.generated === null
        ? 'DEFAULT NULL'
        : '',
    c.onUpdate === null ? '' : `ON UPDATE ${s.expr(c.onUpdate)}`,
    c.invisible ? 'INVISIBLE' : '',
    c.comment === null ? '' : `COMMENT '${c.comment.replace(/'/g, "''")}'`,
  ]
    .filter((part) => part !== '')
    .join(' ');

export const identityWords = (identity: NonNullable<Column['identity']>): string =>
  identity.kind === 'AutoIncrement'
    ? 'AUTO_INCREMENT'
    : identity.kind === 'Serial'
      ? 'SERIAL'
      : `GENERATED ${identity.generation.toUpperCase()} AS IDENTITY`;

export const keyWords = (s: Spelling, key: PrimaryKey): string =>
  `(${key.columns.map((c) => `${s.name(c.name)}${c.prefix === null ? '' : `(${c.prefix})`}${c.order === 'desc' ? ' DESC' : ''}`).join(', ')})`;

export const uniqueWords = (s: Spelling, u: Unique): string =>
  [
    `UNIQUE ${list(s, u.columns)}`,
    u.nullsNotDistinct ? 'NULLS NOT DISTINCT' : '',
    u.include.length === 0 ? '' : `INCLUDE ${list(s, u.include)}`,
    u.deferrable === 'no' ? '' : `DEFERRABLE INITIALLY ${u.deferrable.toUpperCase()}`,
  ]
    .filter((part) => part !== '')
    .join(' ');

export const foreignKeyWords = (s: Spelling, f: ForeignKey): string =>
  [
    `FOREIGN KEY ${list(s, f.columns)} REFERENCES ${spellTable(s, f.references.table)} ${list(s, f.references.columns)}`,
    f.match === 'simple' ? '' : `MATCH ${f.match.toUpperCase()}`,
    f.onDelete === 'no action' ? '' : `ON DELETE ${f.onDelete.toUpperCase()}`,
    f.onUpdate === 'no action' ? '' : `ON UPDATE ${f.onUpdate.toUpperCase()}`,
    f.deferrable === 'no' ? '' : `DEFERRABLE INITIALLY ${f.deferrable.toUpperCase()}`,
    f.notValid ? 'NOT VALID' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');

export const checkWords = (s: Spelling, c: Check): string =>
  `CHECK (${s.expr(c.expr)})${c.notValid ? ' NOT VALID' : ''}${c.enforced ? '' : ' NOT ENFORCED'}`;

export const partWords = (s: Spelling, p: IndexPart): string =>
  [
    p.of.kind === 'Column' ? s.name(p.of.name) : `(${s.expr(p.of.expr)})`,
    p.prefix === null ? '' : `(${p.prefix})`,
    p.collation === null ? '' : ` COLLATE ${s.name(p.collation)}`,
    p.opclass === null ? '' : ` ${p.opclass}`,
    p.order === 'desc' ? ' DESC' : '',
    p.nulls === null ? '' : ` NULLS ${p.nulls.toUpperCase()}`,
  ].join('');

export const indexWords = (s: Spelling, index: Index): string =>
  [
    `(${index.parts.map((p) => partWords(s, p)).join(', ')})`,
    index.method === 'btree' ? '' : `USING ${index.method}`,
    index.include.length === 0 ? '' : `INCLUDE ${list(s, index.include)}`,
    index.nullsNotDistinct ? 'NULLS NOT DISTINCT' : '',
    index.where === null ? '' : `WHERE ${s.expr(index.where)}`,
    index.invisible ? 'INVISIBLE' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');

/** ` CONSTRAINT name` or nothing. */
export const named = (s: Spelling, name: string | null): string => (name === null ? '' : `CONSTRAINT ${s.name(name)} `);

/** What a new table is made of, one line each. */
export const tableParts = (s: Spelling, t: Table): ReadonlyArray<string> => [
  ...t.columns.map((c) => `${s.name(c.name)} ${columnWords(s, c)}`),
  ...(t.primaryKey === null ? [] : [`PRIMARY KEY ${keyWords(s, t.primaryKey)}`]),
  ...t.uniques.map((u) => named(s, u.name) + uniqueWords(s, u)),
  ...t.foreignKeys.map((f) => named(s, f.name) + foreignKeyWords(s, f)),
  ...t.checks.map((c) => named(s, c.name) + checkWords(s, c)),
  ...t.indexes.map(
    (i) => `${i.unique ? 'UNIQUE ' : ''}INDEX ${i.name === null ? '' : `${s.name(i.name)} `}${indexWords(s, i)}`,
  ),
];
