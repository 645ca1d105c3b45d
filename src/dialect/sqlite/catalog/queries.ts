/**
 * The catalog's questions: a fixed handful for all tables at once. sqlite_schema holds the texts that the engine itself
 * parses when it opens the file; the table-valued pragmas (https://www.sqlite.org/pragma.html#pragfunc) are the witness
 * that our parser read the same as the engine.
 */
import type { CatalogQuery } from '../../dialect.js';
import { atLeast, type ServerVersion } from '../version.js';

/** Virtual tables have no root page; asking a pragma about one whose module is not loaded fails. */
const ordinary = `m.type = 'table' AND m.rootpage > 0 AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;

const objects: CatalogQuery = {
  name: 'objects',
  sql: `SELECT type, name, tbl_name AS "table", rootpage = 0 AS rootless, sql
    FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
};

/** One row a table: `rows.ts` compares the text as a whole, in the order of the columns. */
const columns: CatalogQuery = {
  name: 'columns',
  sql: `SELECT m.name AS "table", (SELECT group_concat(x."notnull" || ' ' || x.pk || ' ' || x.hidden || ' ' ||
    (x.dflt_value IS NOT NULL) || ' ' || x.name, char(10)) FROM pragma_table_xinfo(m.name) AS x) AS columns
    FROM sqlite_master AS m WHERE ${ordinary}`,
};

const foreignKeys: CatalogQuery = {
  name: 'foreignKeys',
  sql: `SELECT m.name AS "table", f.id AS id, f.seq AS seq, f."table" AS parent, f."from" AS "from", f."to" AS "to",
    f.on_update AS "onUpdate", f.on_delete AS "onDelete"
    FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS f WHERE ${ordinary} ORDER BY m.name, f.id, f.seq`,
};

const indexes: CatalogQuery = {
  name: 'indexes',
  sql: `SELECT m.name AS "table", l.name AS name, l."unique" AS "unique", l.origin AS origin, l.partial AS partial
    FROM sqlite_master AS m, pragma_index_list(m.name) AS l WHERE ${ordinary} ORDER BY m.name, l.seq`,
};

/** Which tables a virtual table keeps its data in; the pragma knows since 3.37, and only where the module is loaded. */
const shadows: CatalogQuery = {
  name: 'shadows',
  sql: `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'`,
};

export const queriesFor = (version: ServerVersion): ReadonlyArray<CatalogQuery> =>
  atLeast(version, 37) ? [objects, columns, foreignKeys, indexes, shadows] : [objects, columns, foreignKeys, indexes];
