import type { Centre, EditRecord } from '@/server/emulators/centre-types';
import { editAgentQueue } from './agent-commands';
import { SinchFailure } from './failure';
import { editSetting } from './user-settings';
import type { World } from './world';

/** What somebody else does on the vendor's own pages: `setting` by id, `agent-queue` by `{agentId}/{queueId}`. */
export function editorOf(centre: Centre, worldNow: () => World): EditRecord {
  return (kind, id, values) => {
    centre.settle();
    if (kind === 'setting') return editSetting(worldNow(), id, values);
    const [agentId = '', queueId = ''] = id.split('/');
    if (kind !== 'agent-queue' || values === null) return null;
    try {
      return editAgentQueue(worldNow(), agentId, queueId, values);
    } catch (error) {
      if (error instanceof SinchFailure && error.status === 404) return null;
      throw error;
    }
  };
}
