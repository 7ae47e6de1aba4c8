import type { IncomingMessage } from 'node:http';
import { bearerOf } from './bearer';
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
    // Whoever shows a token rides on nobody's cookie.
    const isProgram = bearerOf(request.headers.authorization) !== null;
    if (!isProgram && !isSameOrigin(request.headers, publicUrl)) return false;
    return (await limit.take(callerOf(address))) === null;
  };
}
