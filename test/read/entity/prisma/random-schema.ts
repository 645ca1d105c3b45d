/** Schemas that nobody thought of, for a provider: scalars, native types, defaults, keys, relations. */
import fc from 'fast-check';

export type RandomProvider = 'postgresql' | 'sqlite';

interface Field {
  readonly text: string;
  /** May stand in a key. */
  readonly name: string | null;
}

const natives: Readonly<Record<string, ReadonlyArray<string>>> = {
  String: ['@db.VarChar(40)', '@db.Char(3)', '@db.Text', '@db.Inet', '@db.Bit(4)'],
  Int: ['@db.SmallInt', '@db.Integer', '@db.Oid'],
  Float: ['@db.Real'],
  Decimal: ['@db.Decimal(9, 3)', '@db.Money'],
  DateTime: ['@db.Timestamptz(6)', '@db.Timestamp(0)', '@db.Date', '@db.Time(3)', '@db.Timetz(6)'],
  Json: ['@db.Json'],
};

const values: Readonly<Record<string, ReadonlyArray<string>>> = {
  String: ['"x"', '""', '"it\'s"', '"a\\\\b"', '"\\" q"', 'uuid()'],
  Int: ['0', '5', '32000'],
  BigInt: ['0', '-9223372036854775808', '12'],
  Float: ['1.5', '0', '-0.25', '100'],
  Decimal: ['1.10', '0', '-3.5', '100.000'],
  Boolean: ['true', 'false'],
  DateTime: ['now()', '"2020-02-29T10:20:30Z"', '"2020-02-29T10:20:30.120+02:00"'],
  Bytes: ['"aGk="'],
  Color: ['RED', 'BLUE'],
  state_e: ['on', 'off'],
  Json: ['"{}"', '"[1, \\"a\\"]"', '"7"'],
};

const scalars = ['String', 'Int', 'BigInt', 'Float', 'Decimal', 'Boolean', 'DateTime', 'Bytes', 'Color', 'state_e'];

const choices = fc.record({
  type: fc.nat({ max: 99 }),
  native: fc.nat({ max: 20 }),
  arity: fc.constantFrom('', '', '?', '[]'),
  value: fc.option(fc.nat({ max: 20 })),
  more: fc.nat({ max: 2 }),
  map: fc.option(fc.constantFrom('c', 'Col', 'order', 'a b'), { freq: 3 }),
  unique: fc.nat({ max: 9 }).map((n) => n === 0),
  word: fc.constantFrom('f', 'aField', 'snake_case', 'ABC'),
});

type Choices = typeof choices extends fc.Arbitrary<infer C> ? C : never;

const field = (pg: boolean, c: Choices, at: number): Field => {
  const types = pg ? [...scalars, 'Json'] : scalars;
  const type = types[c.type % types.length] ?? 'Int';
  const list = pg && c.arity === '[]';
  const known = pg ? (natives[type] ?? []) : [];
  const native = known[c.native] ?? '';
  const odd = /Inet|Bit/.test(native);
  const all = (values[type] ?? []).filter((v) => !(native.includes('Char(3)') && v.length > 5));
  const plain = all.filter((v) => !v.includes('('));
  const picked = c.value === null || odd ? undefined : all[c.value % all.length];
  const many = Array.from({ length: c.more }, (_, i) => plain[((c.value ?? 0) + i) % plain.length] ?? '');
  const said =
    c.value === null || odd
      ? ''
      : list
        ? ` @default([${many.join(', ')}])`
        : picked === undefined
          ? ''
          : ` @default(${picked})`;
  const unkeyed = /Json|Bytes/.test(type) || /Bit|Money/.test(native) || list;
  const map = c.map === null ? '' : ` @map("${c.map}_${at}")`;
  const unique = c.unique && !unkeyed ? ' @unique' : '';
  const name = `${c.word}${at}`;
  const arity = list ? '[]' : c.arity === '?' ? '?' : '';
  return {
    text: `${name} ${type}${arity}${said}${native === '' ? '' : ` ${native}`}${map}${unique}`,
    name: unkeyed ? null : name,
  };
};

