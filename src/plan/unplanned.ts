import type { DataRule } from '../ir/desired.js';

/** What a source declares and no step can be planned for, with the reason. */
export interface Unplanned {
  readonly rule: Extract<DataRule, { kind: 'Archive' | 'Dedupe' | 'Clear' }>;
  readonly why: string;
}
