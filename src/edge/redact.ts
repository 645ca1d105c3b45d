/** Connection texts as they may be shown: the password of a URL never is. */
export const redact = (text: string): string =>
  text
    .replace(/(^|[^A-Za-z0-9+.-])?([A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#\s@:]*):[^/?#\s]*@/g, '$1$2:***@')
    .replace(/((?:password|passwd|pwd|secret|token)=)[^&\s]*/gi, '$1***');
