/** Tables that are unlike others in one way each: which of a server's ways of changing a table they still allow. */
import type { ServerId } from '../../dialect/mysql/support.js';

export interface Odd {
  readonly called: string;
  readonly on: ReadonlyArray<ServerId>;
  /** Of table T; the constraints' names end in T, too. */
  readonly make: ReadonlyArray<string>;
  /** The changes that cost something else here than on an ordinary table: tried in every run, others now and then. */
  readonly telling: ReadonlyArray<string>;
  /** It takes long to make: nothing but the telling ones. */
  readonly slow: boolean;
  /** Something that no catalog shows makes the server write rows anew. */
  readonly hides: boolean;
}

const both: ReadonlyArray<ServerId> = ['mysql', 'mariadb'];

const plain = [
  'id int NOT NULL',
  'u int NOT NULL',
  'w int NOT NULL',
  'a int NULL',
  'b int NOT NULL DEFAULT 1',
  's varchar(10) NULL',
  'k varchar(10) NULL',
  'm varchar(60) NULL',
  "e enum('x','y') NULL",
  'd datetime NULL',
  'x text NULL',
  'f int NULL',
  'g point NOT NULL',
  'KEY ia (a)',
  'KEY ik (k)',
  'KEY jf (f)',
  'CONSTRAINT ck_T CHECK (b < 100)',
];
const primary = 'PRIMARY KEY (id)';
const keys = 'CONSTRAINT fk_T FOREIGN KEY (f) REFERENCES p (id)';

/** By the table: changes that cost something else there than on most, or did. */
const telling: Readonly<Record<string, ReadonlyArray<string>>> = {
  'an ordinary table': ['another character set', 'add an index over an expression', 'add a counter', 'rename a column'],
  'no key at all': ['add a unique key', 'add a unique index', 'add a key with its column becoming not null'],
  'a unique key in place of the primary one': [
    'drop a unique key',
    'null of the unique column',
    'rename a unique column',
  ],
  'two unique keys and no primary one': ['drop a unique key'],
  'a unique key over a column that may be null': ['add a unique key', 'replace a unique key'],
  'a virtual column': ['add a virtual column in the middle', 'a number worked out of a text'],
  'an indexed virtual column': ['add a column', 'drop a column', 'not null', 'null', 'comment on a computed column'],
  'an indexed virtual column and no key': ['add a unique key'],
  'a stored column': ['not null', 'comment on a computed column'],
  'a fulltext index': ['add a column', 'drop a column', 'another primary key'],
  'a fulltext index and no key': ['add a unique key'],
  'a spatial index': ['another row format', 'null'],
  'a functional index': ['add a virtual column', 'drop an index over an expression'],
  'a functional unique index': ['drop an index over an expression'],
  compressed: ['add a column', 'drop a column'],
  'a block size': ['add a column'],
  MyISAM: ['add a column', 'add an index', 'drop an index', 'drop a check', 'another engine'],
  MEMORY: ['add an index'],
  partitioned: ['add a virtual column', 'another primary key', 'add an index over an expression'],
  'a counter': ['add a virtual column in the middle'],
  'a hashed key': ['add a column', 'add an index', 'set a default', 'rename a column of a foreign key'],
  'a virtual column over a text': ['comment on a computed column'],
  'a unique index that goes down': ['add a unique key'],
  'as many instant additions as it takes': ['add a column', 'add a column first', 'drop a column'],
};

const odd = (
  called: string,
  more: ReadonlyArray<string>,
  options: {
    readonly on?: ReadonlyArray<ServerId>;
    readonly tail?: string;
    readonly before?: ReadonlyArray<string>;
    readonly hides?: boolean;
    readonly slow?: boolean;
    readonly after?: ReadonlyArray<string>;
    readonly without?: RegExp;
  } = {},
): Odd => ({
  called,
  hides: options.hides ?? false,
  telling: telling[called] ?? [],
  slow: options.slow ?? false,
  on: options.on ?? both,
  make: [
    ...(options.before ?? []),
    `CREATE TABLE T (${[...plain, ...more].filter((l) => options.without?.test(l) !== true).join(', ')})${options.tail ?? ''}`,
    `INSERT INTO T SET id = 1, u = 1, w = 1, a = 1, s = 'q', k = 'q', m = 'q', e = 'x'${options.without?.test('g point') === true ? '' : ', g = POINT(1, 1)'}`,
    ...(options.after ?? []),
  ],
});

const foreign = /^(?:CONSTRAINT fk|SPATIAL)/;

