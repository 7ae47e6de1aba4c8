/** Where a JSON text goes wrong. */
export interface JsonProblem {
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

const token =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a JSON text must not have them
  /[\s]+|[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

/** Null where all of it is JSON. Browsers say it each in another way, or not at all. */
export function findJsonProblem(text: string): JsonProblem | null {
  try {
    JSON.parse(text);
    return null;
  } catch {
    return placeOf(text, offsetOfProblem(text));
  }
}

type Wants = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end';

/** The first place at which nothing that may stand there stands. */
function offsetOfProblem(text: string): number {
  const open: ('{' | '[')[] = [];
  let wants: Wants | null = 'value';
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const found: string | undefined = token.exec(text)?.[0];
    if (found === undefined) return at;
    if (found.trim() !== '') {
      wants = next(wants, found, open);
      if (wants === null) return at;
    }
    at += found.length;
  }
  return at;
}

/** What may come after a token; null where it may not stand here. Opens and closes on the way. */
function next(wants: Wants, found: string, open: ('{' | '[')[]): Wants | null {
  const inside = open.at(-1);
  if (found === '}' || found === ']') {
    const closes = found === '}' ? '{' : '[';
    const may = wants === 'comma or end' || wants === (closes === '{' ? 'key or end' : 'value or end');
    if (!may || inside !== closes) return null;
    open.pop();
    return 'comma or end';
  }
  if (wants === 'colon') return found === ':' ? 'value' : null;
  if (wants === 'comma or end') {
    if (found !== ',' || inside === undefined) return null;
    return inside === '{' ? 'key' : 'value';
  }
  if (wants === 'key' || wants === 'key or end') return found.startsWith('"') ? 'colon' : null;
  if (found === ',' || found === ':') return null;
  if (found !== '{' && found !== '[') return 'comma or end';
  open.push(found);
  return found === '{' ? 'key or end' : 'value or end';
}

function placeOf(text: string, offset: number): JsonProblem {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
