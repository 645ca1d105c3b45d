/**
 * Attributes of the project's own that extend Cycle's: Cycle takes them for what they extend, with whatever their
 * constructors say, and that is known when they have run only.
 * @see https://github.com/spiral/attributes (a reader asks for a class and gets the classes below it too)
 */
import type { PhpAttribute, PhpClass } from './php/parse.js';
import { shortName } from './php/scope.js';
import { parentsOf, type World } from './php/world.js';
import type { Context } from './report.js';

const cycles = /^Cycle\\(?:Annotated\\Annotation|ORM\\Entity\\Behavior)\\/i;

export const refuseCustomAttributes = (c: Context): void => {
  for (const of of c.world.all) {
    for (const a of [...of.attributes, ...of.properties.flatMap((p) => p.attributes)]) {
      const base = cycles.test(a.name) ? null : baseOf(a, c.world);
      if (base === null) continue;
      const why = `it extends Cycle’s ${shortName(base)}, and what its constructor says is known when it runs only`;
      c.report(
        'entity.unsupported',
        a.at,
        { what: `#[${shortName(a.name)}]`, entity: of.name, why },
        `Write #[${shortName(base)}(…)].`,
      );
    }
  }
};

const baseOf = (a: PhpAttribute, w: World): string | null => {
  const found = w.find(a.name);
  const chain: ReadonlyArray<PhpClass> = found === null ? [] : [found, ...parentsOf(found, w)];
  return (
    chain
      .flatMap((one) => [...(one.parent === null ? [] : [one.parent]), ...one.interfaces])
      .find((n) => cycles.test(n)) ?? null
  );
};
