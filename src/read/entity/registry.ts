/**
 * The frameworks whose classes and schemas are read. One line each. A reader brings a parser that is slow to load, so that a
 * line only looks at a file's name and text; the edge loads what it names, and the reader's own `claims` has the last word.
 */
import type { Framework, SourceFile } from './framework.js';

interface KnownFramework {
  readonly name: string;
  /** Whether the reader is worth loading for this file. */
  readonly mayClaim: (file: SourceFile) => boolean;
  readonly load: () => Promise<Framework>;
}

/**
 * A line is `{ name: 'TypeORM', mayClaim: script(/['"]typeorm['"]/), load: () => import('./typeorm/index.js').then((m) => m.typeorm) }`.
 * The first that claims a file has it.
 */
export const frameworks: ReadonlyArray<KnownFramework> = [
  {
    name: 'Cycle',
    mayClaim: ({ name, text }) => /\.php$/i.test(name) && /\bCycle\\Annotated\b/.test(text),
    load: () => import('./cycle/index.js').then((m) => m.cycle),
  },
  {
    name: 'Drizzle',
    mayClaim: ({ name, text }) =>
      /\.[cm]?[jt]sx?$/i.test(name) &&
      /['"]drizzle-(?:orm\/(?:pg|mysql|sqlite|singlestore|gel)-core|kit)['"]/.test(text),
    load: () => import('./drizzle/index.js').then((m) => m.drizzle),
  },
  {
    name: 'Prisma',
    mayClaim: ({ name }) => /\.prisma$/i.test(name),
    load: () => import('./prisma/index.js').then((m) => m.prisma),
  },
  {
    name: 'TypeORM',
    mayClaim: ({ name, text }) => /\.[cm]?[jt]sx?$/i.test(name) && /['"]typeorm['"]/.test(text),
    load: () => import('./typeorm/index.js').then((m) => m.typeorm),
  },
  {
    name: 'MikroORM',
    mayClaim: ({ name, text }) => /\.[cm]?[jt]sx?$/i.test(name) && /['"]@mikro-orm\//.test(text),
    load: () => import('./mikro/index.js').then((m) => m.mikro),
  },
];
