/**
 * MySQL and MariaDB: only tables, and these only on some machines, may differ in case alone. Indexes and unique keys share
 * their names within a table; foreign keys have names of their own in a database, on MySQL checks too. On MariaDB a check
 * takes its name from the keys of its table. InnoDB has names of its own.
 * https://dev.mysql.com/doc/refman/8.4/en/identifier-case-sensitivity.html, create-table-foreign-keys.html,
 * create-table-check-constraints.html, innodb-fulltext-index.html#innodb-fulltext-index-docid,
 * https://mariadb.com/kb/en/constraint/
 */
import type { Column, Table } from '../../ir/schema.js';
import { type Claim, type Claims, claim, ofEngine } from '../claims.js';
import { capabilities } from './capabilities.js';
import { isInnodb, type Product } from './product.js';

const fold = (name: string): string => name.toLowerCase();

const hidden = ['db_row_id', 'db_trx_id', 'db_roll_ptr'];

/** Full-text indexes number the rows with it; who brings it along says it in these very words. */
const numbersRows = (c: Column): boolean =>
  c.name === 'FTS_DOC_ID' && c.type.kind === 'Integer' && c.type.bits === 64 && c.type.unsigned && !c.nullable;

/** What InnoDB, the usual engine, keeps for itself. */
const ofInnodb = (t: Table, product: Product): ReadonlyArray<Claim> =>
  !isInnodb(t, product)
    ? []
    : [
        ...hidden.map((name) => ofEngine('column', name, 'a hidden column of InnoDB')),
        ...(t.columns.some(numbersRows)
          ? []
          : [ofEngine('column', 'fts_doc_id', 'the number that full-text indexes give a row')]),
        ofEngine('index', 'gen_clust_index', 'the index of tables without a key'),
      ];

const asIs = (name: string): string => name;

export const claims = (product: Product): Claims => {
  const foldTable = capabilities(product).caseInsensitive.tables ? fold : asIs;
  const checksAbroad = product.features.checkNames === 'namespace';
  // A check takes its name from keys, but these do not take theirs from each other.
  const checkSpaces = checksAbroad ? ['check'] : ['constraint', 'unique constraint'];
  const checksOf = (t: Table): ReadonlyArray<Claim> =>
    t.checks.flatMap((c) => claim(checkSpaces, 'check', c.name, t.name, fold));
  return {
    abroad: (t) => [
      ...claim(['table'], 'table', t.name.name, t.name, foldTable),
      ...t.foreignKeys.flatMap((f) => claim(['foreign key'], 'foreign key', f.name, t.name, fold)),
      ...(checksAbroad ? checksOf(t) : []),
    ],
    inside: (t) => [
      ...ofInnodb(t, product),
      ...t.columns.flatMap((c) => claim(['column'], 'column', c.name, t.name, fold)),
      ...t.uniques.flatMap((u) => claim(['index', 'unique constraint'], 'unique constraint', u.name, t.name, fold)),
      ...t.indexes.flatMap((i) => claim(['index'], 'index', i.name, t.name, fold)),
      ...t.foreignKeys.flatMap((f) => claim(['constraint'], 'foreign key', f.name, t.name, fold)),
      ...(checksAbroad ? [] : checksOf(t)),
    ],
    besides: (s) =>
      s.opaque.flatMap((o) =>
        o.kind === 'view' || o.kind === 'sequence' ? claim(['table'], o.kind, o.name.name, null, foldTable) : [],
      ),
  };
};
