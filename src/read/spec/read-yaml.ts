/** YAML text → nodes, under limits: the simple way where it is enough. */
import { type Excess, excessOf, isSmall, isTooLong, maxBytes, maxDepth, maxTokens } from './limits.js';
import type { Node } from './node.js';
import { parseYaml } from './parse-yaml.js';
import type { Report } from './report.js';
import { simpleYaml } from './simple-yaml.js';

/**
 * The document's root, or null after reporting why there is none. `within`: the block whose keys must be sound, at the root
 * of the document or anywhere in it.
 */
export const readYaml = (report: Report, text: string, within: string, anywhere = false): Node | null => {
  // The simple way counts the levels by itself; what it leaves alone is looked at before it is parsed.
  const simple = isSmall(text) ? simpleYaml(text) : null;
  if (simple !== null) return simple;
  const excess = isTooLong(text) ? 'bytes' : excessOf(text);
  if (excess !== null) {
    const [why, hint] = tooLarge[excess];
    report('source.too-large', 0, { source: 'the text', why }, hint);
    return null;
  }
  return (isSmall(text) ? null : simpleYaml(text)) ?? parseYaml(report, text, within, anywhere);
};

const split = 'Split the file: a folder of specs is read as one.';

const tooLarge: Readonly<Record<Excess, readonly [why: string, hint: string]>> = {
  bytes: [`more than ${maxBytes} bytes`, split],
  depth: [`nested deeper than ${maxDepth} levels`, 'Flatten it; a spec needs no more than ten levels.'],
  tokens: [`more than ${maxTokens} tokens`, split],
};
