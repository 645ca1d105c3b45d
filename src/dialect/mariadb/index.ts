/** MariaDB 10.5 and later. */
import type { MakeDialect, ServerVersion } from '../dialect.js';
import { collationOf } from '../mysql/charset.js';
import { makeDialect } from '../mysql/make-dialect.js';
import { type Product, type ServerDefaults, serverOf, since } from '../mysql/product.js';
import { catalogQueries } from '../mysql/queries.js';
import { mariadbAlgorithms, mariadbCircumstances } from './algorithms.js';
import { readMariadbDefault, readMariadbExpression } from './read-mariadb.js';

const checks = `SELECT TABLE_NAME AS tbl, CONSTRAINT_NAME AS name, LEVEL AS level, CHECK_CLAUSE AS clause, 'YES' AS enforced
FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()`;

const product = (version: ServerVersion, server: ServerDefaults | null): Product => {
  const ignores = since(version, 10, 6);
  return {
    id: 'mariadb',
    name: 'MariaDB',
    version,
    server,
    features: {
      renameColumn: since(version, 10, 5, 2),
      checks: true,
      checksAreConditions: false,
      unenforcedChecks: false,
      expressionDefaults: true,
      lobDefaultsInParentheses: false,
      functionalIndexes: false,
      descendingIndexes: since(version, 10, 8),
      foreignKeysUseDescending: true,
      invisibleColumns: true,
      insertSelectAsksForValues: true,
      uuidToBin: false,
      invisibleNeedsDefault: true,
      hideIndex: ignores ? 'IGNORED' : null,
      namesUtf8mb3: since(version, 10, 6),
      columnChecks: true,
      copiesToRename: false,
      copiesKeepNull: false,
      expressionsFollowRenames: true,
      renamesChecksWithTable: false,
      renamesLocked: false,
      decimalsThroughSigned: false,
      setDefaultAction: false,
      charsetDefault: true,
      generatedNotNull: false,
      booleansAreNumbers: true,
      uniqueOnLobs: true,
      checkNames: 'table',
      keepsHistory: true,
      virtualIsAsked: true,
      longLabels: true,
      mostKeyParts: 32,
      keepsDroppedNames: false,
      expressionsBeyondCatalog: false,
      viewsCutNames: true,
    },
    // 11.6 made uca1400_ai_ci the one of utf8mb4. https://mariadb.com/kb/en/character-set-and-collation-overview/
    defaultCollation: collationOf(since(version, 11, 6) ? 'utf8mb4_uca1400_ai_ci' : 'utf8mb4_general_ci'),
    readDefault: readMariadbDefault,
    readExpression: readMariadbExpression,
    queries: catalogQueries({
      columns: '',
      indexes: ignores ? ', IGNORED AS hidden' : '',
      checks,
    }),
    algorithms: mariadbAlgorithms(version),
    circumstances: mariadbCircumstances(version, server),
  };
};

/** With the settings of a connected server, what a source states in the server's own words is no difference. */
export const mariadb: MakeDialect = (version) => makeDialect(product(version, serverOf(version)));
