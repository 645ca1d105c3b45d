import type { Expr } from '../../ir/expression.js';
import { kept, keptData } from '../../ir/identical.js';
import type { QName } from '../../ir/name.js';
import type { Column, Identity } from '../../ir/schema.js';
import { type DataType, T } from '../../ir/type.js';
import { toPostgres } from '../../sql/portable.js';
import { canonicalDefault } from './canonical-default.js';
import type { Features } from './capabilities.js';
import { makeObjectName } from './object-name.js';
import { collatable, physicalType } from './physical-type.js';

const serials: Readonly<Record<string, DataType>> = {
  smallserial: T.integer(16),
  serial2: T.integer(16),
  serial: T.integer(32),
  serial4: T.integer(32),
  bigserial: T.integer(64),
  serial8: T.integer(64),
};

/** Names of other engines' collations that a schema moved here may still carry. */
const foreignCollation = /^(?:binary|nocase|rtrim|(?:utf8|utf8mb3|utf8mb4|latin\d|ascii|ucs2|utf16|utf32|cp\d+)_\w+)$/i;

export const physicalCollation = (collation: string | null): string | null =>
  collation === null || collation === 'default' || foreignCollation.test(collation) ? null : collation;

/** An empty comment is no comment: COMMENT … IS '' removes it. */
export const physicalComment = (comment: string | null): string | null => (comment === '' ? null : comment);

/** A start of 1 and a step of 1 are what the server takes when nothing is said. */
const stated = (value: string | null, usual: string): string | null => (value === usual ? null : value);

const physicalIdentity = (identity: Identity | null, table: QName, column: string): Identity | null => {
  if (identity === null) return null;
  if (identity.kind === 'AutoIncrement')
    return { kind: 'Identity', generation: 'by default', start: null, increment: null };
  if (identity.kind === 'Serial') {
    if (identity.sequence === null) return identity;
    const made = makeObjectName(table.name, column, 'seq');
    const usual = identity.sequence.name === made && identity.sequence.namespace === table.namespace;
    return usual ? { kind: 'Serial', sequence: null } : identity;
  }
  const increment = stated(identity.increment, '1');
  const start = stated(identity.start, increment?.startsWith('-') ? '-1' : '1');
  return kept(identity, { ...identity, increment, start });
};

const physicalColumn = (c: Column, table: QName, inPrimaryKey: boolean, features: Features): Column => {
  const expr = (e: Expr): Expr => toPostgres(e);
  const serial = c.type.kind === 'Native' ? serials[c.type.spelling.trim().toLowerCase()] : undefined;
  const type = serial ?? keptData(c.type, physicalType(c.type));
  const identity =
    serial !== undefined && c.identity === null
      ? ({ kind: 'Serial', sequence: null } as const)
      : physicalIdentity(c.identity, table, c.name);
  const generated =
    c.generated === null
      ? null
      : // Before 18 there are stored columns only: https://www.postgresql.org/docs/18/ddl-generated-columns.html
        kept(c.generated, {
          expr: expr(c.generated.expr),
          stored: c.generated.stored || !features.virtualColumns,
        });
  const value =
    c.default?.kind === 'Expression' ? kept(c.default, { ...c.default, expr: expr(c.default.expr) }) : c.default;
  return kept(c, {
    name: c.name,
    type,
    nullable: c.nullable && identity === null && !inPrimaryKey,
    default: identity === null && generated === null ? keptData(value, canonicalDefault(type, value)) : null,
    identity,
    generated,
    collation: collatable(type) ? physicalCollation(c.collation) : null,
    charset: null,
    comment: physicalComment(c.comment),
    onUpdate: null,
    invisible: false,
  });
};

export type StoredColumn = (c: Column, table: QName, inPrimaryKey: boolean) => Column;

/** A column that many tables have is looked at once. A serial's sequence has the name of its table in it. */
export const storedColumns = (features: Features): StoredColumn => {
  const inKeys = new WeakMap<Column, Column>();
  const beside = new WeakMap<Column, Column>();
  return (c, table, inPrimaryKey) => {
    if (c.identity?.kind === 'Serial') return physicalColumn(c, table, inPrimaryKey, features);
    const known = inPrimaryKey ? inKeys : beside;
    const before = known.get(c);
    if (before !== undefined) return before;
    const made = physicalColumn(c, table, inPrimaryKey, features);
    known.set(c, made);
    return made;
  };
};
