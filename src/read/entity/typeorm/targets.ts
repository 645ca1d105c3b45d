/** Whom a relation points to. */
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
