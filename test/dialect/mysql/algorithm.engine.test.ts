/** The costs that locks() tells, asked of the servers: each takes the change by that algorithm and by no cheaper one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mariadbAlgorithms } from '../../../src/dialect/mariadb/algorithms.js';
import type { Cost, Kind } from '../../../src/dialect/mysql/algorithm.js';
import { mysqlAlgorithms } from '../../../src/dialect/mysql/algorithms.js';
import { clause } from '../../../src/dialect/mysql/online.js';
import { type Lab, openLab, type ServerId, servers } from './support.js';

const changes: Readonly<Record<Kind, string>> = {
  'add column': 'ADD COLUMN n int NOT NULL DEFAULT 5 AFTER v',
  'add column before a virtual one': 'ADD COLUMN n int NOT NULL DEFAULT 5 FIRST',
  'add virtual column': 'ADD COLUMN n int AS (a + 1) VIRTUAL',
  'add virtual column before another': 'ADD COLUMN n int AS (a + 1) VIRTUAL AFTER k',
  'add stored column': 'ADD COLUMN n int AS (a + 1) STORED',
  'add counter': 'ADD COLUMN n int NOT NULL AUTO_INCREMENT, ADD KEY (n)',
  'drop column': 'DROP COLUMN d',
  'drop virtual column': 'DROP COLUMN v',
  'move a virtual column beside other changes': 'DROP COLUMN d, CHANGE COLUMN c d int',
  'rename column': 'RENAME COLUMN c TO n',
  'set default': 'ALTER COLUMN a SET DEFAULT 7',
  restate: "MODIFY COLUMN a int COMMENT 'other'",
  'restate beside a check of a date': 'RENAME COLUMN c TO n',
  'restate computed column': "MODIFY COLUMN y varchar(80) AS (concat(k, 'q')) VIRTUAL COMMENT 'other'",
  'append label': "MODIFY COLUMN e enum('x','y','z')",
  'grow varchar': 'MODIFY COLUMN s varchar(12)',
  'grow varchar over 255 bytes': 'MODIFY COLUMN m varchar(400)',
  'set null': 'MODIFY COLUMN u int NULL',
  'set not null': 'MODIFY COLUMN a int NOT NULL',
  'change type': 'MODIFY COLUMN a bigint',
  'change collation': 'MODIFY COLUMN k varchar(10) COLLATE utf8mb4_bin',
  'add primary key': 'ADD PRIMARY KEY (id)',
  'drop primary key': 'DROP PRIMARY KEY',
  'replace primary key': 'DROP PRIMARY KEY, ADD PRIMARY KEY (id, u)',
  'give up a key for another': 'DROP INDEX q',
  'add index': 'ADD INDEX n (c, a)',
  'add functional index': 'ADD INDEX n ((a + 1))',
  'drop functional index': 'DROP INDEX x',
  'drop unique functional index': 'DROP INDEX x',
  'add hashed key': 'ADD UNIQUE INDEX n (w)',
  'add fulltext index': 'ADD FULLTEXT INDEX n (m)',
  'add spatial index': 'ADD SPATIAL INDEX n (g)',
  'drop index': 'DROP INDEX ia',
  'rename index': 'RENAME INDEX ia TO ib',
  'add foreign key': 'ADD CONSTRAINT n FOREIGN KEY (c) REFERENCES p (id)',
  'drop foreign key': 'DROP FOREIGN KEY fk',
  'add check': 'ADD CONSTRAINT n CHECK (a > 0)',
  'drop check': 'DROP CONSTRAINT ck',
  'table comment': "COMMENT = 'other'",
  'table charset': 'DEFAULT CHARACTER SET latin1',
  'table rebuild': 'ROW_FORMAT = COMPACT',
  'change engine': 'ENGINE = InnoDB',
};

const ways: Readonly<Record<ServerId, ReadonlyArray<Cost['algorithm']>>> = {
  mysql: ['INSTANT', 'INPLACE', 'COPY'],
  mariadb: ['INSTANT', 'NOCOPY', 'INPLACE', 'COPY'],
};

/** What a table has for a change, the primary key among it. */
const more: Readonly<Partial<Record<Kind, string>>> = {
  'add primary key': 'KEY i (id)',
  'restate beside a check of a date': "PRIMARY KEY (id), h date, CONSTRAINT cd CHECK (h < '2999-01-01')",
  'restate computed column': "PRIMARY KEY (id), y varchar(80) AS (concat(k, 'q')) VIRTUAL",
  'give up a key for another': 'UNIQUE KEY q (u), UNIQUE KEY q2 (id)',
  'drop functional index': 'PRIMARY KEY (id), KEY x ((a + 3))',
  'drop unique functional index': 'PRIMARY KEY (id), UNIQUE KEY x ((a + 3))',
};

/** What one of the two does not have (a plan says so before it comes to costs) or does not tell. */
const missing: Readonly<Record<ServerId, ReadonlyArray<Kind>>> = {
  mysql: ['add hashed key'],
  // Whatever is said of a change of engine, MariaDB takes it, and copies.
  mariadb: ['add functional index', 'drop functional index', 'drop unique functional index', 'change engine'],
};

describe.each(servers)('%s', (id) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(id);
  });
  afterAll(() => lab.db.drop());

  const fresh = async (kind: Kind): Promise<void> => {
    await lab.db.reset();
    await lab.db.exec(`CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int NOT NULL, u int NOT NULL, a int, c int, d int, s varchar(10), m varchar(60), k varchar(10), w varchar(900), e enum('x','y'),
 v int AS (a + 2) VIRTUAL, f int, g point NOT NULL, KEY ia (a), KEY ic (c), KEY ik (k), KEY kf (f), ${more[kind] ?? 'PRIMARY KEY (id)'}, CONSTRAINT ck CHECK (a < 100)${kind === 'change engine' ? ') ENGINE = MyISAM' : ', CONSTRAINT fk FOREIGN KEY (f) REFERENCES p (id))'};
INSERT INTO t (id, u, a, g) VALUES (1, 1, 1, POINT(1, 1))`);
  };
  const takes = async (kind: Kind, ending: string): Promise<boolean> => {
    await fresh(kind);
    return lab.db.exec(`ALTER TABLE t ${changes[kind]}${ending}`).then(
      () => true,
      () => false,
    );
  };

  const here = (Object.keys(changes) as ReadonlyArray<Kind>).filter((k) => !missing[id].includes(k));

  test.each(here)('%s', async (kind) => {
    const told = (id === 'mysql' ? mysqlAlgorithms : mariadbAlgorithms)(lab.dialect.version)[kind];
    let cheapest: string | null = null;
    for (const way of ways[id]) {
      if (!(await takes(kind, `, ALGORITHM=${way}`))) continue;
      cheapest = way;
      break;
    }
    const online = await takes(kind, cheapest === 'INSTANT' ? '' : `, ALGORITHM=${cheapest}, LOCK=NONE`);
    expect({ algorithm: cheapest, blocksWrites: !online }).toEqual({
      algorithm: told.algorithm,
      blocksWrites: told.blocksWrites,
    });
    // What a plan says on a busy table is taken, and something is said wherever it would help.
    const said = clause({ kinds: [kind], cost: told, usual: true });
    expect(said === null).toBe(told.algorithm === 'COPY' || told.blocksWrites);
    if (said !== null) expect(await takes(kind, `, ${said}`), said).toBe(true);
  });
});
