/** The command line as commander knows it. Only words stand here; meaning is in request.ts, work in the commands. */
import { Command, Option } from 'commander';
import type { FormatId } from '../report/registry.js';
import type { DoctorOptions } from './doctor.js';
import type { ExplainOptions } from './explain.js';
import type { Manner } from './manner.js';
import type { McpOptions } from './mcp.js';
import type { RawOptions } from './request.js';
import { standard } from './stream.js';
import { version } from './version.js';

const overview = `Examples:
  altair db:migration-plan
      drift between all specs and the database
  altair db:migration-plan api/users.yaml --output=database/migrations/
      write the migration that a spec asks for (several files, or folders, too)
  altair db:migration-plan api/ --format=json
      for programs
  altair db:schema --db=postgres://app@localhost/shop
      what the database is now
  altair explain add-unique
      what a finding means and what to do
  altair init && altair doctor
      write a settings file, see whether everything is there
`;

const planExamples = `Examples:
  altair db:migration-plan
      drift between all specs and the database
  altair db:migration-plan api/users.yaml --db=sqlite:app.db
      one spec file (or several, or folders) against a database
  altair db:migration-plan --from-entity=App\\\\User\\\\User
      an entity class against the database
  altair db:migration-plan api/ --output=database/migrations/
      write the proposed migration
  altair db:migration-plan api/ --output=database/migrations/ --dry-run
      print it, write nothing
  altair db:migration-plan api/users.yaml --rename=users.nick:users.handle
      a column got another name
  altair db:migration-plan --from=api/users.yaml@v1 --to=api/users.yaml --driver=mysql
      two states of a spec, no database
  altair db:migration-plan api/ --format=json
      for programs
`;

const exits = `
Exit codes:
  0  safe                     3  unproven: a check could not be answered
  1  unsafe                   4  the database could not be reached or read
  2  usage or input problem   70 a defect of altair
`;

const schemaExamples = `Examples:
  altair db:schema --db=sqlite:app.db
      the tables of a database, readable
  altair db:schema --db=postgres://app@localhost/shop --format=json > snapshot.json
      a snapshot that a plan can start from where the database cannot be reached
  altair db:schema api/users.yaml --driver=mysql
      what MySQL would store for a spec
`;

const explainExamples = `Examples:
  altair explain
      all codes, a line each
  altair explain add-unique
      one of them
`;

const doctorExamples = `Examples:
  altair doctor
      Node, drivers, settings, and the database that a plan would ask
  altair doctor --db=postgres://app@localhost/shop
      another one
`;

const initExamples = `Examples:
  altair init
      writes altair.config.yaml into this folder
`;

const mcpExamples = `Examples:
  altair mcp
      in the project's folder: nothing outside it is read
  claude mcp add altair -- npx altair-migrations mcp
      how a client is told of it
`;

/** The words of --format; report/registry.ts does the work, and is not loaded to say this. */
export const formats = [
  'human',
  'json',
  'markdown',
  'sarif',
  'github',
  'html',
] as const satisfies ReadonlyArray<FormatId>;

const work = () => import('./commands.js');

const collect = (value: string, before: ReadonlyArray<string> | undefined): ReadonlyArray<string> => [
  ...(before ?? []),
  value,
];

const hidden = (flags: string): Option => new Option(flags).hideHelp();

/** Options that say which database, and where settings are. */
const withConnection = (command: Command): Command =>
  command
    .option('--db <name|url>', 'the database: a name from the configuration, or a URL')
    .option('--env-file <file>', 'read DATABASE_URL and DB_* from this file too')
    .option('--config <file>', 'settings, instead of altair.config.yaml or .json');

