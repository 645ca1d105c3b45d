import { visible } from '../report/visible.js';

/** Shorter ones are words that stand anywhere. */
const shortest = 4;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A value as it may stand somewhere: itself, in a URL, encoded. */
const formsOf = (value: string): ReadonlyArray<string> =>
  [value, decoded(value)].flatMap((v) => [v, encodeURIComponent(v), Buffer.from(v).toString('base64')]);

/** What variables hold that are secret by their names, and the passwords of URLs in the others; the longest first. */
const secretsIn = (env: NodeJS.ProcessEnv): ReadonlyArray<string> =>
  Object.entries(env)
    .flatMap(([name, value = '']) => {
      const [, password = ''] = /^[a-z][\w+.-]*:\/\/[^/?#]*?:(.*)@/i.exec(value) ?? [];
      const own = /pass|secret|token|_pwd$|_key$/i.test(name) ? value : '';
      return [own, password].filter((secret) => secret.length >= shortest);
    })
    .flatMap(formsOf)
    .sort((a, b) => b.length - a.length);

/** Connection texts as they may be shown: a password never is, also where the text is no URL because of it. */
export const redact = (text: string, env: NodeJS.ProcessEnv = {}): string =>
  secretsIn(env)
    .reduce((shown, secret) => shown.replaceAll(secret, '***'), text)
    // Up to the last @: a password that was not encoded may hold an @, a slash or a blank.
    .replace(/([A-Za-z][\w+.-]{0,40}:\/*[^\s:@/]{0,200}):.*@/g, '$1:***@')
    .replace(/(^|[\s"'(/])([^\s:@/"']{1,200}):[^\s@]+@/g, '$1$2:***@')
    .replace(/((?:password|passwd|pass|pwd|secret|token)=)[^&\s]*/gi, '$1***');

/** Where a defect of ours came from, line by line. Messages of drivers are in it, and they quote what they were given. */
export const traceOf = (error: unknown, env: NodeJS.ProcessEnv): string => {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return redact(stack, env).split('\n').map(visible).join('\n');
};
