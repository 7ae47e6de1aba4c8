import type { SetupProblem } from '@/server/vendors/vendor';
import { pathOf } from './describe-issue';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const control = /[\u0000-\u001f\u007f\u2028\u2029]/;
const longestText = 8000;
const mostEntries = 1000;
const deepest = 5;

/** What no setting or secret that somebody types may be: control characters, endless texts and lists; said under `path`. */
export function checkTexts(value: unknown, path: string, depth = 0): SetupProblem[] {
  if (typeof value === 'string') return textProblems(value, path);
  if (typeof value !== 'object' || value === null) return [];
  if (depth >= deepest) return [{ path, message: 'must not be nested that deep' }];
  const entries: [PropertyKey, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  if (entries.length > mostEntries) return [{ path, message: `must have at most ${mostEntries} entries` }];
  return entries.flatMap(([key, item]) => [
    ...(typeof key === 'string' && control.test(key)
      ? [{ path, message: 'must have names without control characters' }]
      : []),
    ...checkTexts(item, pathOf(path, [key]), depth + 1),
  ]);
}

function textProblems(text: string, path: string): SetupProblem[] {
  if (text.length > longestText) return [{ path, message: `must be at most ${longestText} characters long` }];
  return control.test(text) ? [{ path, message: 'must be without control characters' }] : [];
}