/** `said` gathers what commander would print; `end` is told a command's exit code. */
export const program = (manner: Manner, said: string[], end: (code: number) => void): Command => {
  const altair = new Command('altair')
    .description('Plans the migration from the schema there is to the schema there should be.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => said.push(text),
      writeErr: (text) => said.push(text),
      getOutHelpWidth: () => Math.min(standard.stdout.columns ?? 100, 100),
    })
    .addHelpText('before', overview)
    .showSuggestionAfterError(true);

  withConnection(
    altair
      .command('db:migration-plan')
      .description('plan the migration that brings the database in line with the specs')
      .argument('[sources...]', 'specs: files, folders, file@revision, snapshot.json, a URL; entity:CLASS|FILE|FOLDER')
      .addHelpText('before', planExamples)
      .addHelpText('after', exits)
      .option('--from <source>', 'what is there now, instead of the database (also --from-spec)')
      .addOption(hidden('--from-spec <source>'))
      .option('--to <source>', 'what is wanted, instead of the sources (also --to-spec)')
      .addOption(hidden('--to-spec <source>'))
      .option('--from-entity <class>', 'an entity class as what is wanted: App\\User\\User, src/user.ts#User'),
  )
    .option('--driver <name>', 'postgres, mysql, mariadb or sqlite, when no database is connected')
    .option('--server-version <version>', 'the version that will run the migration; default: the one connected')
    .option('--rename <old:new>', 'old:new, table.old:table.new or table:newtable; repeatable', collect)
    .option('--strategy <name>', 'auto (two phases for renames and the like), two-phase or single')
    .option('--sync <mode>', 'between two phases: triggers (default) or none')
    .option('--prune', 'also drop what the source does not mention')
    .option('--online <mode>', 'auto (large tables, and those of unknown size), always or never: hold no lock for long')
    .option('--archive <days>', 'keep dropped columns and tables in a table beside for so many days')
    .option('--fix <code:table=choice>', 'put rows right in the plan: add-unique:users=keep_first; repeatable', collect)
    .option('--output <folder>', 'write the migration files there')
    .option('--dry-run', 'write nothing')
    .option('--emit <format>', 'cycle or sql; default: found from the project')
    .option('--filename-style <style>', "native (the runner's own) or snake")
    .option('--timestamp <iso>', 'the clock of the file names (also SOURCE_DATE_EPOCH)')
    .option('--format <format>', 'human, json, markdown (a comment), sarif, github (annotations) or html')
    .option('--force', 'go on although rows or values are lost')
    .option('--confirm <table[.column]>', 'go on although those are; repeatable', collect)
    .option('--skip-safety', 'ask the database nothing about its rows')
    .option('--allow-unproven', 'accept what could not be checked')
    .option('--show-values', 'show a few of the offending rows: on a terminal, in the human format')
    .option('--trace', 'show the stack of a defect')
    .addOption(hidden('--dev-url <url>'))
    .addOption(hidden('--verify'))
    .action(async (sources: ReadonlyArray<string>, options: RawOptions) => {
      const { run, migrationPlan } = await work();
      end(await run(() => migrationPlan(sources, options, manner.signal), manner));
    });

  withConnection(
    altair
      .command('db:schema')
      .description('print the schema of a database or a source')
      .argument('[sources...]', 'specs, a snapshot or a URL; default: the database')
      .addHelpText('before', schemaExamples),
  )
    .option('--driver <name>', 'postgres, mysql, mariadb or sqlite, when no database is connected')
    .option('--server-version <version>', 'the version that will run the migration; default: the one connected')
    .option('--format <format>', 'human or json')
    .option('--trace', 'show the stack of a defect')
    .action(async (sources: ReadonlyArray<string>, options: RawOptions) => {
      const { run, schema } = await work();
      end(await run(() => schema(sources, options, manner.signal), manner));
    });

  altair
    .command('explain')
    .description('what the code of a finding means and what to do about it')
    .argument('[code]', 'the code in brackets after a finding; without it all are listed')
    .addHelpText('before', explainExamples)
    .option('--format <format>', 'human or json')
    .option('--trace', 'show the stack of a defect')
    .action(async (code: string | undefined, options: ExplainOptions) => {
      const { run, explain } = await work();
      end(await run(async () => explain(code, options), manner));
    });

  withConnection(
    altair
      .command('doctor')
      .description('look whether Node, drivers, settings and the database are as a plan needs them')
      .addHelpText('before', doctorExamples),
  )
    .option('--format <format>', 'human or json')
    .option('--trace', 'show the stack of a defect')
    .action(async (options: DoctorOptions) => {
      const { run, doctor } = await work();
      end(await run(() => doctor(options, manner.signal), manner));
    });

  altair
    .command('init')
    .description('write a commented altair.config.yaml; one that is there stays as it is')
    .addHelpText('before', initExamples)
    .option('--trace', 'show the stack of a defect')
    .action(async () => {
      const { run, init } = await work();
      end(await run(() => init(), manner));
    });

  altair
    .command('mcp')
    .description('serve the plan to coding agents (Model Context Protocol) on stdin and stdout')
    .addHelpText('before', mcpExamples)
    .option('--env-file <file>', 'read DATABASE_URL and DB_* from this file too')
    .option('--config <file>', 'settings, instead of altair.config.yaml or .json')
    .option('--trace', 'show the stack of a defect')
    .action(async (options: McpOptions) => {
      const [{ run }, { mcp }] = await Promise.all([work(), import('./mcp.js')]);
      end(await run(() => mcp(options, manner.signal), manner));
    });

  return altair;
};

/** Help tells of it; what it does is loaded when it is asked for (completion.ts). */
export const mentionCompletion = (altair: Command): Command =>
  altair
    .command('completion')
    .description('print the script that completes commands, options and their words: bash, zsh, fish, powershell')
    .argument('<shell>');
