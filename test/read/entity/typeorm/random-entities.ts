/** Entities made at random from what a driver knows, and the same with some columns changed. */
import fc from 'fast-check';
import type { DialectId } from '../../../../src/ir/expression.js';

interface Kind {
  readonly type: string;
  readonly property: string;
  /** Options of which one is taken, each as it is written. */
  readonly sizes?: ReadonlyArray<string>;
  readonly defaults?: ReadonlyArray<string>;
  readonly keyed?: boolean;
}

const numbers = ['0', '-7', "'42'"];
const kind = (type: string, property: string, more: Omit<Kind, 'type' | 'property'> = {}): Kind => ({
  type,
  property,
  ...more,
});

const everywhere: ReadonlyArray<Kind> = [
  kind('varchar', 'string', {
    sizes: ['length: 10', 'length: 60', "length: '33'"],
    defaults: ["'x'", "''", "'a b'"],
    keyed: true,
  }),
  kind('int', 'number', { defaults: numbers, keyed: true }),
  kind('smallint', 'number', { defaults: numbers, keyed: true }),
  kind('bigint', 'string', { defaults: ["'9007199254740993'", '5'], keyed: true }),
  kind('decimal', 'string', {
    sizes: ['precision: 8, scale: 3', 'precision: 12, scale: 0'],
    defaults: ["'1.500'", '2'],
  }),
  kind('boolean', 'boolean', { defaults: ['true', 'false'] }),
  kind('date', 'string', { defaults: ["'2020-02-29'"] }),
  kind('simple-array', 'string[]'),
  kind('simple-json', 'object'),
  kind('text', 'string'),
];

const own: Readonly<Record<DialectId, ReadonlyArray<Kind>>> = {
  postgres: [
    kind('timestamp', 'Date', {
      sizes: ['precision: 0', 'precision: 3'],
      defaults: ["() => 'CURRENT_TIMESTAMP'", "() => 'now()'"],
    }),
    kind('timestamptz', 'Date', { defaults: ["() => 'now()'"], keyed: true }),
    kind('time', 'string', { sizes: ['precision: 2'] }),
    kind('uuid', 'string', { defaults: ["() => 'gen_random_uuid()'"], keyed: true }),
    kind('jsonb', 'object', { defaults: ["{ a: [1, 'b'] }", "'{}'", '[]'] }),
    kind('json', 'object', { defaults: ["'[]'"] }),
    kind('bytea', 'Buffer'),
    kind('real', 'number', { defaults: ['1.5', '0'] }),
    kind('double precision', 'number', { defaults: ['-2.25'] }),
    kind('enum', 'string', { sizes: ["enum: ['a', 'b']", "enum: ['a', 'b', 'c d']"], defaults: ["'a'", "'b'"] }),
    kind('int', 'number[]', { sizes: ['array: true'], defaults: ['[1, 2]', '[]', "'{}'"] }),
    kind('text', 'string[]', { sizes: ['array: true'], defaults: ["'{}'", "['a', 'b']"] }),
    kind('char', 'string', { sizes: ['length: 3'], defaults: ["'abc'"] }),
    kind('inet', 'string'),
    kind('interval', 'string', { defaults: ["'1 day'"] }),
    kind('numeric', 'string', { defaults: ['0.1'] }),
    kind('int4range', 'string'),
    kind('bit', 'string', { sizes: ['length: 4'] }),
  ],
  mysql: [],
  mariadb: [],
  sqlite: [
    kind('datetime', 'Date', { defaults: ["() => 'CURRENT_TIMESTAMP'", '() => "datetime(\'now\')"'] }),
    kind('simple-enum', 'string', { sizes: ["enum: ['a', 'b']"], defaults: ["'a'"] }),
    kind('blob', 'Buffer'),
    kind('real', 'number', { defaults: ['1.5'] }),
    kind('json', 'object', { defaults: ["{ a: [1, 'b'] }"] }),
    kind('varchar', 'string', { sizes: ["collation: 'NOCASE'"] }),
  ],
};

