import type { Principal } from '@/lib/principal';
import type { ApiKey } from '@/lib/protocol/api';
import type { Runtime } from '@/server/runtime';
import { askerOf } from './asker';

interface RefusedRequest {
  readonly runtime: Runtime;
  readonly principal: Principal;
  readonly request: Request;
}

/** Has the audit know that somebody tried to change what they may not; looking at what one may not see is no attempt. */
export function noteRefused(key: ApiKey, call: RefusedRequest): void {
  const { runtime, request } = call;
  if (request.method === 'GET') return;
  const asked = `${request.method} ${new URL(request.url).pathname}`;
  runtime.audit.noteRefusedCall({ ...askerOf(call), endpoint: key, asked });
}
