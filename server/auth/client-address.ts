import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import { isHost } from './is-host';
import { isAddress, type Trusts } from './trusted-proxies';

/** Set by us on every request, whatever came in under that name. */
export const addressHeader = 'x-callboard-address';

/**
 * Finds out who is at the other end, and leaves of what the request says about proxies only what a proxy of ours says:
 * next-auth and Next believe the rest of it.
 */
export function settleClient(request: IncomingMessage, trusts: Trusts): string {
  const { headers } = request;
  const peer = plainAddress(request.socket.remoteAddress ?? '') ?? 'unknown';
  const address = walkBack(peer, listIn(headers['x-forwarded-for']), trusts);
  const told = trusts(peer, 0) ? forwardedBy(headers) : {};
  for (const name of Object.keys(headers)) {
    if (name === 'forwarded' || name.startsWith('x-forwarded-')) delete headers[name];
  }
  Object.assign(headers, told, { [addressHeader]: address });
  return address;
}

/** From the nearest step back past all we trust; whoever that one saw is the caller. */
function walkBack(peer: string, hops: readonly string[], trusts: Trusts): string {
  let address = peer;
  for (let hop = 0; hop < hops.length && trusts(address, hop); hop += 1) {
    const before = plainAddress(hops[hops.length - 1 - hop] ?? '');
    if (before === null) break;
    address = before;
  }
  return address;
}

/** What the nearest proxy says of how it was asked; nothing that makes no sense. */
function forwardedBy(headers: IncomingHttpHeaders): Record<string, string> {
  const proto = listIn(headers['x-forwarded-proto']).at(-1);
  const host = listIn(headers['x-forwarded-host']).at(-1);
  return {
    ...(proto === 'http' || proto === 'https' ? { 'x-forwarded-proto': proto } : {}),
    ...(host !== undefined && isHost(host) ? { 'x-forwarded-host': host } : {}),
  };
}

function listIn(header: string | string[] | undefined): string[] {
  return String(header ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** An address without the port some proxies add, IPv4 as IPv4; null when it is none. */
function plainAddress(text: string): string | null {
  const bare = /^\[(.+)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text.replace(/%.*$/, '');
  return isAddress(bare) ? ipaddr.process(bare).toString() : null;
}

/** Whose attempts count together: a whole /64 of IPv6 is one caller, who may take any address in it. */
export function callerOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
