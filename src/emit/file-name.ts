/**
 * Names of migration files and classes. A name is made from a slug, so nothing of a table's or column's name but letters,
 * digits and underscores ever reaches a path, a class name or a comment.
 */
import type { Migration } from '../plan/plan.js';
import type { EmitOptions, Timestamp } from './emitter.js';

/** Cycle's journal has room for 191 characters; file systems for 255 bytes with date and ending. */
const longest = 120;

export const slug = (text: string): string => {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, longest)
    .replace(/_+$/, '');
  return plain === '' ? 'migration' : /^[0-9]/.test(plain) ? `m_${plain}` : plain;
};

export const studly = (slugged: string): string =>
  slugged
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** `20260527.114523`: what Cycle's file repository reads (`Ymd.His`). */
export const dotted = (t: Timestamp): string => `${t.year}${t.month}${t.day}.${t.hour}${t.minute}${t.second}`;

const snaked = (t: Timestamp): string => `${t.year}_${t.month}_${t.day}_${t.hour}${t.minute}${t.second}`;

export interface MigrationName {
  /** File name without its ending. */
  readonly stem: string;
  /** What tells this migration's class from every other one: PHP loads a class name once. */
  readonly mark: string;
  readonly slug: string;
}

const join = (directory: string, name: string): string =>
  directory === '' || directory === '.' ? name : `${directory.replace(/\/+$/, '')}/${name}`;

export const pathIn = join;

type Named = Pick<Migration, 'name'> & Partial<Pick<Migration, 'phase'>>;

const phases = { expand: 'phase1_', contract: 'phase2_', purge: '' } as const;

const phaseOf = ({ phase = null }: Named): string => (phase === null ? '' : phases[phase]);

/**
 * One name per migration. Cycle's style counts a chunk within the second, the snake style labels the phases and adds a
 * number when the name is taken; either way no name is one that `existing` has, under any of the given endings.
 */
export const migrationNames = (
  migrations: ReadonlyArray<Named>,
  options: EmitOptions,
  endings: ReadonlyArray<string>,
): ReadonlyArray<MigrationName> => {
  const taken = new Set(options.existing.map((name) => name.toLowerCase()));
  return options.filenameStyle === 'snake'
    ? snakeNames(migrations, options.timestamp, taken, endings)
    : chunkNames(migrations, options.timestamp, taken);
};

/**
 * The chunk alone does not part two files of a second: Cycle's journal knows a migration by its name and second, and would
 * take the second of two equal names for applied.
 * https://github.com/cycle/migrations/blob/4.x/src/Migrator.php
 */
const chunkNames = (
  migrations: ReadonlyArray<Named>,
  timestamp: Timestamp,
  taken: ReadonlySet<string>,
): ReadonlyArray<MigrationName> => {
  const date = dotted(timestamp);
  const journaled = new Set<string>();
  let chunk = 0;
  for (const name of taken) {
    const used = /^([0-9]{8}\.[0-9]{6})_([0-9]{1,9})_([^.]*)/.exec(name);
    if (used?.[1] !== date) continue;
    chunk = Math.max(chunk, Number(used[2]) + 1);
    journaled.add(used[3] ?? '');
  }
  return migrations.map((m, i) => {
    const wanted = phaseOf(m) + slug(m.name);
    let name = wanted;
    for (let n = 2; journaled.has(name); n += 1) name = `${wanted}_${n}`;
    journaled.add(name);
    return { stem: `${date}_${chunk + i}_${name}`, mark: `${date.replace('.', '_')}_${chunk + i}`, slug: name };
  });
};

const snakeNames = (
  migrations: ReadonlyArray<Named>,
  timestamp: Timestamp,
  taken: ReadonlySet<string>,
  endings: ReadonlyArray<string>,
): ReadonlyArray<MigrationName> => {
  const date = snaked(timestamp);
  const names = migrations.map((m, i) => {
    const twin = migrations.some((o, n) => n !== i && slug(o.name) === slug(m.name) && phaseOf(o) === phaseOf(m));
    return { phase: twin ? `${phaseOf(m)}part${i + 1}_` : phaseOf(m), slug: slug(m.name) };
  });
  const stems = (suffix: string) => names.map((n) => `${date}_${n.phase}${n.slug}${suffix}`);
  const free = (suffix: string) => stems(suffix).every((s) => endings.every((e) => !taken.has((s + e).toLowerCase())));
  let suffix = '';
  for (let n = 2; !free(suffix); n += 1) suffix = `_${n}`;
  return names.map((n, i) => ({
    stem: stems(suffix)[i] ?? '',
    mark: `${dotted(timestamp).replace('.', '_')}${n.phase === '' ? '' : `_${n.phase.slice(0, -1)}`}${suffix}`,
    slug: n.slug,
  }));
};
