import { recordId } from '@/lib/floor/ids';
import type { ContactRecord } from '@/lib/floor/records';
import type { Directory } from './directory';
import type { CallRow } from './payloads';
import type { Scene } from './scene';

/** An unanswered call in a queue for outbound calls rings outside; it does not wait for an agent. */
export function contactStateOf(call: CallRow, directory: Directory): ContactRecord['state'] {
  if (call.answeredAt !== null) return 'talking';
  return call.queue !== null && directory.directionOf(call.queue) === 'out' ? 'ringing' : 'waiting';
}

export function contactRecords(calls: readonly CallRow[], agents: ReadonlySet<string>, scene: Scene): ContactRecord[] {
  const { context, directory } = scene;
  const { sourceId } = context;
  return calls.map((call): ContactRecord => {
    const code = call.agent === null ? null : directory.agentCode(call.agent);
    return {
      id: recordId(sourceId, call.id),
      sourceId,
      queueId: call.queue !== null && scene.queueIds.has(call.queue) ? recordId(sourceId, call.queue) : null,
      agentId: code !== null && agents.has(code) ? recordId(sourceId, code) : null,
      channel: 'phone',
      direction: call.queue === null ? null : directory.directionOf(call.queue),
      serverId: call.serverId,
      state: contactStateOf(call, directory),
      caller: call.caller,
      callerName: null,
      isVip: null,
      enteredAt: scene.ours(call.enteredAt),
      answeredAt: scene.ours(call.answeredAt),
    };
  });
}
