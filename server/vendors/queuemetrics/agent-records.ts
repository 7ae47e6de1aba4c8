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
    extension: extensionOf(code, scene),
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
    ...mayManage(extensionOf(code, scene)),
    personId: null,
  };
}

/** The phone an agent logged in with, else the one of the editor. */
const extensionOf = (code: string, { attendance, directory }: Scene): string | null =>
  attendance.present?.get(code)?.extension ?? directory.agents?.get(code)?.terminal ?? null;

/** Actions want the extension, and whether the PBX does without depends on its dial plan; a blank server is the default one. */
function mayManage(extension: string | null): Pick<AgentRecord, 'canManage' | 'canManageReadiness'> {
  const can = extension === null ? null : true;
  return { canManage: can, canManageReadiness: can };
}

/** Of the record that tells whether this agent is in this queue. */
export const membershipId = (queueId: string, agentId: string, sourceId: string): string =>
  `${queueId}%7C${agentId.slice(sourceId.length + 1)}`;

const vendorWords = ({ onPause, pauseCode }: { onPause: string; pauseCode: string }) =>
  `ACB_onPause "${onPause}", ACB_curPauseCode "${pauseCode}"`;

/** QueueMetrics forgets an agent who logs out: since when is what we saw, and unknown if we did not. */
function seenLoggedOut(id: string, { now, previous }: NormalizeContext<Settings>) {
  const before = previous('agents', id);
  if (!before || before.state === 'unknown') return { stateSince: null, stateSinceIsReceipt: false };
  if (before.state !== 'logged-out') return { stateSince: now, stateSinceIsReceipt: true };
  return { stateSince: before.stateSince, stateSinceIsReceipt: before.stateSinceIsReceipt };
}

/** Members the editors know and agents who joined a queue, queue by queue. */
export function membershipRecords(agents: ReadonlySet<string>, scene: Scene): MembershipRecord[] {
  const { sourceId } = scene.context;
  const { servingByQueue } = scene;
  const agentIds = new Map([...agents].map((code) => [code, recordId(sourceId, code)]));
  const records: MembershipRecord[] = [];
  for (const queue of scene.queueIds) {
    const queueId = recordId(sourceId, queue);
    const serving = servingByQueue && (servingByQueue.get(queue) ?? nobody);
    const levels = new Map(scene.directory.members.get(queue)?.map(({ key, level }) => [key, level]));
    for (const code of new Set([...levels.keys(), ...(serving ?? nobody)])) {
      const agentId = agentIds.get(code);
      if (agentId === undefined) continue;
      records.push({
        id: membershipId(queueId, agentId, sourceId),
        sourceId,
        agentId,
        queueId,
        serving: serving?.has(code) ?? null,
        readiness: null,
        level: levels.get(code) ?? null,
        canChange: extensionOf(code, scene) === null ? null : true,
      });
    }
  }
  return records;
}

const nobody: ReadonlySet<string> = new Set();
