/**
 * What the commands do. One module, loaded when a command was given: help and usage errors do without, and the program's
 * chunks stay few. The tools for agents have packages that nothing else needs, and a module of their own.
 */
export { doctor } from './doctor.js';
export { explain } from './explain.js';
export { init } from './init.js';
export { migrationPlan } from './migration-plan.js';
export { run, tellUsage } from './run.js';
export { schema } from './schema.js';
