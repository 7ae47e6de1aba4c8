/** Line and column (from 1) where a text stops being JSON; our own, as the runtime's message quotes the text. */
export function findJsonError(text: string): { line: number; column: number } {
  const scan = scanValue(text, 0);
  const at = scan.isOk ? skip(text, scan.at) : scan.at;
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

interface Scan {
  readonly isOk: boolean;
  /** Where the next thing begins, or the first character that does not fit. */
  readonly at: number;
}

const space = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

function match(pattern: RegExp, source: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : null;
}

function skip(source: string, at: number): number {
  return match(space, source, at) ?? at;
}

function scanValue(source: string, from: number): Scan {
  const at = skip(source, from);
  if (source[at] === '{') return scanList(source, at, '}', scanMember);
  if (source[at] === '[') return scanList(source, at, ']', scanValue);
  const end = match(text, source, at) ?? match(scalar, source, at);
  return end === null ? { isOk: false, at } : { isOk: true, at: end };
}

function scanMember(source: string, from: number): Scan {
  const at = skip(source, from);
  const key = match(text, source, at);
  if (key === null) return { isOk: false, at };
  const colon = skip(source, key);
  return source[colon] === ':' ? scanValue(source, colon + 1) : { isOk: false, at: colon };
}

function scanList(source: string, from: number, close: string, scanItem: typeof scanValue): Scan {
  let at = skip(source, from + 1);
  if (source[at] === close) return { isOk: true, at: at + 1 };
  for (;;) {
    const item = scanItem(source, at);
    if (!item.isOk) return item;
    at = skip(source, item.at);
    if (source[at] === close) return { isOk: true, at: at + 1 };
    if (source[at] !== ',') return { isOk: false, at };
    at += 1;
  }
}
