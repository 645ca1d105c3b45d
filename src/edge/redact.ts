/** Connection texts as they may be shown: a password never is, also where the text is no URL because of it. */
export const redact = (text: string): string =>
  text
    // Up to the last @: a password that was not encoded may hold an @, a slash or a blank.
    .replace(/([A-Za-z][\w+.-]{0,40}:\/*[^\s:@/]{0,200}):.*@/g, '$1:***@')
    .replace(/(^|[\s"'(/])([^\s:@/"']{1,200}):[^\s@]+@/g, '$1$2:***@')
    .replace(/((?:password|passwd|pass|pwd|secret|token)=)[^&\s]*/gi, '$1***');
