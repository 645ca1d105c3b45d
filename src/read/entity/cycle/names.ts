/** The full names of Cycle's attributes, and those that a class carries. */
import type { Written } from './arguments.js';
import type { PhpClass } from './php/parse.js';

const base = 'Cycle\\Annotated\\Annotation\\';

export const annotation = {
  entity: `${base}Entity`,
  embeddable: `${base}Embeddable`,
  column: `${base}Column`,
  foreignKey: `${base}ForeignKey`,
  table: `${base}Table`,
  index: `${base}Table\\Index`,
  primaryKey: `${base}Table\\PrimaryKey`,
  inverse: `${base}Relation\\Inverse`,
  embedded: `${base}Relation\\Embedded`,
  relation: `${base}Relation\\`,
  singleTable: `${base}Inheritance\\SingleTable`,
  joinedTable: `${base}Inheritance\\JoinedTable`,
  behavior: 'Cycle\\ORM\\Entity\\Behavior\\',
} as const;

export const attributesOf = (of: PhpClass, name: string): ReadonlyArray<Written> =>
  of.attributes.filter((a) => a.name.toLowerCase() === name.toLowerCase()).map((a) => ({ ...a, within: of }));

export const attributeOf = (of: PhpClass, name: string): Written | null => attributesOf(of, name)[0] ?? null;
