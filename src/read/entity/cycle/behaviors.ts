/**
 * Behaviors that bring a column of their own: cycle/entity-behavior, -uuid and -identifier. Where the entity has the property,
 * its column is kept and adjusted; else it is made when tables are rendered, or before where `column:` names it.
 */
import { type Arguments, argumentsOf, textArgument, truth, type Written } from './arguments.js';
import type { Entity, Field } from './definition.js';
import type { ColumnDraft, TableDraft } from './draft.js';
import { annotation } from './names.js';
import type { PhpValue } from './php/value.js';
import type { Context } from './report.js';

interface Behavior {
  readonly parameters: ReadonlyArray<string>;
  /** The property, when none is named. */
  readonly field: string;
  readonly column: (c: Context, a: Arguments, like: Field | null) => Made | null;
}

interface Made {
  readonly type: string;
  /** What the behavior insists on; undefined leaves the property's word. */
  readonly nullable?: boolean;
  readonly value?: PhpValue;
  /** Sets the type too, whatever the property says. */
  readonly retype?: boolean;
}

const now: PhpValue = { kind: 'string', value: 'CURRENT_TIMESTAMP' };
const own = ['field', 'column'];

const stamp = (field: string, parameters: ReadonlyArray<string>, made: Omit<Made, 'type'>): Behavior => ({
  parameters: [...own, ...parameters],
  field,
  column: () => ({ type: 'datetime', ...made }),
});

const identifier = (field: string, type: string, parameters: ReadonlyArray<string> = []): Behavior => ({
  parameters: [...own, ...parameters, 'nullable', 'generate', '...'],
  field,
  column: (c, a) => ({ type, nullable: truth(c, a, 'nullable', false) }),
});

const optimisticLock: Behavior = {
  parameters: [...own, 'rule'],
  field: 'version',
  column: (c, a, like) => {
    const rule = textArgument(c, a, 'rule') ?? (like === null ? 'increment' : ruleOf(like.type));
    switch (rule) {
      case 'increment':
        return { type: 'integer', nullable: false, value: { kind: 'int', text: '1' } };
      case 'microtime':
      case 'random-string':
        return { type: 'string(32)', nullable: false, retype: true };
      case 'datetime':
        return { type: 'datetime' };
      case 'manual':
        return null;
      default:
        return c.report('entity.invalid', a.at, {
          what: 'the rule of OptimisticLock',
          why: `there is no rule ${rule}`,
        });
    }
  },
};

const ruleOf = (type: string): string =>
  /int/i.test(type) ? 'increment' : /^datetime/i.test(type) ? 'datetime' : /^string/i.test(type) ? 'microtime' : type;

const uuids = ['Uuid1', 'Uuid2', 'Uuid3', 'Uuid4', 'Uuid5', 'Uuid6', 'Uuid7'];
const snowflakes = ['Discord', 'Generic', 'Instagram', 'Mastodon', 'Twitter'].map((n) => `Snowflake${n}`);

const behaviors = new Map<string, Behavior>([
  ['CreatedAt', stamp('createdAt', [], { nullable: false, value: now })],
  ['UpdatedAt', stamp('updatedAt', ['nullable'], {})],
  ['SoftDelete', stamp('deletedAt', [], { nullable: true })],
  ['OptimisticLock', optimisticLock],
  ...uuids.map((n) => [`Uuid\\${n}`, identifier('uuid', 'uuid')] as const),
  ...uuids.map((n) => [`Identifier\\${n}`, identifier('uuid', 'uuid')] as const),
  ['Identifier\\Ulid', identifier('ulid', 'ulid')],
  ...snowflakes.map((n) => [`Identifier\\${n}`, identifier('snowflake', 'snowflake')] as const),
]);

/** They listen to events and store nothing. */
const silent = new Set(['Hook', 'EventListener', 'Attribute\\Listen']);

/** Older releases of the identifiers' package had them one level up. */
const behaviorOf = (w: Written): Behavior | null | 'silent' => {
  const short = w.name.slice(annotation.behavior.length);
  if (silent.has(short)) return 'silent';
  return behaviors.get(short) ?? (uuids.includes(short) ? (behaviors.get(`Uuid\\${short}`) ?? null) : null);
};

export interface Modifier {
  readonly entity: Entity;
  readonly property: string;
  readonly column: string;
  readonly made: Made;
  readonly at: Written['at'];
}

/** Before tables are rendered: a column that is named is a field from now on. */
export const computeModifiers = (c: Context, e: Entity): ReadonlyArray<Modifier> =>
  e.modifiers.flatMap((w): ReadonlyArray<Modifier> => {
    const behavior = behaviorOf(w);
    if (behavior === 'silent') return [];
    if (behavior === null) {
      c.report(
        'entity.unsupported',
        w.at,
        { what: `#[${w.name}]`, entity: e.of.name },
        'Declare its column with #[Column].',
      );
      return [];
    }
    const a = argumentsOf(c, w, behavior.parameters);
    const property = textArgument(c, a, 'field') ?? behavior.field;
    const like = e.fields.get(property) ?? null;
    const made = behavior.column(c, a, like);
    const named = textArgument(c, a, 'column');
    if (made === null) return [];
    if (like !== null && named !== null && like.column !== named) {
      const why = `the property ${property} is stored in ${like.column}`;
      c.report('entity.invalid', w.at, { what: `column ${named} of ${a.short}`, entity: e.of.name, why });
      return [];
    }
    if (like === null && named !== null) e.fields.set(property, fieldOf(e, named, made, w));
    return [{ entity: e, property, column: like?.column ?? named ?? property, made, at: w.at }];
  });

const fieldOf = (e: Entity, column: string, made: Made, w: Written): Field => ({
  column,
  type: made.type,
  primary: false,
  nullable: false,
  value: null,
  castDefault: false,
  readonlySchema: false,
  attributes: new Map(),
  owner: e.of.name,
  at: w.at,
});

/** After they are: what is there is adjusted, what is missing is added, and then may be NULL unless the behavior says not. */
export const renderModifier = (t: TableDraft, { column, made, at }: Modifier): void => {
  const there = t.columns.get(column);
  const fresh: ColumnDraft = {
    type: made.type,
    nullable: true,
    value: null,
    castDefault: false,
    attributes: new Map(),
    at,
  };
  const draft = there ?? fresh;
  t.columns.set(column, {
    ...draft,
    type: made.retype === true ? made.type : draft.type,
    nullable: made.nullable ?? draft.nullable,
    value: made.value ?? draft.value,
  });
};
