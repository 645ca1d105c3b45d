/** Properties of other classes, as texts or as functions that only name them. */
import { type Reporter, reportExpected, type Subject } from './options.js';
import { textOf, type Value } from './value.js';

/** `user => user.photos`, `'photos'`, `user => user.profile.photos` */
export const propertyOf = (r: Reporter, subject: Subject, v: Value | undefined): string | null => {
  if (v === undefined) return null;
  const text = textOf(v);
  if (text !== null) return text;
  const said = v.kind === 'Function' ? v.apply([]) : v;
  return textOf(said) ?? pathOf(said) ?? reportExpected(r, subject, v, 'a property of the other entity');
};

export const pathOf = (v: Value): string | null => {
  if (v.kind !== 'Member') return null;
  if (v.of.kind === 'Param') return v.name;
  const before = pathOf(v.of);
  return before === null ? null : `${before}.${v.name}`;
};

/** `['a', 'b']`, `post => [post.a, post.b]`, `post => ({ a: 1, b: -1 })` */
export const propertiesOf = (r: Reporter, subject: Subject, v: Value): ReadonlyArray<string> | null => {
  const said = v.kind === 'Function' ? v.apply([]) : v;
  if (said.kind === 'Map' && said.open === null && v.kind === 'Function') return [...said.entries.keys()];
  if (said.kind !== 'List') return reportExpected(r, subject, said, 'a list of properties');
  return said.items.flatMap((item) => {
    const name = textOf(item)?.trim() ?? pathOf(item);
    if (name !== null) return [name];
    reportExpected(r, subject, item, 'a property');
    return [];
  });
};
