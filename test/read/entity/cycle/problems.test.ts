/** What cannot be known without running PHP, and what Cycle would not take: each is told with its place. */
import { expect, test } from 'vitest';
import type { DialectId } from '../../../../src/ir/expression.js';
import { isLeft } from '../../../../src/prelude.js';
import { cycle } from '../../../../src/read/entity/cycle/index.js';
import { sentence } from '../../../../src/report/problem-words.js';

const uses = `<?php
namespace App;
use Cycle\\Annotated\\Annotation\\{Column, Embeddable, Entity, ForeignKey};
use Cycle\\Annotated\\Annotation\\Relation\\{BelongsTo, Embedded, HasMany, ManyToMany};
use Cycle\\Annotated\\Annotation\\Table\\Index;
use Cycle\\ORM\\Entity\\Behavior;
`;

const read = (body: string, dialect: DialectId = 'postgres', only: ReadonlyArray<string> | null = null) =>
  cycle.read({ files: [{ name: 'src/A.php', text: `${uses}${body}` }], only, dialect, everything: true });

/** Each as `line: sentence — hint`. */
const told = (body: string, dialect: DialectId = 'postgres', only: ReadonlyArray<string> | null = null) => {
  const desired = read(body, dialect, only);
  return isLeft(desired) ? desired.left.map((p) => `${(p.at?.line ?? 0) - 6}: ${sentence(p)} — ${p.hint}`) : [];
};

const column = (attribute: string): string => `#[Entity] class A {
#[Column('primary')] public int $id;
${attribute} public $x;
}`;

test.each([
  [
    "#[Column('string', default: self::now())]",
    '3: default of Column of "App\\A" is computed when the program runs: it is no constant — Write a constant.',
  ],
  [
    "#[Column('string', default: Other::X)]",
    '3: default of Column of "App\\A" is computed when the program runs: App\\Other is not among the files that were read — Write a constant.',
  ],
  [
    "#[Column('string', default: new Thing())]",
    '3: the default of x of "as" cannot be: it is an object — Write a constant.',
  ],
  [
    '#[Column(...self::OPTIONS)]',
    '3: an argument of Column of "App\\A" is computed when the program runs: it is unpacked — null',
  ],
  ["#[Column('strng')]", '3: the type strng of x of "as" is not understood — Did you mean "string"?'],
  [
    "#[Column('set(a,b)')]",
    '3: the type set(a,b) of x of "as" is not understood: Cycle has it for other engines only — null',
  ],
  [
    "#[Column('enum')]",
    '3: the type enum of x of "as" cannot be: its values stand in parentheses: enum(active,disabled) — null',
  ],
  [
    '#[Column(\'enum("a","b")\')]',
    '3: the type enum("a","b") of x of "as" cannot be: Cycle takes the quotes of "a" as part of the value — null',
  ],
  [
    "#[Column('text(20)')]",
    '3: the type text(20) of x of "as" cannot be: Cycle takes nothing in the parentheses of this type, and would leave out 20 — null',
  ],
  ["#[Column('integer', default: 'many')]", '3: the default of x of "as" cannot be: it is no whole number — null'],
  [
    "#[Column('datetime', default: 'tomorrow')]",
    "3: the default of x of \"as\" is computed when the program runs: what it means depends on the day the schema is made — Write 'CURRENT_TIMESTAMP' or a full date such as '2024-01-31 00:00:00'.",
  ],
  ['#[Column(nullable: true)]', '3: the key "type" is missing in #[Column] — null'],
  [
    '#[BelongsTo(target: User::class)]',
    '3: "App\\User" is not among the files that were read, the relation x needs it of "App\\A" — Name the folder with all entities, or add the file.',
  ],
  [
    "#[BelongsTo(target: A::class, fkActoin: 'CASCADE')]",
    '3: unknown key "fkActoin" in #[BelongsTo] — Did you mean "fkAction"?',
  ],
  [
    "#[BelongsTo(target: A::class, fkAction: 'DROP')]",
    '3: the action DROP of a foreign key of "as" is not understood — There are no action, restrict, cascade, set null, set default.',
  ],
  ['#[ManyToMany(target: A::class)]', '3: the key "through" is missing in #[ManyToMany] — null'],
  [
    '#[Embedded(target: Address::class)]',
    '3: "App\\Address" is not among the files that were read, the embedded x needs it of "App\\A" — Add the file of the class with #[Embeddable].',
  ],
])('%s', (attribute, problem) => {
  expect(told(column(attribute))[0]).toBe(problem);
});

test('a constant that refers to itself has an end', () => {
  const [problem] = told(`#[Entity] class A { const X = self::Y; const Y = self::X;
#[Column('primary')] public int $id; #[Column('string', default: self::X)] public $x; }`);
  expect(problem).toContain('it refers to itself');
});

