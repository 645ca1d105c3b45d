/** A value as a person would write it, short. */
import type { Value } from './value.js';

const longest = 60;

export const showValue = (v: Value): string => {
  const text = shown(v);
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
};

const shown = (v: Value): string => {
  switch (v.kind) {
    case 'Literal':
      return typeof v.value === 'string' ? JSON.stringify(v.value) : String(v.value);
    case 'List':
      return `[${v.items.map(shown).join(', ')}]`;
    case 'Map':
      return `{ ${[...v.entries].map(([k, e]) => `${k}: ${shown(e.value)}`).join(', ')} }`;
    case 'Enum':
    case 'Global':
    case 'Param':
    case 'Foreign':
      return v.name;
    case 'Class':
      return v.class.name;
    case 'Function':
      return '() => …';
    case 'Member':
      return `${shown(v.of)}.${v.name}`;
    case 'Call':
      return `${shown(v.callee)}(${v.args.map(shown).join(', ')})`;
    case 'New':
      return `new ${shown(v.callee)}(${v.args.map(shown).join(', ')})`;
    case 'Tagged':
      return `${shown(v.tag)}\`…\``;
    case 'Regex':
    case 'Unknown':
      return v.text;
  }
};

/** Why the program would have to run for it. */
export const whyUnknown = (v: Value): string => {
  switch (v.kind) {
    case 'Unknown':
      return v.why;
    case 'Call':
      return v.callee.kind === 'Function' ? 'it calls a function that does more than return' : 'it calls a function';
    case 'Member':
      return whyUnknown(v.of);
    case 'New':
      return 'it makes an object';
    case 'Foreign':
      return `it comes from ${JSON.stringify(v.from)}, which was not read`;
    case 'Global':
      return 'it is known at run time only';
    case 'Param':
      return 'it is an argument';
    default:
      return 'it is not a constant';
  }
};
