/** Settings of a framework that change what its entities mean, where a file that is read has them. */
import { type Reporter, report } from './options.js';
import type { Program } from './scope.js';
import { showValue } from './show.js';
import { isNothing, type Value } from './value.js';

/** Keys that only a framework's configuration has beside them. */
const beside = ['entities', 'entitiesTs', 'dbName', 'driver', 'database', 'host', 'url', 'clientUrl', 'type'];

const optionsOf = (v: Value): (Value & { readonly kind: 'Map' }) | null => {
  if (v.kind === 'Map') return v;
  const first = v.kind === 'New' || v.kind === 'Call' ? v.args[0] : undefined;
  return first?.kind === 'Map' ? first : null;
};

/** The defaults, said once more. */
const defaults: ReadonlySet<string> = new Set([
  'DefaultNamingStrategy',
  'UnderscoreNamingStrategy',
  'ReflectMetadataProvider',
]);

const isDefault = (v: Value): boolean => {
  const said = v.kind === 'New' ? v.callee : v;
  return said.kind === 'Foreign' && defaults.has(said.name);
};

/** @param keys each with what to do instead */
export const refuseSettings = (
  r: Reporter,
  program: Program,
  isPackage: (from: string) => boolean,
  framework: string,
  keys: Readonly<Record<string, string>>,
): void => {
  for (const m of program.modules) {
    if (![...m.declared.values()].some((d) => d.kind === 'Import' && isPackage(d.from))) continue;
    for (const [name, d] of m.declared) {
      const value = d.kind === 'Const' ? program.named(m, name) : null;
      const options = value === null ? null : optionsOf(value);
      if (options === null || !beside.some((key) => options.entries.has(key))) continue;
      for (const [key, instead] of Object.entries(keys)) {
        const entry = options.entries.get(key);
        if (entry === undefined || isNothing(entry.value) || isDefault(entry.value)) continue;
        const data = {
          what: `${key}: ${showValue(entry.value)}`,
          why: `entities are read by the defaults of ${framework}`,
        };
        report(r, 'entity.unsupported', entry.at, data, instead);
      }
    }
  }
};
