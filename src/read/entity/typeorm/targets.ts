/** Whom a relation points to, and which of its properties. */
import { type Reporter, reportComputed, reportExpected, type Subject } from '../typescript/options.js';
import { textOf, type Value } from '../typescript/value.js';
import type { Target } from './args.js';

/** `type => User`, `() => User`, `'User'`, an entity schema, `{ name: 'User' }` */
export const targetOf = (r: Reporter, subject: Subject, v: Value | undefined): Target | null => {
  if (v === undefined) return null;
  const said = v.kind === 'Function' ? v.apply([]) : v;
  const text = textOf(said);
  if (text !== null) return { name: text };
  if (said.kind === 'Class') return { owner: said.class };
  if (said.kind === 'New') return { owner: said };
  const name = said.kind === 'Map' ? textOf(said.entries.get('name')?.value) : null;
  if (name !== null) return { name };
  if (said.kind === 'Foreign') return reportComputed(r, subject, said, `Give the file of ${said.name} too.`);
  return reportExpected(r, subject, said, 'an entity');
};

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
