import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** Set by us on every request, whatever came in under that name. */
export const addressHeader = 'x-callboard-address';

/** Who is at the other end; behind a proxy of ours the address that proxy saw. */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined;
  const hops = String(forwarded ?? '').split(',');
  return hops.at(-1)?.trim() || request.socket.remoteAddress || 'unknown';
}

/** Whose attempts count together: a whole /64 of IPv6 is one caller, who may take any address in it. */
export function callerOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail = ''] = address.split('%', 1)[0]?.split('::', 2) ?? [];
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = 8 - groups(head).length - groups(tail).length;
  const filled = address.includes('::') ? Array<string>(Math.max(0, missing)).fill('0') : [];
  const all = [...groups(head), ...filled, ...groups(tail)].slice(0, 4);
  return `${all.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
