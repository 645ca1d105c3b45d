/**
 * Bundles the program and the library into dist/, or into the folder named as argument (tests do that). The program is one
 * small tree of chunks: reading four packages from two hundred files costs half of its start, and what a run does not
 * need (drivers, emitters) stays in chunks of its own.
 */
import { chmod, rm } from 'node:fs/promises';
import { build } from 'esbuild';

const outdir = process.argv[2] ?? 'dist';
const drivers = ['postgres', 'mysql2', 'better-sqlite3'];

await rm(outdir, { recursive: true, force: true });

const common = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outdir,
  logLevel: 'warning',
  legalComments: 'none',
};

await Promise.all([
  build({
    ...common,
    entryPoints: { cli: 'src/cli/main.ts' },
    splitting: true,
    minifySyntax: true,
    minifyWhitespace: true,
    chunkNames: 'chunk/[name]-[hash]',
    external: [...drivers, ...drivers.map((d) => `${d}/*`)],
    banner: {
      // CommonJS packages inside the bundle ask for node's own modules with require().
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  }),
  // The library leaves its packages to the one who installs it, so that they are not loaded twice.
  build({ ...common, entryPoints: { index: 'src/index.ts' }, packages: 'external' }),
]);

await chmod(`${outdir}/cli.js`, 0o755);
