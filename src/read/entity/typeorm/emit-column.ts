/** A built column → the schema's, as the framework's driver would write it. */
import type { ColumnFacet } from '../../../ir/desired.js';
import type { DialectId, Expr } from '../../../ir/expression.js';
import { type QName, qname } from '../../../ir/name.js';
import { column, type Default, type Column as Made } from '../../../ir/schema.js';
import { type DataType, T } from '../../../ir/type.js';
import { type Reporter, report, reportComputed } from '../typescript/options.js';
import { textOf, type Value } from '../typescript/value.js';
import type { Column } from './column.js';
import type { DefaultValue, Driver } from './driver.js';
import type { Entity } from './entity.js';

export interface Context {
  readonly r: Reporter;
  readonly driver: Driver;
  readonly dialect: DialectId;
}

/** The engine's own text; the compiler parses it with the engine's own grammar. */
export const sqlOf = (dialect: DialectId, text: string): Expr => ({ kind: 'Native', text: { [dialect]: text } });

export interface MadeColumn {
  readonly column: Made;
  readonly unstated: ReadonlyArray<ColumnFacet>;
  /** A type of the schema that the column needs. */
  readonly enum: { readonly name: QName; readonly values: ReadonlyArray<string> } | null;
  /** Values that a check keeps the column to. */
  readonly among: ReadonlyArray<string> | null;
}

const entityOf = (e: Entity, c: Column): string => `${e.name}.${c.path}`;

export const emitColumn = (at: Context, e: Entity, c: Column): MadeColumn => {
  const { driver } = at;
  const type = typeOf(at, e, c);
  const identity = c.strategy === null ? null : driver.identity(c, c.strategy);
  const said = c.default === null ? null : defaultOf(at, e, c);
  const uuid = c.strategy === 'uuid' && said === null ? driver.uuidDefault : null;
  if (c.generatedType === 'VIRTUAL' && !driver.virtualColumns) {
    const why = `${driver.name} is given STORED columns only`;
    report(
      at.r,
      'entity.invalid',
      c.at,
      { what: 'asExpression', entity: entityOf(e, c), why },
      "Add generatedType: 'STORED'.",
    );
  }
  const silent: ReadonlyArray<readonly [ColumnFacet, boolean]> = [
    ['comment', c.comment === null],
    ['collation', c.collation === null],
    ['charset', c.charset === null],
    // Which function makes it is an option of the data source, which no entity knows.
    ['default', uuid !== null],
    ['invisible', true],
    ['onUpdate', !driver.onUpdate],
  ];
  return {
    column: {
      ...column(c.name, type.type),
      nullable: c.nullable,
      default: uuid === null ? said : { kind: 'Expression', expr: sqlOf(at.dialect, uuid) },
      identity,
      generated:
        c.asExpression === null
          ? null
          : { expr: sqlOf(at.dialect, c.asExpression), stored: c.generatedType === 'STORED' },
      collation: c.collation,
      charset: c.charset,
      comment: driver.comments ? c.comment : null,
      onUpdate: driver.onUpdate && c.onUpdate !== null ? sqlOf(at.dialect, c.onUpdate) : null,
    },
    unstated: silent.flatMap(([facet, is]) => (is ? [facet] : [])),
    enum: type.enum,
    among: type.among,
  };
};

interface Typed {
  readonly type: DataType;
  readonly enum: MadeColumn['enum'];
  readonly among: MadeColumn['among'];
}

const typeOf = (at: Context, e: Entity, c: Column): Typed => {
  const { driver } = at;
  const plain = (type: DataType): Typed => ({ type, enum: null, among: null });
  // No type: what was wrong with it has been said.
  if (c.type === '') return plain(T.text());
  const word = driver.normalise(c.type);
  const entity = entityOf(e, c);
  if (!driver.types.has(word)) {
    const why = `${driver.name} has no type ${c.type}`;
    report(at.r, 'entity.invalid', c.at, { what: 'the type', entity, why }, 'Write a type: that it has.');
    return plain(T.text());
  }
  if (c.length !== '' && !driver.withLength.has(word)) {
    const data = { what: 'length', entity, why: `${word} has no length on ${driver.name}` };
    report(at.r, 'entity.invalid', c.at, data, 'Remove it.');
  }
  const values = c.enum ?? [];
  if (driver.enums === 'check' && c.enum !== null)
    return { type: T.native('varchar'), enum: null, among: c.array ? null : values };
  if (word === 'enum' || word === 'set') {
    if (c.enum === null && c.enumName === null) {
      const data = { what: 'the type enum', entity, why: 'it has neither enum nor enumName' };
      report(at.r, 'entity.invalid', c.at, data, 'Add enum: with its values.');
      return plain(T.text());
    }
    if (driver.enums === 'inline') return plain(word === 'set' ? T.set(values) : T.enum(values));
    const name = enumName(e, c);
    // Without values the type is somebody else's.
    const made = c.enum === null ? null : { name, values };
    return { type: c.array ? T.native(`${quoted(name)}[]`) : T.enum([], name), enum: made, among: null };
  }
  return plain(T.native(driver.spell(word, c)));
};

const enumName = (e: Entity, c: Column): QName =>
  qname(c.enumName ?? `${e.tableName}_${c.name.toLowerCase()}_enum`, e.space);

const quoted = (q: QName): string =>
  [q.namespace, q.name]
    .flatMap((x) => (x === null ? [] : [/^[a-z_][a-z0-9_]*$/.test(x) ? x : `"${x.replaceAll('"', '""')}"`]))
    .join('.');

const defaultOf = (at: Context, e: Entity, c: Column): Default | null => {
  const said = c.default;
  if (said === null) return null;
  const sql = (text: string): Default => ({
    kind: 'Expression',
    expr: sqlOf(at.dialect, at.driver.sql(text)),
  });
  if (said.kind === 'Sql') return sql(said.sql);
  const subject = { what: 'the default', entity: entityOf(e, c) };
  const v = said.value;
  if (v.kind === 'Function') {
    const made = v.apply([]);
    const text = textOf(made);
    return text === null
      ? reportComputed(at.r, subject, made, 'Let the function return the text of an SQL expression.')
      : sql(text);
  }
  const value = plainDefault(v);
  if (value === null) return reportComputed(at.r, subject, v);
  const made = at.driver.literal(c, value);
  return (
    made ??
    report(
      at.r,
      'entity.unsupported',
      v.at,
      { ...subject, why: `TypeORM writes no list or object as a default on ${at.driver.name}` },
      'Write it as a function that returns SQL.',
    )
  );
};

/** Null where only running the program would tell. */
const plainDefault = (v: Value): DefaultValue | null => {
  if (v.kind === 'Literal') return v.value === null || v.value === undefined ? null : { kind: 'Plain', value: v.value };
  const plain = plainOf(v);
  if (plain === unknown) return null;
  return v.kind === 'List' && Array.isArray(plain)
    ? { kind: 'List', items: plain }
    : { kind: 'Object', json: JSON.stringify(plain) };
};

const unknown = Symbol('unknown');

const plainOf = (v: Value): unknown => {
  switch (v.kind) {
    case 'Literal':
      return typeof v.value === 'bigint' ? unknown : v.value;
    case 'List': {
      const items = v.items.map(plainOf);
      return items.includes(unknown) ? unknown : items;
    }
    case 'Map': {
      const entries = [...v.entries].map(([key, e]) => [key, plainOf(e.value)] as const);
      return v.open !== null || entries.some(([, x]) => x === unknown) ? unknown : Object.fromEntries(entries);
    }
    default:
      return unknown;
  }
};
