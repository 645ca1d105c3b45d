/** A field's type: a scalar, perhaps with `@db.…`, an enum, or what Prisma has no word for. */
import { suggest } from '../../../ir/suggest.js';
import { type DataType, T } from '../../../ir/type.js';
import { argumentsOf } from './arguments.js';
import type { Attribute, Field } from './ast.js';
import type { Scalar } from './scalar.js';
import type { Model, PrismaEnum, World } from './world.js';

export interface TypeSaid {
  readonly scalar: Scalar | null;
  readonly enum: PrismaEnum | null;
  /** Of one value, when the field is a list. */
  readonly spelling: string;
  readonly type: DataType;
}

/** As PostgreSQL prints a type's name: in quotes where it needs them. */
const quoted = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

export const asType = (world: World, model: Model, field: Field, native: Attribute | null): TypeSaid | null => {
  const { provider } = world;
  if (field.unsupported !== null) {
    const spelling = field.unsupported;
    return { scalar: null, enum: null, spelling, type: T.native(spelling) };
  }
  const labels = world.enums.get(field.type);
  if (labels !== undefined) {
    const { name } = labels;
    const values = [...labels.labels.values()];
    const type = { type: T.enum([], name), inline: T.enum(values), text: T.native('TEXT') }[provider.enums];
    const spelling = [name.namespace, name.name].flatMap((part) => (part === null ? [] : [quoted(part)])).join('.');
    return { scalar: null, enum: labels, spelling, type };
  }
  const scalar = asScalar(world, model, field);
  if (scalar === null) return null;
  const usual = provider.scalars[scalar];
  const spelling = native === null ? usual : asNative(world, model, native, scalar);
  return spelling === null ? null : { scalar, enum: null, spelling, type: T.native(spelling) };
};

const asScalar = (world: World, { src, block }: Model, field: Field): Scalar | null => {
  const { scalars } = world.provider;
  const isScalar = (name: string): name is Scalar => Object.hasOwn(scalars, name);
  if (isScalar(field.type)) return field.type;
  if (world.composites.has(field.type)) {
    const data = { engine: world.provider.name, what: 'composite types', column: field.name, table: block.name };
    src.report('dialect.unsupported', field.typeOffset, data, 'Prisma has them for MongoDB only: use a model or Json.');
    return null;
  }
  const near = suggest(field.type, [...Object.keys(scalars), ...world.models.keys(), ...world.enums.keys()]);
  const hint =
    near === null
      ? 'It is neither a scalar, nor a model or enum of the files that were given.'
      : `Did you mean ${near}?`;
  src.report('spec.unknown-type', field.typeOffset, { type: field.type }, hint);
  return null;
};

const asNative = (world: World, { src }: Model, attribute: Attribute, scalar: Scalar): string | null => {
  const { natives, name: engine } = world.provider;
  const word = attribute.name.slice(world.datasource.length + 1);
  const type = Object.hasOwn(natives, word) ? natives[word] : undefined;
  const bad = (why: string, hint: string | null = null): null => {
    src.report(
      'spec.bad-value',
      attribute.offset,
      { key: `a field of type ${scalar}`, value: `@${attribute.name}`, why },
      hint,
    );
    return null;
  };
  if (type === undefined) {
    const near = suggest(word, Object.keys(natives));
    return bad(
      `Prisma knows no such type of ${engine}`,
      near === null ? null : `Did you mean @${world.datasource}.${near}?`,
    );
  }
  if (!type.of.includes(scalar)) return bad(`it is for ${type.of.join(' and ')}`);
  if (type.sizes[1] === 0) argumentsOf(src, attribute, []);
  const sizes = attribute.args.map((a) =>
    a.value.kind === 'Number' && /^\d{1,9}$/.test(a.value.text) ? Number(a.value.text) : -1,
  );
  const [least, most] = type.sizes;
  if (sizes.length < least || sizes.length > most || (most === 2 && sizes.length === 1)) {
    return bad(
      most === 2
        ? 'it takes two numbers, or none'
        : least === 1
          ? 'it takes a size'
          : `it takes at most ${most} number`,
    );
  }
  if (sizes.some((n) => n < 0 || n > type.max)) return bad(`its sizes are whole numbers up to ${type.max}`);
  if (word === 'TinyInt' && scalar === 'Boolean') return world.provider.scalars.Boolean;
  return type.spell(sizes);
};
