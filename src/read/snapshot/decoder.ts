/**
 * The few combinators that snapshots need of io-ts: closed objects (an unknown key is an error), unions by tag, and
 * recursion. Decoding rebuilds each object in the order of its declaration, so that equal schemas are equal texts.
 */
import * as t from 'io-ts';
import { isLeft } from '../../prelude.js';

export type Decoder<A> = t.Decoder<unknown, A>;

const decoder = <A>(name: string, validate: t.Validate<unknown, A>): Decoder<A> => {
  const made: Decoder<A> = {
    name,
    validate,
    decode: (u) => validate(u, [{ key: '', type: made, actual: u }]),
  };
  return made;
};

export const isObject = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u);

type Fields<A> = { readonly [K in keyof A]-?: Decoder<A[K]> };

/** All keys and no others; `optional` keys may be missing. */
export const closed = <A extends object>(
  name: string,
  fields: Fields<A>,
  optional: ReadonlyArray<keyof A & string> = [],
): Decoder<A> => {
  const known: ReadonlyArray<readonly [string, Decoder<unknown>]> = Object.entries(fields);
  const names = new Set(known.map(([key]) => key));
  return decoder(name, (u, context) => {
    if (!isObject(u)) return t.failure(u, context, `expected an object (${name})`);
    const errors: t.ValidationError[] = [];
    const values: [string, unknown][] = [];
    for (const key of Object.keys(u)) {
      if (names.has(key)) continue;
      errors.push({ value: u[key], context: t.appendContext(context, key, t.unknown, u[key]), message: 'unknown key' });
    }
    for (const [key, field] of known) {
      if (!Object.hasOwn(u, key)) {
        if (optional.some((o) => o === key)) continue;
        errors.push({ value: undefined, context: t.appendContext(context, key, field), message: 'missing' });
        continue;
      }
      const value = field.validate(u[key], t.appendContext(context, key, field, u[key]));
      if (isLeft(value)) errors.push(...value.left);
      else values.push([key, value.right]);
    }
    // Every key of A was decoded by the decoder of its own type.
    return errors.length > 0 ? t.failures(errors) : t.success(Object.fromEntries(values) as A);
  });
};

/** A union whose members tell themselves apart by a key (`kind`), so that an error is about the right one. */
export const tagged = <A>(name: string, tag: string, members: Readonly<Record<string, Decoder<A>>>): Decoder<A> =>
  decoder(name, (u, context) => {
    const said = isObject(u) && Object.hasOwn(u, tag) ? u[tag] : undefined;
    const member = typeof said === 'string' && Object.hasOwn(members, said) ? members[said] : undefined;
    return member === undefined
      ? t.failure(u, context, `expected ${tag}: ${Object.keys(members).join(', ')}`)
      : member.validate(u, context);
  });

export const oneOf = <A extends string | number>(...values: ReadonlyArray<A>): Decoder<A> =>
  decoder('one of', (u, context) => {
    const value = values.find((v) => v === u);
    return value === undefined ? t.failure(u, context, `expected one of ${values.join(', ')}`) : t.success(value);
  });

export const listOf = <A>(item: Decoder<A>): Decoder<ReadonlyArray<A>> =>
  decoder('list', (u, context) => {
    if (!Array.isArray(u)) return t.failure(u, context, 'expected a list');
    const errors: t.ValidationError[] = [];
    const values: A[] = [];
    const items: ReadonlyArray<unknown> = u;
    items.forEach((x, i) => {
      const value = item.validate(x, t.appendContext(context, String(i), item, x));
      if (isLeft(value)) errors.push(...value.left);
      else values.push(value.right);
    });
    return errors.length > 0 ? t.failures(errors) : t.success(values);
  });

export const orNull = <A>(inner: Decoder<A>): Decoder<A | null> =>
  decoder<A | null>('or null', (u, context) => (u === null ? t.success(null) : inner.validate(u, context)));

export const lazily = <A>(name: string, inner: () => Decoder<A>): Decoder<A> =>
  decoder(name, (u, context) => inner().validate(u, context));

export const text: Decoder<string> = decoder('text', (u, context) =>
  typeof u === 'string' ? t.success(u) : t.failure(u, context, 'expected a text'),
);

/** A text of a shape: what is printed without quotes must not be able to end them. */
export const matching = (shape: RegExp, what: string): Decoder<string> =>
  decoder(what, (u, context) =>
    typeof u === 'string' && shape.test(u) ? t.success(u) : t.failure(u, context, `expected ${what}`),
  );

export const flag: Decoder<boolean> = decoder('flag', (u, context) =>
  typeof u === 'boolean' ? t.success(u) : t.failure(u, context, 'expected true or false'),
);

export const whole: Decoder<number> = decoder('whole', (u, context) =>
  typeof u === 'number' && Number.isSafeInteger(u) && u >= 0
    ? t.success(u)
    : t.failure(u, context, 'expected a whole number'),
);

/** `schema.tables[3].columns[0].type`: where in the document an error is. */
export const pathOf = (error: t.ValidationError): string =>
  error.context
    .slice(1)
    .map(({ key }, i) => (/^\d+$/.test(key) ? `[${key}]` : i === 0 ? key : `.${key}`))
    .join('');
