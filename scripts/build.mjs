/**
 * Bundles the program and the library into dist/, or into the folder named as argument (tests do that).
 *
 * Reading and compiling the program's text would be more than half of a short run. So the program is a few chunks of
 * CommonJS, and beside each lies what V8 compiled it to: src/cli/launch.ts hands both to V8, which takes the second if it
 * was made by the same V8 and compiles the first if not. https://v8.dev/blog/code-caching-for-devs
 */
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { build, transform } from 'esbuild';

const outdir = process.argv[2] ?? 'dist';

await rm(outdir, { recursive: true, force: true });

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  legalComments: 'none',
};
const url = 'const __url = require("node:url").pathToFileURL(__filename).href;';
/** Chunks do not import each other in circles: once one has run, what it exports are values, and need no getters. */
const settled = 'module.exports = Object.defineProperty({ ...module.exports }, "__esModule", { value: true });';
const asCommonJs = {
  format: 'cjs',
  define: { 'import.meta.url': '__url' },
  // Only modules of node's own loader may import at run time.
  supported: { 'dynamic-import': false },
};
const small = { minifySyntax: true, minifyWhitespace: true };

/**
 * Loaded at the first call: what is large, and never called by most runs. Of node's own, Commander has the one for
 * programs in files of their own; yaml reads settings, and specs that have something unusual in them.
 */
const seldom = { child_process: 'node:child_process', crypto: 'node:crypto', yaml: './yaml.cjs' };

const atFirstCall = {
  name: 'at-first-call',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /.*/, namespace: 'at-first-call' }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: /^(?:node:)?(?:child_process|crypto)$|^yaml$/ }, ({ path }) => ({
      path: path.replace('node:', ''),
      namespace: 'at-first-call',
    }));
    onLoad({ filter: /.*/, namespace: 'at-first-call' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => name !== 'default');
      const one = (name) => `get ${name}() { return require('${seldom[path]}').${name}; }`;
      return { contents: `module.exports = { ${names.map(one).join(', ')} };` };
    });
  },
};

/** The chunks: what a run does not need (other drivers, the tools for agents) stays unread. */
const chunks = async () => {
  const made = await build({
    ...common,
    ...small,
    format: 'esm',
    entryPoints: { program: 'src/cli/main.ts' },
    splitting: true,
    outdir: join(outdir, 'program'),
    outExtension: { '.js': '.cjs' },
    chunkNames: '[name]-[hash]',
    // Native code has to be found in its own package.
    external: ['better-sqlite3'],
    plugins: [atFirstCall],
    write: false,
  });
  await mkdir(join(outdir, 'program'), { recursive: true });
  for (const { path, text } of made.outputFiles) {
    const { code } = await transform(text, {
      ...small,
      ...asCommonJs,
      platform: 'node',
      target: 'node20',
      banner: text.includes('import.meta.url') ? url : '',
      footer: settled,
    });
    await writeFile(path, code);
  }
};

/** All functions are compiled, not only those that this machine happened to run. */
const compiled = async () => {
  const folder = join(outdir, 'program');
  const maker = `${process.arch}-${process.versions.v8}`;
  // As src/cli/launch.ts says it: V8 refuses what was made under other flags.
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=600000');
  for (const name of await readdir(folder)) {
    const source = await readFile(join(folder, name), 'latin1');
    setFlagsFromString('--no-lazy');
    const script = new Script(`(function(exports,require,module,__filename,__dirname){${source}\n})`, {
      filename: name,
    });
    setFlagsFromString('--lazy');
    await writeFile(join(folder, `${name}.${maker}`), script.createCachedData());
  }
};

const yaml = () =>
  build({ ...common, ...small, ...asCommonJs, entryPoints: ['yaml'], outfile: join(outdir, 'program', 'yaml.cjs') });

await Promise.all([
  Promise.all([chunks(), yaml()]).then(compiled),
  build({
    ...common,
    ...small,
    ...asCommonJs,
    entryPoints: { cli: 'src/cli/launch.ts' },
    outdir,
    outExtension: { '.js': '.cjs' },
    banner: { js: url },
  }),
  // The library leaves its packages to the one who installs it, so that they are not loaded twice.
  build({ ...common, format: 'esm', entryPoints: { index: 'src/index.ts' }, outdir, packages: 'external' }),
]);

await chmod(join(outdir, 'cli.cjs'), 0o755);
