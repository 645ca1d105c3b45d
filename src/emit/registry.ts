/** Migration file formats by the name that `--emit` takes. */
import { cycle } from './cycle/index.js';
import type { Emitter } from './emitter.js';
import { sql } from './sql.js';

export const emitters = { cycle, sql } as const satisfies Readonly<Record<string, Emitter>>;

export type EmitterId = keyof typeof emitters;

export const isEmitterId = (id: string): id is EmitterId => Object.hasOwn(emitters, id);
