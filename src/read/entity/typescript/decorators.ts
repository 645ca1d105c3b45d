/** Which of a class's decorators are the framework's, whatever they are called and however they were put together. */
import { type Reporter, report } from './options.js';
import { isRelative } from './resolve.js';
import type { Decorator, Value } from './value.js';

export interface Named extends Decorator {
  /** Its name in the framework. */
  readonly name: string;
}

/**
 * Those of other packages are not ours to judge (validation, GraphQL). One of the project's own that nobody can see through
 * is a problem where its file uses the framework: it may declare a column.
 */
export const decoratorsFrom = (
  r: Reporter,
  entity: string,
  isPackage: (from: string) => boolean,
  decorators: ReadonlyArray<Decorator>,
): ReadonlyArray<Named> =>
  decorators.flatMap((d): ReadonlyArray<Named> => {
    const { callee } = d;
    if (callee.kind === 'Foreign') {
      if (isPackage(callee.from)) return [{ ...d, name: callee.name }];
      // NestJS: several decorators as one. https://docs.nestjs.com/custom-decorators#decorator-composition
      if (callee.name === 'applyDecorators')
        return decoratorsFrom(
          r,
          entity,
          isPackage,
          d.args.map((a) => asDecorator(a, d)),
        );
      if (isRelative(callee.from))
        report(
          r,
          'entity.unresolved',
          d.at,
          { name: callee.from, what: `@${callee.name}`, entity },
          'Give that file too.',
        );
      return [];
    }
    if (callee.kind === 'Function' && usesFramework(callee, isPackage)) {
      const data = { what: 'a decorator of the project', entity, why: 'it does more than return other decorators' };
      report(r, 'entity.computed', d.at, data, 'Let it return one decorator, or write the decorators themselves.');
    }
    return [];
  });

const asDecorator = (v: Value, d: Decorator): Decorator =>
  v.kind === 'Call' ? { ...d, callee: v.callee, args: v.args } : { ...d, callee: v, args: [] };

const usesFramework = (f: Value & { readonly kind: 'Function' }, isPackage: (from: string) => boolean): boolean =>
  [...f.module.declared.values()].some((d) => d.kind === 'Import' && isPackage(d.from));
