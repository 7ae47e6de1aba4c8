/** One cookie's value out of a `Cookie` header; joins the numbered parts next-auth splits a long token into. */
export function readCookie(header: string | null, name: string): string | null {
  if (!header) return null;
  const cookies = new Map(header.split(';').map(splitPair));
  const whole = cookies.get(name);
  if (whole !== undefined) return whole;
  let joined = '';
  for (let part = 0; cookies.has(`${name}.${part}`); part += 1) joined += cookies.get(`${name}.${part}`);
  return joined === '' ? null : joined;
}

function splitPair(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  if (equals < 0) return [pair.trim(), ''];
  return [pair.slice(0, equals).trim(), decode(pair.slice(equals + 1).trim())];
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
