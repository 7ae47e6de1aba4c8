import { type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { findExtension } from './extensions';
import { notFound, wrongMethod } from './failure';
import type { Call } from './world';

const longestWaitSeconds = 420;

/**
 * `GET /extension/{id}/queue/`. No document shows one: these are our names, in the vendor's manner, for what the centre does.
 * The real one can be PUT as well.
 */
export function queueConfiguration({ world, method }: Call, extensionId: string): FaceReply {
  const { id, queue } = findExtension(world, extensionId);
  if (!queue) throw notFound();
  if (method !== 'GET') throw wrongMethod();
  return jsonReply({
    extension_id: id,
    strategy: 'longest_idle',
    max_calls: queue.maxWaiting,
    max_wait_time: longestWaitSeconds,
    service_level: queue.answerWithinMs / 1000,
  });
}
