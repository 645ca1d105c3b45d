/** Databases full of things that no spec says: read, left alone by physical, and made again from what was read. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { normalise } from '../../../src/ir/normalise.js';
import { emptySchema, type Schema } from '../../../src/ir/schema.js';
import { type Lab, making, openLab, plain, printed, type ServerId, servers } from './support.js';

const both = `
CREATE TABLE parent (a int NOT NULL, b varchar(10) COLLATE utf8mb4_bin NOT NULL, c int UNIQUE, PRIMARY KEY (a, b)) COMMENT 'it''s "odd" \\\\ \\n';
CREATE TABLE child (
  id bigint unsigned AUTO_INCREMENT, pa int, pb varchar(20) COLLATE utf8mb4_bin, self bigint unsigned, c int NOT NULL,
  KEY (id), KEY other (pb, pa),
  FOREIGN KEY (pa, pb) REFERENCES parent (a, b) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT \`odd fk\` FOREIGN KEY (c) REFERENCES parent (c) ON DELETE RESTRICT);
CREATE TABLE texts (
  a varchar(100) CHARACTER SET ucs2, b text CHARACTER SET latin1 COLLATE latin1_general_cs, c char(3) CHARACTER SET binary,
  d enum('a','b') CHARACTER SET ascii DEFAULT 'b', e longtext NOT NULL, f varchar(5000) DEFAULT '',
  KEY p (a(10), b(20)), FULLTEXT KEY ft (e, f), UNIQUE KEY up (e(30)), UNIQUE KEY ud (f(5) DESC)) CHARACTER SET latin1;
CREATE TABLE numbers (
  a int(5) zerofill, b decimal(10,2) unsigned zerofill, c double(8,3), d float(7,2) unsigned, e tinyint(1) unsigned, f bigint DEFAULT -1,
  g bit(5) DEFAULT b'10110', h double DEFAULT -1.5e-7, i tinyint DEFAULT 1, j tinyint(1) DEFAULT 7, k int NOT NULL DEFAULT 0 COMMENT '0');
CREATE TABLE moments (
  a timestamp(2) NOT NULL DEFAULT current_timestamp(2) ON UPDATE current_timestamp(2), b datetime DEFAULT '2001-01-01 00:00:00' ON UPDATE current_timestamp,
  c time(4) DEFAULT '-10:00:00', d year DEFAULT 1999, e date DEFAULT (current_date + interval 1 day), f timestamp NULL DEFAULT NULL);
CREATE TABLE computed (
  a int, b int AS (a * 2) VIRTUAL COMMENT 'x', c varchar(50) AS (concat('<', a, '>')) STORED, d int DEFAULT (1 + 1), e varchar(36) DEFAULT (uuid()),
  f int INVISIBLE DEFAULT 3, g point, h geometry NOT NULL, SPATIAL KEY sp (h), KEY kb (b),
  CHECK (a > 0), CONSTRAINT two CHECK (a < 10 AND c LIKE '<%'), CHECK (length(c) > 1 OR json_valid(c)));
CREATE TABLE isam (a int PRIMARY KEY, b varchar(20)) ENGINE=MyISAM ROW_FORMAT=DYNAMIC CHECKSUM=1 AVG_ROW_LENGTH=50;
CREATE TABLE fast (a int, KEY hk (a) USING HASH, KEY bt (a) USING BTREE) ENGINE=MEMORY;
CREATE TABLE small (a int) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=4 STATS_PERSISTENT=0;`;

const own: Readonly<Record<ServerId, string>> = {
  mysql: `
CREATE TABLE only_mysql (
  a int, b varchar(20), p point NOT NULL SRID 4326, j json DEFAULT (json_object('a', 1)), v vector(3),
  t text DEFAULT ('it''s é'), x varbinary(5) DEFAULT 0xFF01,
  KEY f ((lower(b)), a DESC), KEY g ((cast(json_extract(j, '$.x') AS unsigned))), UNIQUE KEY u ((a + 1)), KEY hidden (a) INVISIBLE, SPATIAL KEY sp (p),
  CONSTRAINT ne CHECK (a > 0) NOT ENFORCED, CONSTRAINT re CHECK (regexp_like(b, '^[a-z]+$')));`,
  mariadb: `
CREATE TABLE only_mariadb (
  a int CHECK (a > 0), u uuid, i inet6, i4 inet4, j json, k longtext CHECK (json_valid(k)), t text DEFAULT 'it''s é', c text COMPRESSED,
  h text, UNIQUE KEY uh (h), KEY ig (a) IGNORED, s int DEFAULT nextval(sq), r varchar(10) CHECK (r REGEXP '^[a-z]+$'));
CREATE TABLE versioned (a int) WITH SYSTEM VERSIONING;`,
};

describe.each(servers)('%s', (id) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(id);
  });
  afterAll(() => lab.db.drop());

  const odd = async (): Promise<Schema> => {
    await lab.db.reset();
    await lab.db.exec('SET sql_mode = REPLACE(@@sql_mode, "ONLY_FULL_GROUP_BY", "")');
    if (id === 'mariadb') await lab.db.exec('CREATE SEQUENCE sq');
    await lab.db.exec(both + own[id]);
    return lab.catalog();
  };

  test('physical leaves it alone', async () => {
    const read = await odd();
    expect(normalise(lab.dialect.physical(structuredClone(read)))).toEqual(read);
    expect(read.tables).toHaveLength(id === 'mysql' ? 10 : 11);
  });

  test('it can be made again', async () => {
    const read = await odd();
    const tables = read.tables.filter((t) => t.name.name !== 'versioned');
    const order = ['parent'];
    const sorted = [
      ...tables.filter((t) => order.includes(t.name.name)),
      ...tables.filter((t) => !order.includes(t.name.name)),
    ];
    await lab.db.reset();
    if (id === 'mariadb') await lab.db.exec('CREATE SEQUENCE sq');
    const again: Schema = { tables: sorted, enums: [], opaque: [] };
    for (const sql of printed(lab.dialect, making(again), emptySchema, again)) await lab.db.exec(sql);
    expect(plain(await lab.catalog())).toEqual(plain(again));
  });

  test('every column can be restated', async () => {
    const read = await odd();
    for (const t of read.tables) {
      if (t.name.name === 'versioned') continue;
      for (const c of t.columns)
        await lab.alter(t, t, { kind: 'AlterColumn', before: c, after: c, using: null }).catch((e: unknown) => {
          throw new Error(`${t.name.name}.${c.name}: ${e instanceof Error ? e.message : ''}`);
        });
    }
  }, 300_000);

  test('what cannot be said is kept aside', async () => {
    const read = await odd();
    expect(read.opaque.map((o) => `${o.kind} ${o.name.name}`)).toEqual(
      id === 'mysql' ? [] : ['constraint system versioning', 'sequence sq'],
    );
  });
});