const ids = [
  { text: 'id Int @id @default(autoincrement())', type: 'Int' },
  { text: 'id String @id @default(uuid())', type: 'String' },
  { text: 'id BigInt @id', type: 'BigInt' },
  { text: 'id Int @id', type: 'Int' },
] as const;

const model = fc.record({
  name: fc.constantFrom('a', 'User', 'Order_line', 'x1'),
  id: fc.nat({ max: ids.length - 1 }),
  fields: fc.array(choices, { minLength: 1, maxLength: 7 }),
  index: fc.constantFrom(null, '', '(sort: Desc)'),
  unique: fc.boolean(),
  map: fc.option(fc.constantFrom('t', 'Tab', 'group', 'x y')),
});

const relation = fc.record({
  from: fc.nat({ max: 9 }),
  to: fc.nat({ max: 9 }),
  kind: fc.constantFrom('many', 'one', 'unique'),
  optional: fc.boolean(),
  onDelete: fc.option(fc.constantFrom('Cascade', 'NoAction', 'Restrict')),
  onUpdate: fc.option(fc.constantFrom('Cascade', 'NoAction', 'Restrict')),
});

export const randomSchema = (provider: RandomProvider): fc.Arbitrary<string> => {
  const pg = provider === 'postgresql';
  return fc
    .tuple(fc.array(model, { minLength: 2, maxLength: 5 }), fc.array(relation, { maxLength: 4 }))
    .map(([models, relations]) => {
      const bodies = models.map((m): string[] => {
        const fields = m.fields.map((f, i) => field(pg, f, i));
        const keys = fields.flatMap((f) => f.name ?? []);
        const [first] = keys;
        return [
          ids[m.id]?.text ?? '',
          ...fields.map((f) => f.text),
          ...(m.index === null || keys.length < 2
            ? []
            : [
                `@@index([${keys
                  .slice(0, 2)
                  .map((k) => k + m.index)
                  .join(', ')}])`,
              ]),
          ...(m.unique && first !== undefined ? [`@@unique([id, ${first}])`] : []),
        ];
      });
      const name = (i: number): string => `M${models[i]?.name ?? ''}${i}`;
      for (const [n, r] of relations.entries()) {
        const [from, to] = [r.from % models.length, r.to % models.length];
        if (r.kind === 'many') {
          bodies[from]?.push(`r${n} ${name(to)}[] @relation("R${n}")`);
          bodies[to]?.push(`s${n} ${name(from)}[] @relation("R${n}")`);
          continue;
        }
        const mark = r.optional ? '?' : '';
        const actions = `${r.onDelete === null ? '' : `, onDelete: ${r.onDelete}`}${r.onUpdate === null ? '' : `, onUpdate: ${r.onUpdate}`}`;
        bodies[from]?.push(
          `k${n} ${ids[models[to]?.id ?? 0]?.type ?? 'Int'}${mark}${r.kind === 'unique' ? ' @unique' : ''}`,
        );
        bodies[from]?.push(`r${n} ${name(to)}${mark} @relation("R${n}", fields: [k${n}], references: [id]${actions})`);
        bodies[to]?.push(`s${n} ${name(from)}${r.kind === 'unique' ? '?' : '[]'} @relation("R${n}")`);
      }
      const written = models.map((m, i) => {
        const map = m.map === null ? [] : [`@@map("${m.map}_${i}")`];
        return `model ${name(i)} {\n  ${[...(bodies[i] ?? []), ...map].join('\n  ')}\n}`;
      });
      return [
        `datasource db {\n  provider = "${provider}"\n  url = env("DATABASE_URL")\n}`,
        ...written,
        'enum Color {\n  RED\n  BLUE @map("blue!")\n}',
        'enum state_e {\n  on\n  off\n}\n',
      ].join('\n\n');
    });
};
