/** `[name, version, whether only developers need it]` of the optional packages that a lock file leaves out. */
export declare const missingFrom: (
  packages: Readonly<Record<string, unknown>>,
) => ReadonlyArray<readonly [name: string, version: string, dev: boolean]>;
