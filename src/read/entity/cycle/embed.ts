/** `#[Embedded]`: the columns of an `#[Embeddable]` class in the table of the entity that holds it. */
import { argumentsOf, textArgument } from './arguments.js';
import { propertyFields } from './columns.js';
import type { Embedded, Entity } from './definition.js';
import { isPrimary, renderField, type TableDraft } from './draft.js';
import { annotation, attributeOf, attributesOf } from './names.js';
import type { PhpClass } from './php/parse.js';
import type { Context } from './report.js';

/** @returns the classes that were embedded, for their indexes. */
export const embed = (c: Context, e: Entity, t: TableDraft): ReadonlyArray<Entity> =>
  [...e.embedded].flatMap(([name, one]) => {
    const of = classOf(c, e, name, one);
    if (of === null) return [];
    const a = attributeOf(of, annotation.embeddable);
    const own = a === null ? null : argumentsOf(c, a, ['role', 'mapper', 'columnPrefix', 'columns', 'typecast']);
    if (own?.given.has('columns') === true || attributesOf(of, annotation.column).length > 0) {
      const data = { what: 'a column without a property', entity: of.name, why: 'Cycle stores none of an embeddable' };
      c.report('entity.invalid', of.at, data, 'Put #[Column] on a property.');
    }
    const prefix = one.prefix ?? (own === null ? null : textArgument(c, own, 'columnPrefix')) ?? '';
    const fields = new Map([...propertyFields(c, of)].map(([p, f]) => [p, { ...f, column: prefix + f.column }]));
    for (const field of fields.values()) renderField(t, field);
    // Its primary key is that of the entity around it.
    for (const [p, f] of e.fields) if (isPrimary(f) && !fields.has(p)) fields.set(p, f);
    return [{ ...e, of, fields }];
  });

const classOf = (c: Context, e: Entity, name: string, one: Embedded): PhpClass | null => {
  const full = one.target.replaceAll('/', '\\').replace(/^\\/, '');
  const of = c.world.find(full) ?? c.world.find(`${one.within.scope.namespace}\\${full}`);
  if (of !== null && attributeOf(of, annotation.embeddable) !== null) return of;
  const data = { name: one.target, what: `the embedded ${name}`, entity: e.of.name };
  return c.report('entity.unresolved', one.at, data, 'Add the file of the class with #[Embeddable].');
};
