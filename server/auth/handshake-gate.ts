import type { IncomingMessage } from 'node:http';
import { paths } from '@/lib/paths';
import type { GateRefusal, NoteGateRefusal } from '@/server/audit/gate-refusals';
import { bearerOf } from './bearer';
import { callerOf, settleClient } from './client-address';
import type { RequestLimit } from './request-limit';
import { isSameOrigin } from './same-origin';
import type { Trusts } from './trusted-proxies';

export interface HandshakeGateParts {
  readonly publicUrl: string | null;
  readonly trusts: Trusts;
  readonly limit: RequestLimit;
  readonly noteRefusal?: NoteGateRefusal;
}

export type HandshakeGate = (request: IncomingMessage) => Promise<boolean>;

/** The gate's sister for sockets, which never pass the gate: may this handshake go on to say who it is? */
export function createHandshakeGate({ publicUrl, trusts, limit, noteRefusal }: HandshakeGateParts): HandshakeGate {
  return async (request) => {
    const address = settleClient(request, trusts);
    const caller = callerOf(address);
    const refuse = (reason: GateRefusal['reason']) => {
      noteRefusal?.({ principal: null, asked: `GET ${paths.socket}`, reason, address, caller });
      return false;
    };
    // Whoever shows a token rides on nobody's cookie.
    const isProgram = bearerOf(request.headers.authorization) !== null;
    if (!isProgram && !isSameOrigin(request.headers, publicUrl)) return refuse('foreign page');
    return (await limit.take(caller)) === null || refuse('too many requests');
  };
}
