import type { IncomingMessage } from 'node:http';
import { callerOf, settleClient } from './client-address';
import type { RequestLimit } from './request-limit';
import { isSameOrigin } from './same-origin';
import type { Trusts } from './trusted-proxies';

export interface HandshakeGateParts {
  readonly publicUrl: string | null;
  readonly trusts: Trusts;
  readonly limit: RequestLimit;
}

export type HandshakeGate = (request: IncomingMessage) => Promise<boolean>;

/** The gate's sister for sockets, which never pass the gate: may this handshake go on to say who it is? */
export function createHandshakeGate({ publicUrl, trusts, limit }: HandshakeGateParts): HandshakeGate {
  return async (request) => {
    const address = settleClient(request, trusts);
    return isSameOrigin(request.headers, publicUrl) && (await limit.take(callerOf(address))) === null;
  };
}
