import type { IncomingMessage } from 'node:http';
import type { TappedReply } from './reply-tap';

/** Remembers the last reply to each read, for a source that is frozen. */
export interface ReplyMemory {
  recall(request: IncomingMessage): TappedReply | null;
  keep(request: IncomingMessage, reply: TappedReply): void;
}

const mostTargets = 200;

/** Reads are GETs. A query whose values move on (from, to) gets the last reply to the same parameters' names. */
export function createReplyMemory(): ReplyMemory {
  const byTarget = new Map<string, TappedReply>();
  const byShape = new Map<string, TappedReply>();
  return {
    recall: (request) => {
      if (request.method !== 'GET') return null;
      return byTarget.get(request.url ?? '') ?? byShape.get(shapeOf(request)) ?? null;
    },
    keep: (request, reply) => {
      if (request.method !== 'GET' || reply.status !== 200) return;
      const target = request.url ?? '';
      byTarget.delete(target);
      byTarget.set(target, reply);
      byShape.set(shapeOf(request), reply);
      const oldest = byTarget.keys().next();
      if (byTarget.size > mostTargets && !oldest.done) byTarget.delete(oldest.value);
    },
  };
}

function shapeOf(request: IncomingMessage): string {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  return `${path}?${[...new URLSearchParams(query).keys()].toSorted().join('&')}`;
}
