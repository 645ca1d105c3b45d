/** What a run must know before its options are parsed. */
export interface Manner {
  readonly json: boolean;
  readonly trace: boolean;
}