test('MySQL takes no default for a text, as Cycle has it', () => {
  expect(told(column("#[Column('text', default: 'x')]"), 'mysql')).toEqual([
    '3: the default of x of "as" cannot be: Cycle refuses a default for texts and JSON on this engine — null',
  ]);
});

test('MariaDB has no order of index columns, as Cycle has it', () => {
  const body = `#[Index(columns: ['x DESC'])]\n${column("#[Column('integer')]")}`;
  expect(told(body)).toEqual([]);
  expect(told(body, 'mariadb')[0]).toContain('the order of x in an index');
});

test('an index names columns that are there', () => {
  expect(told(`#[Index(columns: ['y'])]\n${column("#[Column('integer')]")}`)).toEqual([
    '1: there is no column "y" of table "as" — It has id, x.',
  ]);
});

test('a plan is for one database', () => {
  const two = `#[Entity(database: 'b')] class B { #[Column('primary')] public int $id; }`;
  expect(told(`#[Entity] class A { #[Column('primary')] public int $id; }\n${two}`)[0]).toContain('default, b');
  expect(told(two)).toEqual([]);
  expect(told(`#[Entity] class A { #[Column('primary')] public int $id; }\n${two}`, 'postgres', ['App\\B'])).toEqual(
    [],
  );
});

test('a behavior that is not known is no guess', () => {
  expect(told(`#[Behavior\\Sluggable]\n${column("#[Column('integer')]")}`)[0]).toContain('Behavior\\Sluggable');
  expect(told(`#[Behavior\\Hook(callable: 'x', events: [])]\n${column("#[Column('integer')]")}`)).toEqual([]);
});

test('an attribute of the project that extends one of Cycle is told, and another is none of ours', () => {
  const money = `${column('#[Money]')}
class Money extends Base {}
abstract class Base extends Column {}`;
  expect(told(money)).toEqual([
    '3: #[Money] of "App\\A" is not understood: it extends Cycle’s Column, and what its constructor says is known when it runs only — Write #[Column(…)].',
  ]);
  expect(told(`${column("#[Column('integer'), Checked, \\Else\\Where]")}\nclass Checked {}`)).toEqual([]);
  expect(cycle.refersTo({ name: 'A.php', text: `${uses}${money}` })).toContain('App\\Money');
});

test('annotations in comments are told, where no attribute says the same', () => {
  expect(
    told(`/** @Entity(table="a") */
class A {
  /**
   * @Column(type="primary")
   * @var int
   */
  public $id;
}`),
  ).toEqual([
    '1: @Entity is not understood: it stands in a comment, and attributes are read — Write #[Entity].',
    '4: @Column is not understood: it stands in a comment, and attributes are read — Write #[Column].',
  ]);
  expect(told(column('/** @Column(type="integer")\n * @see Column */\n#[Column(\'integer\')]'))).toEqual([]);
  expect(told(column('#[Column(\'integer\')]\n/** @Column(type="integer") */'))).toEqual([]);
  expect(told(column("/** @Thing @return Column */\n#[Column('integer')]"))).toEqual([]);
  expect(told(column('/** @Column(type="integer") */\n#[Checked]'))).toEqual([
    '3: @Column is not understood: it stands in a comment, and attributes are read — Write #[Column].',
  ]);
  const file = { name: 'A.php', text: '<?php use Cycle\\Annotated\\Annotation as C; /** @C\\Entity */ class A {}' };
  expect(cycle.claims(file)).toBe(true);
});

test('a class that is not there has a suggestion', () => {
  expect(told(column(''), 'postgres', ['App\\B'])[0]).toContain('Did you mean "App\\\\A"?');
});

test('text that is no PHP is told with its line', () => {
  expect(told('#[Entity] class A {\n public $x\n }')[0]).toMatch(/^2: cannot be read as PHP/);
});

test('two entities of one role are told', () => {
  expect(
    told(`#[Entity(role: 'a')] class A { #[Column('primary')] public int $id; }
#[Entity(role: 'a', table: 'b')] class B { #[Column('primary')] public int $id; }`)[0],
  ).toContain('the role a');
});

test('a class asked for by name owns nothing but what it says, unless all classes were read', () => {
  const files = [{ name: 'A.php', text: `${uses}${column("#[Column('integer')]")}` }];
  const owned = (everything: boolean) => {
    const desired = cycle.read({ files, only: ['App\\A'], dialect: 'postgres', everything });
    return isLeft(desired) ? [] : desired.right.owns.byTable['as']?.facets;
  };
  expect(owned(false)).toEqual([]);
  expect(owned(true)).toContain('columns');
});
