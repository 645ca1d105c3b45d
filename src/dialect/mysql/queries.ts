/**
 * The whole catalog in eight plain questions, whatever the number of tables. None of them reads a column that makes the
 * server open table statistics, and each names the schema alone, so that the server looks into one directory.
 * https://dev.mysql.com/doc/refman/8.4/en/information-schema.html
 */
import type { CatalogQuery } from '../dialect.js';

const server: CatalogQuery = {
  name: 'server',
  sql: `SELECT s.SCHEMA_NAME AS db, s.DEFAULT_CHARACTER_SET_NAME AS charset, s.DEFAULT_COLLATION_NAME AS collation,
 @@lower_case_table_names AS lower_case, @@default_storage_engine AS engine,
 @@explicit_defaults_for_timestamp AS explicit_timestamps
FROM information_schema.SCHEMATA s WHERE s.SCHEMA_NAME = DATABASE()`,
};

const tables: CatalogQuery = {
  name: 'tables',
  sql: `SELECT TABLE_NAME AS tbl, TABLE_TYPE AS kind, ENGINE AS engine, TABLE_COLLATION AS collation,
 CREATE_OPTIONS AS options, TABLE_COMMENT AS comment
FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()`,
};

/** `extra`: further columns that only one product or version has. */
const columns = (extra: string): CatalogQuery => ({
  name: 'columns',
  sql: `SELECT TABLE_NAME AS tbl, COLUMN_NAME AS col, ORDINAL_POSITION AS place, COLUMN_DEFAULT AS dflt,
 IS_NULLABLE AS nullable, COLUMN_TYPE AS type, CHARACTER_SET_NAME AS charset, COLLATION_NAME AS collation,
 EXTRA AS extra, COLUMN_COMMENT AS comment, GENERATION_EXPRESSION AS generation${extra}
FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()`,
});

const indexes = (extra: string): CatalogQuery => ({
  name: 'indexes',
  sql: `SELECT TABLE_NAME AS tbl, INDEX_NAME AS idx, NON_UNIQUE AS non_unique, SEQ_IN_INDEX AS place,
 COLUMN_NAME AS col, COLLATION AS direction, SUB_PART AS prefix, INDEX_TYPE AS method, INDEX_COMMENT AS comment${extra}
FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()`,
});

const foreignKeys: CatalogQuery = {
  name: 'foreign_keys',
  sql: `SELECT TABLE_NAME AS tbl, CONSTRAINT_NAME AS name, UPDATE_RULE AS on_update, DELETE_RULE AS on_delete
FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()`,
};

const foreignKeyColumns: CatalogQuery = {
  name: 'foreign_key_columns',
  sql: `SELECT TABLE_NAME AS tbl, CONSTRAINT_NAME AS name, ORDINAL_POSITION AS place, COLUMN_NAME AS col,
 REFERENCED_TABLE_SCHEMA AS ref_db, REFERENCED_TABLE_NAME AS ref_tbl, REFERENCED_COLUMN_NAME AS ref_col
FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL`,
};

/** What is kept and not modelled. `a`, `b` and `n` mean something else in each. */
const objects: CatalogQuery = {
  name: 'objects',
  sql: `SELECT 'view' AS kind, TABLE_NAME AS name, NULL AS tbl, VIEW_DEFINITION AS body, DEFINER AS definer,
 SECURITY_TYPE AS a, CHECK_OPTION AS b, 0 AS n FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()
UNION ALL SELECT 'trigger', TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_STATEMENT, DEFINER,
 ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()
UNION ALL SELECT LOWER(ROUTINE_TYPE), ROUTINE_NAME, NULL, ROUTINE_DEFINITION, DEFINER,
 NULL, NULL, 0 FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()
UNION ALL SELECT 'event', EVENT_NAME, NULL, EVENT_DEFINITION, DEFINER,
 NULL, NULL, 0 FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()
UNION ALL SELECT 'partitioning', TABLE_NAME, TABLE_NAME, PARTITION_EXPRESSION, NULL,
 PARTITION_METHOD, SUBPARTITION_EXPRESSION, 0 FROM information_schema.PARTITIONS
 WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_NAME IS NOT NULL AND PARTITION_ORDINAL_POSITION = 1`,
};

export interface Asked {
  readonly columns: string;
  readonly indexes: string;
  /** Null where the server has no CHECK. */
  readonly checks: string | null;
}

export const catalogQueries = (asked: Asked): ReadonlyArray<CatalogQuery> => [
  server,
  tables,
  columns(asked.columns),
  indexes(asked.indexes),
  foreignKeys,
  foreignKeyColumns,
  ...(asked.checks === null ? [] : [{ name: 'checks', sql: asked.checks }]),
  objects,
];
