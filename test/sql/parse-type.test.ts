import { describe, expect, it } from 'vitest';
import { right } from '../../src/prelude.js';
import { parse } from '../../src/sql/generated/type.generated.js';
import { parseTypeWords } from '../../src/sql/parse-type.js';

describe('parseTypeWords', () => {
  it.each([
    ['varchar(255)', 'varchar', ['255'], '', 0],
    ['DECIMAL(10, 2) UNSIGNED  ZEROFILL', 'decimal', ['10', '2'], 'unsigned zerofill', 0],
    ['character varying(20)[]', 'character varying', ['20'], '', 1],
    ['timestamp(3) with time zone', 'timestamp', ['3'], 'with time zone', 0],
    ['timestamp without time zone', 'timestamp', [], 'without time zone', 0],
    ['double precision', 'double precision', [], '', 0],
    ['int unsigned', 'int', [], 'unsigned', 0],
    ['unsigned big int', 'unsigned big int', [], '', 0],
    ["enum('a','it''s','x,y')", 'enum', ['a', "it's", 'x,y'], '', 0],
    [
      'char(10) character set utf8mb4 collate utf8mb4_bin',
      'char',
      ['10'],
      'character set utf8mb4 collate utf8mb4_bin',
      0,
    ],
    ['text character set utf8mb4', 'text', [], 'character set utf8mb4', 0],
    ['"char"', '"char"', [], '', 0],
    ['public."My Mood"[][]', 'public."My Mood"', [], '', 2],
    ['int array', 'int', [], '', 1],
    ['geometry(Point,4326)', 'geometry', ['Point', '4326'], '', 0],
    ['numeric(10,-2)', 'numeric', ['10', '-2'], '', 0],
    ['interval day to second(3)', 'interval day to second', ['3'], '', 0],
    ['year(4)', 'year', ['4'], '', 0],
  ])('reads %s', (spelling, name, args, suffix, array) => {
    expect(parseTypeWords(spelling)).toEqual({ _tag: 'Right', right: { name, args, suffix, array } });
  });

  it.each(['', '(3)', 'int(', "enum('a", 'int)', 'int; drop table t'])('refuses %j', (spelling) => {
    expect(parseTypeWords(spelling)._tag).toBe('Left');
  });
});

describe('the usual spellings', () => {
  const names = [
    'int',
    'bigint',
    'varchar',
    'character varying',
    'bit varying',
    'double precision',
    'timestamp',
    'array',
    'set',
  ];
  const args = ['', '(1)', '(12,2)', '(12, 2)', '(0)'];
  const suffixes = ['', ' with time zone', ' without time zone'];
  const all = names.flatMap((n) => args.flatMap((a) => suffixes.map((s) => `${n}${a}${s}`)));

  it.each(all)('%s is split as the grammar splits it', (spelling) => {
    expect(parseTypeWords(spelling)).toEqual(right(parse(spelling)));
  });
});
