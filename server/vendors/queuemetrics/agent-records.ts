import { recordId } from '@/lib/floor/ids';
import type { AgentRecord, MembershipRecord } from '@/lib/floor/records';
import type { NormalizeContext } from '@/server/vendors/vendor';
import { orNull } from './codes';
import type { Scene } from './scene';
import type { Settings } from './settings';

export function agentRecordOf(code: string, scene: Scene): AgentRecord {
  const { context, directory, attendance, day } = scene;
  const entry = directory.agents?.get(code);
  const presence = attendance.present?.get(code);
  const id = recordId(context.sourceId, code);
  const { state, readiness, since } = scene.doingOf(code);
  const isPause = readiness === 'paused' && presence !== undefined;
  return {
    id,
    sourceId: context.sourceId,
    name: entry?.name ?? code,
    extension: presence?.extension ?? entry?.terminal ?? null,
    team: entry?.team ?? null,
    location: entry?.location ?? null,
    serverId: presence?.serverId ?? null,
    readiness,
    state,
    ...(state === 'logged-out'
      ? seenLoggedOut(id, context)
      : { stateSince: scene.ours(since), stateSinceIsReceipt: false }),
    pauseReason: isPause ? orNull(directory.pauseName(presence.pauseCode)) : null,
    vendorState: presence ? vendorWords(presence) : null,
    wrapUpEndsAt: null,
    handledToday: day?.handledBy(code) ?? null,
    canManage: null,
    canManageReadiness: null,
    personId: null,
  };
}

const vendorWords = ({ onPause, pauseCode }: { onPause: string; pauseCode: string }) =>
  `ACB_onPause "${onPause}", ACB_curPauseCode "${pauseCode}"`;

/** QueueMetrics forgets an agent who logs out: since when is what we saw, and unknown if we did not. */
function seenLoggedOut(id: string, { now, previous }: NormalizeContext<Settings>) {
  const before = previous('agents', id);
  if (!before || before.state === 'unknown') return { stateSince: null, stateSinceIsReceipt: false };
  if (before.state !== 'logged-out') return { stateSince: now, stateSinceIsReceipt: true };
  return { stateSince: before.stateSince, stateSinceIsReceipt: before.stateSinceIsReceipt };
}

export function membershipRecords(agents: ReadonlySet<string>, scene: Scene): MembershipRecord[] {
  const { context, directory, attendance } = scene;
  const { sourceId } = context;
  const records = new Map<string, MembershipRecord>();
  const put = (queue: string, code: string, serving: boolean | null, level: number | null) => {
    if (!scene.queueIds.has(queue) || !agents.has(code)) return;
    const id = recordId(sourceId, `${queue}|${code}`);
    const [agentId, queueId] = [recordId(sourceId, code), recordId(sourceId, queue)];
    records.set(id, { id, sourceId, agentId, queueId, serving, readiness: null, level, canChange: null });
  };
  const serves = (code: string, queue: string) => attendance.present?.get(code)?.queues.has(queue) ?? false;
  for (const [queue, members] of directory.members)
    for (const { key, level } of members) put(queue, key, attendance.present && serves(key, queue), level);
  for (const [code, presence] of attendance.present ?? [])
    for (const queue of presence.queues)
      if (!records.has(recordId(sourceId, `${queue}|${code}`))) put(queue, code, true, null);
  return [...records.values()];
}