const mysql: ReadonlyArray<Kind> = [
  kind('datetime', 'Date', { sizes: ['precision: 3', 'precision: 6'] }),
  kind('datetime', 'Date', { defaults: ["() => 'CURRENT_TIMESTAMP'"] }),
  kind('timestamp', 'Date', { defaults: ["() => 'CURRENT_TIMESTAMP'"] }),
  kind('time', 'string', { sizes: ['precision: 2'] }),
  kind('json', 'object'),
  kind('blob', 'Buffer'),
  kind('varbinary', 'Buffer', { sizes: ['length: 9', 'length: 20'] }),
  kind('float', 'number', { defaults: ['1', '0'] }),
  kind('double', 'number', { sizes: ['precision: 9, scale: 2'], defaults: ['2.5'] }),
  kind('enum', 'string', { sizes: ["enum: ['a', 'b']", "enum: ['a', 'b', 'c d']"], defaults: ["'a'", "'b'"] }),
  kind('set', 'string[]', { sizes: ["enum: ['a', 'b', 'c']"], defaults: ["['a', 'b']"] }),
  kind('int', 'number', { sizes: ['unsigned: true'], defaults: ['3'], keyed: true }),
  kind('mediumint', 'number', { defaults: numbers }),
  kind('tinyint', 'number', { defaults: ['1'] }),
  kind('year', 'number'),
  kind('uuid', 'string'),
  kind('char', 'string', { sizes: ['length: 5'], defaults: ["'abc'"], keyed: true }),
  kind('mediumtext', 'string'),
  kind('bit', 'Buffer', { defaults: ['() => "b\'1\'"'] }),
];

const kindsFor = (d: DialectId): ReadonlyArray<Kind> => [...everywhere, ...own[d], ...(/^m/.test(d) ? mysql : [])];

interface Column {
  readonly kind: Kind;
  readonly pick: number;
  readonly size: number;
  readonly value: number | null;
  readonly nullable: boolean;
  readonly mark: 'none' | 'index' | 'unique';
  readonly comment: boolean;
}

const column = (d: DialectId): fc.Arbitrary<Column> =>
  fc.record({
    kind: fc.constantFrom(...kindsFor(d)),
    pick: fc.nat(9),
    size: fc.nat(5),
    value: fc.option(fc.nat(5)),
    nullable: fc.boolean(),
    mark: fc.constantFrom('none', 'none', 'index', 'unique'),
    comment: fc.boolean(),
  });

const of = <A>(list: ReadonlyArray<A> | undefined, n: number): A | null =>
  list === undefined || list.length === 0 ? null : (list[n % list.length] ?? null);

const written = (c: Column, n: number, name: string, comments: boolean): string => {
  const value = c.value === null ? null : of(c.kind.defaults, c.value);
  const options = [
    `type: '${c.kind.type}'`,
    of(c.kind.sizes, c.size),
    value === null ? null : `default: ${value}`,
    c.nullable ? 'nullable: true' : null,
    c.mark === 'unique' && c.kind.keyed === true ? 'unique: true' : null,
    c.comment && comments ? `comment: 'c${c.pick}'` : null,
  ].filter((o) => o !== null);
  const index = c.mark === 'index' && c.kind.keyed === true ? '  @Index()\n' : '';
  return `${index}  @Column({ ${options.join(', ')} })\n  ${name}${n}: ${c.kind.property};\n`;
};

export interface Pair {
  readonly before: string;
  readonly after: string;
}

const head = "import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';\n";

const file = (tables: ReadonlyArray<ReadonlyArray<readonly [Column, string]>>, comments: boolean): string =>
  head +
  tables
    .map((columns, i) => {
      // A facet is owned once it is mentioned: a table that has no index says nothing of indexes.
      const fixed = '  @Index()\n  @Column()\n  fixed: number;\n  @Column({ unique: true })\n  only: number;\n';
      const to = i === 0 ? '' : `  @ManyToOne(() => T${i - 1})\n  parent: T${i - 1};\n`;
      const own = columns.map(([c, name], n) => written(c, n, name, comments)).join('');
      return `@Entity()\nexport class T${i} {\n  @PrimaryGeneratedColumn()\n  id: number;\n${fixed}${to}${own}}\n`;
    })
    .join('\n');

/**
 * Of a changed column all may differ but its type, because not every type becomes every other, and its comment: one that is
 * not said any more stays.
 */
export const pairs = (d: DialectId): fc.Arbitrary<Pair> =>
  fc
    .array(
      fc.array(fc.tuple(column(d), column(d), fc.constantFrom('same', 'same', 'changed', 'gone', 'new')), {
        minLength: 3,
        maxLength: 9,
      }),
      {
        minLength: 3,
        maxLength: 5,
      },
    )
    .map((tables) => {
      const side = (after: boolean) =>
        tables.map((columns) =>
          columns.map(([a, b, how]): readonly [Column, string] => {
            if (how === 'gone') return after ? [b, 'n'] : [a, 'o'];
            return after && how === 'changed'
              ? [{ ...b, kind: a.kind, size: a.size, comment: a.comment, pick: a.pick }, 'c']
              : [a, 'c'];
          }),
        );
      const comments = d !== 'sqlite';
      return { before: file(side(false), comments), after: file(side(true), comments) };
    });
