import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestLimit } from '@/server/auth/request-limit';
import type { FoundReceiver, HookDesk, HookOutcome } from './hook-desk';
import { readHook } from './read-hook';

/** For metrics; `sourceId` is null where the address is nobody's. */
export type HookSeen = (call: { sourceId: string | null; outcome: HookOutcome | 'too-many' | 'unknown' }) => void;

/** Answers a call below `/hooks/`; `ending` is what stands behind that, `caller` an address. */
export type HookDoor = (
  request: IncomingMessage,
  response: ServerResponse,
  target: { readonly ending: string; readonly query: string; readonly caller: string },
) => Promise<void>;

interface HookDoorParts {
  readonly desk: HookDesk;
  /** For those whose address is wrong: guessing ends here. */
  readonly strangers: RequestLimit;
  readonly seen: HookSeen;
}

/**
 * Where vendors call (rule S1): no session, no cookie, only an address that nobody can guess. Nothing of path, query or
 * body is logged or said back.
 */
export function createHookDoor({ desk, strangers, seen }: HookDoorParts): HookDoor {
  return async (request, response, { ending, query, caller }) => {
    const receiver = desk.find(ending);
    if (receiver) return answer(response, await hear(request, query, receiver, seen));
    seen({ sourceId: null, outcome: 'unknown' });
    answer(response, (await strangers.take(caller)) === null ? 404 : 429);
  };
}

async function hear(request: IncomingMessage, query: string, receiver: FoundReceiver, seen: HookSeen): Promise<number> {
  const { sourceId } = receiver;
  if (!receiver.take()) {
    seen({ sourceId, outcome: 'too-many' });
    return 429;
  }
  const read = await readHook(request, query).catch(() => 400 as const);
  const outcome = typeof read === 'number' ? 'refused' : receiver.hear(read);
  seen({ sourceId, outcome });
  if (typeof read === 'number') return read;
  return outcome === 'refused' ? 400 : 200;
}

function answer(response: ServerResponse, status: number): void {
  // What was refused may not have been read to its end, so the connection cannot be used again.
  const connection = status === 200 ? {} : { connection: 'close' };
  response.writeHead(status, { 'cache-control': 'no-store', 'content-length': 0, ...connection }).end();
}