export const odds: ReadonlyArray<Odd> = [
  odd('an ordinary table', [primary, keys]),
  odd('no key at all', [keys]),
  odd('a unique key in place of the primary one', ['UNIQUE KEY uq (u)', keys]),
  odd('two unique keys and no primary one', ['UNIQUE KEY uq (u)', 'UNIQUE KEY uq2 (w)', keys]),
  odd('a unique key over a column that may be null', ['UNIQUE KEY uq (a)', keys]),
  odd('a unique key beside the primary one', [primary, 'UNIQUE KEY uq (u)', keys]),
  odd('a unique key over a prefix and no primary one', ['UNIQUE KEY uq (s(3))', keys]),
  odd('a virtual column', [primary, keys, 'v int AS (b + 2) VIRTUAL']),
  odd('an indexed virtual column', [primary, keys, 'v int AS (b + 2) VIRTUAL', 'KEY iv (v)']),
  odd('an indexed virtual column and no key', [keys, 'v int AS (b + 2) VIRTUAL', 'KEY iv (v)']),
  odd('a unique virtual column', [primary, keys, 'v int AS (u + 2) VIRTUAL', 'UNIQUE KEY iv (v)']),
  odd('a stored column', [primary, keys, 'v int AS (b + 2) STORED']),
  odd('an indexed stored column', [primary, keys, 'v int AS (b + 2) STORED', 'KEY iv (v)']),
  odd('a fulltext index', [primary, keys, 'FULLTEXT KEY ft (m)']),
  odd('a fulltext index, once', [primary, keys, 'FULLTEXT KEY ft (m)'], {
    after: ['ALTER TABLE T DROP INDEX ft'],
    hides: true,
  }),
  odd('a fulltext index and no key', [keys, 'FULLTEXT KEY ft (m)']),
  odd('a spatial index', [primary, keys, 'SPATIAL KEY sp (g)']),
  odd('a functional index', [primary, keys, 'KEY fx ((b + 3))'], { on: ['mysql'] }),
  odd('a functional index and no key', [keys, 'KEY fx ((b + 3))'], { on: ['mysql'] }),
  odd('an invisible column', [primary, keys, 'h int NULL INVISIBLE']),
  odd('compressed', [primary, keys], { tail: ' ROW_FORMAT=COMPRESSED' }),
  odd('redundant', [primary, keys], { tail: ' ROW_FORMAT=REDUNDANT' }),
  odd('a block size', [primary, keys], { tail: ' KEY_BLOCK_SIZE=8' }),
  odd('compact', [primary, keys], { tail: ' ROW_FORMAT=COMPACT' }),
  odd('MyISAM', [primary], { tail: ' ENGINE=MyISAM', without: foreign }),
  odd('Aria', [primary], { tail: ' ENGINE=Aria', on: ['mariadb'] }),
  odd('MEMORY', [primary], { tail: ' ENGINE=MEMORY', without: /^(?:x text|g point)/ }),
  odd('a trigger', [primary, keys], { after: ['CREATE TRIGGER tr_T BEFORE INSERT ON T FOR EACH ROW SET NEW.a = 1'] }),
  odd('foreign keys to it', [primary, keys, 'UNIQUE KEY uq (u)'], {
    after: [
      'CREATE TABLE c_T (id int PRIMARY KEY, o int, CONSTRAINT fko_T FOREIGN KEY (o) REFERENCES T (id) ON DELETE CASCADE)',
    ],
  }),
  odd(
    'a foreign key that sets null',
    [
      primary,
      'CONSTRAINT fk_T FOREIGN KEY (f) REFERENCES p (id) ON DELETE SET NULL ON UPDATE CASCADE',
      'v int AS (f + 2) VIRTUAL',
      'KEY iv (v)',
    ],
    { on: ['mariadb'] },
  ),
  odd('a foreign key to itself', [primary, 'CONSTRAINT fk_T FOREIGN KEY (f) REFERENCES T (id)']),
  odd('system versioned', [primary], {
    on: ['mariadb'],
    tail: ' WITH SYSTEM VERSIONING',
    before: ['SET SESSION system_versioning_alter_history = KEEP'],
  }),
  odd('partitioned', [primary], { tail: ' PARTITION BY HASH (id) PARTITIONS 2', without: /^(?:g point)/ }),
  odd('a check of a date', [primary, keys, "CONSTRAINT cd_T CHECK (d < '2999-01-01')"]),
  odd('expression defaults', [primary, keys, 'y varchar(40) DEFAULT (uuid())', 'z int DEFAULT (1 + 1)']),
  odd('a counter', ['n int NOT NULL AUTO_INCREMENT PRIMARY KEY', keys]),
  odd('a counter under a plain key', ['n int NOT NULL AUTO_INCREMENT', 'KEY i_n (n)', keys]),
  odd('as many instant additions as it takes', [primary, keys], {
    slow: true,
    after: [...Array.from({ length: 64 }, (_, n) => `ALTER TABLE T ADD COLUMN z${n} int`)],
  }),
  odd('added instantly, then copied', [primary, keys], {
    after: ['ALTER TABLE T ADD COLUMN z int FIRST', 'ALTER TABLE T MODIFY COLUMN z bigint'],
  }),
  odd('dropped instantly', [primary, keys, 'z int'], { after: ['ALTER TABLE T DROP COLUMN z'] }),
  odd('a hashed key', [primary, keys, 'UNIQUE KEY uh (x)'], { on: ['mariadb'] }),
  odd('a hashed key and no other', [keys, "x2 varchar(900) NOT NULL DEFAULT 'q'", 'UNIQUE KEY uh (x2)'], {
    on: ['mariadb'],
  }),
  odd('a virtual column over a text', [primary, keys, "v varchar(80) AS (concat(m, 'q')) VIRTUAL", 'KEY iv (v)']),
  odd('a functional unique index', [primary, keys, 'UNIQUE KEY fx ((u + 3))'], { on: ['mysql'] }),
  odd('a unique index that goes down', [keys, 'UNIQUE KEY dn (u DESC)']),
  odd('a unique index with a comment', [keys, "UNIQUE KEY dn (u) COMMENT 'c'"]),
  odd('a primary key over a prefix', ['PRIMARY KEY (id, p(3))', "p varchar(20) NOT NULL DEFAULT 'q'", keys]),
  odd('a multi-valued index', [primary, keys, 'j json', 'KEY mv ((cast(j as unsigned array)))'], { on: ['mysql'] }),
  odd('json with a check', [primary, keys, 'j json']),
  odd('a temporary default', [
    primary,
    keys,
    'ts timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP',
  ]),
  odd('another character set', [primary, keys], { tail: ' DEFAULT CHARSET=latin1' }),
];
