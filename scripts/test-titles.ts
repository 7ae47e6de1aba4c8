export interface TestTitle {
  readonly title: string;
  readonly line: number;
}

/** The titles of all `it` and `test` calls of a file, `it.each(rows)('title')` and `test.skipIf(x)('title')` included. */
export function testTitles(source: string): TestTitle[] {
  const found: TestTitle[] = [];
  for (const call of source.matchAll(/(?<![\w.'"`$])(?:it|test)\b/g)) {
    const title = titleAt(source, call.index + call[0].length);
    if (title !== null) found.push({ title, line: source.slice(0, call.index).split('\n').length });
  }
  return found;
}

/** Walks over `.each`, type arguments and first calls up to the call whose first argument is a string. */
function titleAt(source: string, start: number): string | null {
  let at = start;
  for (;;) {
    const step = /^\s*(?:\.\w+|<[^>()]*>)/.exec(source.slice(at));
    if (step) {
      at += step[0].length;
      continue;
    }
    const open = /^\s*([(`])/.exec(source.slice(at));
    if (!open) return null;
    at += open[0].length - 1;
    const literal = source[at] === '(' ? /^\s*(['"`])/.exec(source.slice(at + 1)) : null;
    if (literal) return stringAt(source, at + literal[0].length);
    at = source[at] === '`' ? endOfString(source, at) : endOfParens(source, at);
  }
}

function stringAt(source: string, quoteAt: number): string {
  return source.slice(quoteAt + 1, endOfString(source, quoteAt) - 1);
}

function endOfString(source: string, quoteAt: number): number {
  let at = quoteAt + 1;
  while (at < source.length && source[at] !== source[quoteAt]) at += source[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfParens(source: string, openAt: number): number {
  let depth = 0;
  let at = openAt;
  while (at < source.length) {
    const char = source[at] ?? '';
    if ('\'"`'.includes(char)) {
      at = endOfString(source, at);
      continue;
    }
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
    at += 1;
    if (depth === 0) break;
  }
  return at;
}
