import { request } from 'undici';
import type { Callback } from './callback';

const timeoutMs = 5000;

/** Sends one callback over HTTP; true for a 2xx. Rejects when nobody answers in five seconds. */
export async function sendCallback({ method, url, fields }: Callback): Promise<boolean> {
  const { statusCode, body } = await request(method === 'GET' ? withQuery(url, fields) : url, {
    method,
    ...(method === 'GET' ? {} : { body: fields, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    // Nothing is kept open towards a board that may be gone by the next callback.
    reset: true,
    signal: AbortSignal.timeout(timeoutMs),
  });
  await body.dump();
  return statusCode >= 200 && statusCode < 300;
}

function withQuery(url: string, fields: string): string {
  const [address = '', fragment] = url.split('#');
  return `${address}${address.includes('?') ? '&' : '?'}${fields}${fragment === undefined ? '' : `#${fragment}`}`;
}
