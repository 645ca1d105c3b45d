/** A tool: what a client is told of it, and what it does. */
import type { Answer } from './answer.js';
import type { Shelf } from './shelf.js';

export interface JsonSchema {
  readonly type: 'object';
  readonly [key: string]: unknown;
}

export interface ToolDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
}

/** What the operator decided when the server was started. */
export interface Operator {
  /** Nothing outside this folder is read. */
  readonly folder: string;
  readonly config: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Call {
  readonly operator: Operator;
  readonly shelf: Shelf;
  /** Aborted when the client cancels or goes away. */
  readonly signal: AbortSignal;
  readonly progress: (message: string) => void;
}

/** Arguments as they came; they fit the input schema. */
export type Arguments = Readonly<Record<string, unknown>>;

export interface Tool {
  readonly definition: ToolDefinition;
  readonly call: (args: Arguments, c: Call) => Promise<Answer>;
}

/** Every tool here reads, changes nothing, and speaks with nobody but the operator's databases. */
export const annotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;

export const textOf = (args: Arguments, key: string): string | null => {
  const value = args[key];
  return typeof value === 'string' ? value : null;
};

export const textsOf = (args: Arguments, key: string): ReadonlyArray<string> => {
  const value = args[key];
  return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : [];
};

export const numberOf = (args: Arguments, key: string, otherwise: number): number => {
  const value = args[key];
  return typeof value === 'number' ? value : otherwise;
};
