/** Nothing ends an address but what cannot be in one: a quote may be part of its query. */
const address = /\/\/[^\s<>“”]+/g;
/** A password may hold what ends the name of a host; a port holds digits only. */
const credentials = /^(?:[^/?#]*@|[^/?#@:[\]]+:(?!\d*(?:[/?#]|$)).*@)/;

/**
 * A text with what addresses in it may hold of passwords and tokens left out, as `https://host/path?token=…`: who signs in, values
 * of the query, what stands behind `#`, and parts of the path that are no words. The same again where it is concealed already.
 */
export function concealAddresses(text: string): string {
  return text.replace(address, (found) => `//${concealed(found.slice(2))}`);
}

function concealed(rest: string): string {
  const bare = rest.replace(credentials, '…@');
  const end = bare.search(/[?#]|$/);
  const [host, ...segments] = bare.slice(0, end).split('/');
  const path = [host, ...segments.map((segment) => (isToken(segment) ? '…' : segment))].join('/');
  return `${path}${withoutValues(bare.slice(end))}`;
}

function withoutValues(text: string): string {
  const [query = '', ...fragments] = text.split('#');
  const said = fragments.join('#') === '' ? '' : '…';
  return `${query.replace(/(?<=^\?|&)[^&]+/g, withoutValue)}${fragments.length > 0 ? `#${said}` : ''}`;
}

/** Without a name it may be the token itself. */
function withoutValue(parameter: string): string {
  const [name = '', ...values] = parameter.split('=');
  if (values.length === 0 || name === '') return '…';
  return `${isToken(name) ? '…' : name}=${values.join('=') === '' ? '' : '…'}`;
}

const [shortestToken, longestName, longestWord] = [16, 40, 15];

function isToken(text: string): boolean {
  if (text.length < shortestToken) return false;
  const words = text.split(/[-_.+~]|%20/);
  return (
    text.length > longestName ||
    !words.every((word) => /^(?:\p{L}*|\d{1,4})$/u.test(word) && word.length <= longestWord)
  );
}
