/** What `prisma migrate diff --from-empty --script` writes, made by Prisma's own schema engine in WebAssembly, without a database. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const answer = (value: unknown) => ({ ok: true, value });

/** The engine asks the server for its version only; everything else it works out from the schema. */
const connection = (provider: string) => ({
  provider,
  adapterName: 'none',
  queryRaw: async () => answer({ columnNames: [], columnTypes: [], rows: [] }),
  executeRaw: async () => answer(0),
  executeScript: async () => answer(undefined),
  getConnectionInfo: () => answer({ supportsRelationJoins: true }),
  dispose: async () => answer(undefined),
});

const locate = (): string | null => {
  try {
    return createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  } catch {
    return null;
  }
};

/** Whether the development dependency is there. */
export const prismaIsHere = locate() !== null;

interface Engine {
  readonly SchemaEngine: {
    readonly new: (
      options: unknown,
      log: () => void,
      adapter: unknown,
    ) => Promise<{ readonly diff: (params: unknown) => Promise<{ readonly stdout: string }> }>;
  };
}

const load = async (): Promise<Engine> => {
  const path = locate();
  if (path === null) throw new Error('@prisma/schema-engine-wasm is not installed');
  const bindings = await import(pathToFileURL(path).href);
  // The types of WebAssembly come with the DOM's, which this project leaves out.
  const wasm = Reflect.get(globalThis, 'WebAssembly');
  const bytes = readFileSync(path.replace(/\.js$/, '.wasm'));
  const { instance } = await wasm.instantiate(bytes, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: () => undefined } });
  instance.exports.__wbindgen_start();
  return bindings;
};

/** One instance a process: its functions stand in a module of their own. */
let engine: Promise<Engine> | null = null;

/** @param provider `postgres` or `sqlite`: the engine in WebAssembly has no MySQL. */
export const prismaSql = async (provider: 'postgres' | 'sqlite', schema: string): Promise<string> => {
  engine ??= load();
  const made = await (await engine).SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, {
    provider,
    adapterName: 'none',
    connect: async () => answer(connection(provider)),
  });
  const { stdout } = await made.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
    shadowDatabaseUrl: null,
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout;
};
