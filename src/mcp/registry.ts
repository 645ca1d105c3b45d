/** The tools, one line each, in the order that clients list them. */

import { explain } from './tool/explain.js';
import { planMigration } from './tool/plan-migration.js';
import { schema } from './tool/schema.js';
import type { Tool } from './tool.js';

export const tools: ReadonlyArray<Tool> = [planMigration, explain, schema];
