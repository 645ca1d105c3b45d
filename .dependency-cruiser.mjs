/**
 * The layers. Imports look down only:
 *
 *   prelude ← ir ← sql ← dialect.ts ← intent ← plan ← diff, pass, check, emit, report ← compile ← edge ← cli, mcp
 *
 * A dialect's folder stands beside intent: it sees the schema and the SQL tree, never a plan. A rule that is in the way
 * says what to do instead; the rule changes only together with ARCHITECTURE.md.
 */
const low = ['prelude\\.ts', 'ir/'];
const sql = [...low, 'sql/'];
const dialect = [...sql, 'dialect/(dialect|probe|phases|claims|refusal)\\.ts'];
const intent = [...dialect, 'intent/'];
const plan = [...intent, 'plan/'];
const compile = [
  ...plan,
  'diff/',
  'pass/',
  'check/',
  'emit/',
  'report/',
  'read/',
  'dialect/',
  '(compile|stage|two-phases)\\.ts',
];
const edge = [...compile, 'edge/'];

/** [room, what it may import from src/, what to do instead of importing anything else] */
const rooms = [
  ['prelude\\.ts', [], 'The prelude stands on fp-ts alone. What needs a schema belongs in ir/.'],
  [
    'ir/',
    low,
    'The schema IR knows nothing above it. What renders SQL belongs in sql/, what changes a schema in intent/.',
  ],
  ['sql/', sql, 'The SQL tree is neutral: give the engine’s part as an argument (ExprStyle) or put it in dialect/.'],
  [
    'dialect/',
    [...sql, 'dialect/'],
    'A dialect turns schemas and SQL trees into text and back. Strategy over several intents is a pass; drivers are in edge/.',
  ],
  [
    'read/',
    [...sql, 'read/'],
    'A reader turns text into the schema IR. What asks a dialect belongs behind it, in compile.ts or edge/.',
  ],
  [
    'intent/',
    intent,
    'An intent sees schemas and the SQL tree. Ask a capability through the argument it is given, not a dialect.',
  ],
  ['plan/', plan, 'Plan types stand on intents; what makes a plan is a pass.'],
  [
    'diff/',
    [...intent, 'diff/'],
    'Diffing compares schemas. Ask a capability, or make both sides physical() before they come here.',
  ],
  [
    'pass/',
    [...plan, 'pass/'],
    'A pass rewrites intents and plans. What differs between engines is a capability or a printer entry.',
  ],
  [
    'check/',
    [...plan, 'check/'],
    'A check reads the plan and a capability. It asks the database through the question it returns.',
  ],
  ['emit/', [...plan, 'emit/'], 'An emitter turns a finished plan into files. SQL was printed before; ask the plan.'],
  [
    'report/',
    [...plan, 'check/', 'emit/', 'report/'],
    'A report turns a finished plan into text. What it needs to know belongs in the plan.',
  ],
  [
    '(compile|stage|two-phases)\\.ts',
    compile,
    'compile.ts joins the pure rooms. Whatever needs the outside is given to it as data.',
  ],
  ['edge/', edge, 'The edge serves cli/ and mcp/ and never calls them.'],
  [
    'mcp/',
    [...edge, 'mcp/'],
    'The MCP server stands on the edge beside cli/. What both need belongs in edge/ or report/.',
  ],
  ['index\\.ts', edge, 'The library’s surface does not depend on its command line.'],
];

const pure = '^src/(?!edge/|cli/|mcp/)';

export default {
  forbidden: [
    ...rooms.map(([room, allowed, instead]) => ({
      name: `layer-${room.replace(/\\|\/$|\.ts$/g, '')}`,
      comment: instead,
      severity: 'error',
      from: { path: `^src/${room}` },
      to: { path: '^src/', pathNot: allowed.map((a) => `^src/${a}`) },
    })),
    {
      name: 'dialects-are-strangers',
      comment:
        'One dialect does not import another: what two share goes to sql/ or ir/, or is written twice. MariaDB may build on MySQL.',
      severity: 'error',
      from: { path: '^src/dialect/(postgres|mysql|mariadb|sqlite)/' },
      to: {
        path: '^src/dialect/(postgres|mysql|mariadb|sqlite)/',
        pathNot: ['^src/dialect/$1/', '^src/dialect/mysql/'],
      },
    },
    {
      name: 'only-mariadb-builds-on-mysql',
      comment: 'PostgreSQL and SQLite share nothing with MySQL: what looks alike goes to sql/ or ir/.',
      severity: 'error',
      from: { path: '^src/dialect/(postgres|sqlite)/' },
      to: { path: '^src/dialect/mysql/' },
    },
    {
      name: 'core-is-pure',
      comment:
        'Outside edge/, cli/ and mcp/ nothing touches node, a driver or the terminal: take what you need as an argument, already read.',
      severity: 'error',
      from: { path: pure },
      to: {
        path: ['^node:', '^node_modules/(postgres|mysql2|better-sqlite3|commander|picocolors)/'],
      },
    },
    {
      name: 'core-is-pure-builtin',
      comment: 'As core-is-pure, for node’s modules named without their prefix.',
      severity: 'error',
      from: { path: pure },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'yaml-is-read',
      comment: 'Only readers parse YAML: pass on the schema they make. (The edge reads the configuration file.)',
      severity: 'error',
      from: { path: '^src/(?!read/|edge/|cli/|mcp/)' },
      to: { path: '^node_modules/yaml/' },
    },
    {
      name: 'mcp-sdk-in-mcp',
      comment: 'The protocol’s packages are loaded by `altair mcp` only: no other command waits for them.',
      severity: 'error',
      from: { path: '^src/(?!mcp/)' },
      to: { path: '^node_modules/(@modelcontextprotocol|zod)/' },
    },
    {
      name: 'fp-ts-through-prelude',
      comment: 'fp-ts is named once, in prelude.ts: a bare `fp-ts/X` compiles and then fails under Node. Add it there.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/prelude\\.ts$' },
      to: { path: '^node_modules/fp-ts/' },
    },
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or hide a third that both need. Types count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'The import leads nowhere. Relative imports end in .js.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-dependency',
      comment: 'A package that the product imports belongs in dependencies.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.generated\\.' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
