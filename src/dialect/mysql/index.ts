/** MySQL 8.0 to 9.x. */
import type { MakeDialect, ServerVersion } from '../dialect.js';
import { mysqlAlgorithms, mysqlCircumstances } from './algorithms.js';
import { collationOf } from './charset.js';
import { makeDialect } from './make-dialect.js';
import { type Product, type ServerDefaults, serverOf, since } from './product.js';
import { catalogQueries } from './queries.js';
import { readMysqlDefault, readMysqlExpression } from './read-mysql.js';

/**
 * The two halves of a check come below each other, not joined: that join takes the server five seconds for 500 tables.
 * Check names are unique in a schema.
 */
const checks = `SELECT TABLE_NAME AS tbl, CONSTRAINT_NAME AS name, ENFORCED AS enforced, NULL AS clause
FROM information_schema.TABLE_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE() AND CONSTRAINT_TYPE = 'CHECK'
UNION ALL SELECT NULL, CONSTRAINT_NAME, NULL, CHECK_CLAUSE
FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()`;

const product = (version: ServerVersion, server: ServerDefaults | null): Product => {
  const enforcesChecks = since(version, 8, 0, 16);
  const functional = since(version, 8, 0, 13);
  return {
    id: 'mysql',
    name: 'MySQL',
    version,
    server,
    features: {
      renameColumn: true,
      checks: enforcesChecks,
      checksAreConditions: true,
      unenforcedChecks: enforcesChecks,
      expressionDefaults: functional,
      lobDefaultsInParentheses: true,
      functionalIndexes: functional,
      descendingIndexes: true,
      foreignKeysUseDescending: false,
      invisibleColumns: since(version, 8, 0, 23),
      insertSelectAsksForValues: false,
      uuidToBin: true,
      invisibleNeedsDefault: false,
      hideIndex: 'INVISIBLE',
      namesUtf8mb3: since(version, 8, 0, 30),
      columnChecks: false,
      copiesToRename: true,
      copiesKeepNull: true,
      expressionsFollowRenames: false,
      renamesChecksWithTable: true,
      renamesLocked: since(version, 8, 0, 13),
      decimalsThroughSigned: true,
      setDefaultAction: true,
      charsetDefault: false,
      generatedNotNull: true,
      booleansAreNumbers: false,
      uniqueOnLobs: false,
      checkNames: 'namespace',
      keepsHistory: false,
      virtualIsAsked: false,
      longLabels: false,
      mostKeyParts: 16,
      keepsDroppedNames: since(version, 8, 0, 29),
      expressionsBeyondCatalog: true,
      viewsCutNames: false,
    },
    defaultCollation: collationOf('utf8mb4_0900_ai_ci'),
    readDefault: readMysqlDefault,
    readExpression: readMysqlExpression,
    queries: catalogQueries({
      columns: ', SRS_ID AS srid',
      indexes: `, IF(IS_VISIBLE = 'YES', 'NO', 'YES') AS hidden${functional ? ', EXPRESSION AS expression' : ''}`,
      checks: enforcesChecks ? checks : null,
    }),
    algorithms: mysqlAlgorithms(version),
    circumstances: mysqlCircumstances(version, server),
  };
};

/** With the settings of a connected server, what a source states in the server's own words is no difference. */
export const mysql: MakeDialect = (version) => makeDialect(product(version, serverOf(version)));
