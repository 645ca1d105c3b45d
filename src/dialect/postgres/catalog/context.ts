/** The answers, indexed once: what a number stands for, which column is meant, what is said of it. */

import { E, type Expr } from '../../../ir/expression.js';
import { type QName, qname } from '../../../ir/name.js';
import { groupBy } from '../../../ir/record.js';
import { remembered } from '../../../ir/remembered.js';
import type { DataType } from '../../../ir/type.js';
import { isLeft } from '../../../prelude.js';
import { parseExpression } from '../../../sql/parse-expression.js';
import type { CatalogRows } from '../../dialect.js';
import { quote } from '../quote.js';
import { parse } from '../types.js';
import { readable } from './readable.js';
import { number, type Row, text, textOrNull } from './rows.js';

export interface Relation {
  readonly oid: string;
  readonly name: QName;
  readonly kind: string;
  readonly row: Row;
}

export interface Context {
  readonly rows: (query: string) => ReadonlyArray<Row>;
  /** Tables, views and sequences of users, none of an extension. */
  readonly relations: ReadonlyMap<string, Relation>;
  readonly qname: (namespace: string, name: string) => QName;
  readonly columnsOf: (relation: string) => ReadonlyArray<Row>;
  readonly columnName: (relation: string, number: string) => string | null;
  /** All names, or null when one of the columns is an expression. */
  readonly columnNames: (relation: string, numbers: ReadonlyArray<string>) => ReadonlyArray<string>;
  readonly enums: ReadonlyMap<string, { readonly name: QName; readonly values: ReadonlyArray<string> }>;
  /** The name of a collation; null for the default one. */
  readonly collation: (oid: string) => string | null;
  /** The name of an operator class; null for a type's usual one. */
  readonly opclass: (oid: string) => string | null;
  readonly comment: (catalog: string, object: string, number?: number) => string | null;
  readonly isExtension: (catalog: string, object: string) => boolean;
  readonly expr: (text: string) => Expr;
  readonly type: (spelling: string) => DataType;
}

const defaultNamespace = (names: ReadonlyArray<Row>): string => {
  const path = names.filter((r) => text(r, 'kind') === 'namespace').sort((a, b) => number(a, 'oid') - number(b, 'oid'));
  // pg_catalog is put first on the path to keep other people's functions out; it is nobody's default.
  return path.map((r) => text(r, 'namespace')).find((n) => n !== '' && !n.startsWith('pg_')) ?? 'public';
};

const enumsOf = (names: ReadonlyArray<Row>, toName: Context['qname']): Context['enums'] => {
  const found = new Map<string, { name: QName; values: string[] }>();
  const rows = names.filter((r) => text(r, 'kind') === 'enum').sort((a, b) => number(a, 'place') - number(b, 'place'));
  for (const row of rows) {
    const label = textOrNull(row, 'detail');
    const type = found.get(text(row, 'oid')) ?? { name: toName(text(row, 'namespace'), text(row, 'name')), values: [] };
    if (label !== null) type.values.push(label);
    found.set(text(row, 'oid'), type);
  }
  return found;
};

const expression = (source: string): Expr => {
  const parsed = parseExpression(source, 'postgres');
  return isLeft(parsed) ? E.native('postgres', source) : readable(parsed.right);
};

export const makeContext = (answers: CatalogRows): Context => {
  const rows = (query: string): ReadonlyArray<Row> => answers[query] ?? [];
  const names = rows('names');
  const home = defaultNamespace(names);
  const toName = (namespace: string, name: string): QName => qname(name, namespace === home ? null : namespace);
  const byKind = groupBy(names, (r) => text(r, 'kind'));
  const kind = (k: string): ReadonlyArray<Row> => byKind.get(k) ?? [];
  const extension = new Set(kind('extension').map((r) => `${text(r, 'name')} ${text(r, 'oid')}`));
  const isExtension = (catalog: string, object: string): boolean => extension.has(`${catalog} ${object}`);
  const visible = (r: Row): string => {
    const namespace = text(r, 'namespace');
    const name = text(r, 'name');
    return namespace === 'pg_catalog' || namespace === home ? name : `${quote(namespace)}.${quote(name)}`;
  };
  const opclasses = new Map(kind('opclass').map((r) => [text(r, 'oid'), r]));
  const collations = new Map(kind('collation').map((r) => [text(r, 'oid'), visible(r)]));
  const columns = groupBy(rows('columns'), (r) => text(r, 'relation'));
  const columnNames = new Map(
    rows('columns').map((r) => [`${text(r, 'relation')} ${text(r, 'number')}`, text(r, 'name')]),
  );
  const comments = new Map(
    rows('comments').map((r) => [`${text(r, 'class')} ${text(r, 'object')} ${text(r, 'number')}`, text(r, 'text')]),
  );
  const relations = new Map(
    rows('relations')
      .filter((r) => !isExtension('pg_class', text(r, 'oid')))
      .map((r) => [
        text(r, 'oid'),
        { oid: text(r, 'oid'), name: toName(text(r, 'namespace'), text(r, 'name')), kind: text(r, 'kind'), row: r },
      ]),
  );
  const columnName = (relation: string, n: string): string | null => columnNames.get(`${relation} ${n}`) ?? null;
  return {
    rows,
    relations,
    qname: toName,
    columnsOf: (relation) => columns.get(relation) ?? [],
    columnName,
    columnNames: (relation, list) => list.flatMap((n) => columnName(relation, n) ?? []),
    enums: enumsOf(
      names.filter((r) => !isExtension('pg_type', text(r, 'oid'))),
      toName,
    ),
    collation: (oid) => (oid === '0' || oid === '100' ? null : (collations.get(oid) ?? null)),
    opclass: (oid) => {
      const row = opclasses.get(oid);
      return row === undefined || textOrNull(row, 'detail') !== null ? null : visible(row);
    },
    comment: (catalog, object, n = 0) => comments.get(`${catalog} ${object} ${n}`) ?? null,
    isExtension,
    expr: remembered(expression),
    type: parse,
  };
};
