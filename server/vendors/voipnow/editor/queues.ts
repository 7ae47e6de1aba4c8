import { recordId } from '@/lib/floor/ids';
import { seenField } from '@/server/vendors/editing/edit-field';
import { freshRecord } from '@/server/vendors/editing/fresh-record';
import type { VoipnowContext } from '@/server/vendors/voipnow/client';
import { nameOf } from '@/server/vendors/voipnow/names';
import { readMembers, statusWords, type VoipnowKind } from './queue-agents';

const fields = [
  seenField('name', 'text', 'Name', { help: 'Of the settings of the source: UnifiedAPI tells none' }),
  seenField('number', 'text', 'Number'),
  seenField('agents', 'list', 'Agents'),
];

/** The queues of the settings: UnifiedAPI lists none. */
export const queues: VoipnowKind = {
  kind: {
    id: 'queues',
    label: 'Queues',
    one: 'queue',
    help: 'The queues that this source is set to follow. They are made at VoipNow.',
    right: 'edit-queues',
    parent: null,
    can: [],
    canSearch: false,
    isCommon: false,
    actions: [],
  },
  list: async (context) => [...new Set(context.settings.queues)].map((number) => lineOf(context, number)),
  async read(context, { id }) {
    const members = await readMembers(context, id);
    const agents = members.map((one) => `${nameOf(context.settings.agentNames, one.number)}: ${statusWords(one)}`);
    const line = lineOf(context, id);
    return freshRecord({ line, raw: { name: line.label, number: id, agents }, fields, can: [] });
  },
};

function lineOf({ sourceId, settings }: VoipnowContext, number: string) {
  const label = nameOf(settings.queueNames, number);
  return { id: number, label, note: label === number ? '' : number, queueId: recordId(sourceId, number) };
}
