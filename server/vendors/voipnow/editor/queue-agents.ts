import type { RecordField } from '@/lib/editing/records';
import { recordId } from '@/lib/floor/ids';
import { checkValues } from '@/server/vendors/editing/check-values';
import { editField, seenField } from '@/server/vendors/editing/edit-field';
import { editLine } from '@/server/vendors/editing/edit-line';
import { freshRecord } from '@/server/vendors/editing/fresh-record';
import type { KindEditor } from '@/server/vendors/editing/join-kinds';
import { type Edit, EditRefused, type FreshRecord, type RecordPlace } from '@/server/vendors/editor';
import { hideSecrets } from '@/server/vendors/hide-secrets';
import type { HttpReply } from '@/server/vendors/http-reply';
import { hostOf, readList, readPage, send, type VoipnowContext } from '@/server/vendors/voipnow/client';
import { errorIn } from '@/server/vendors/voipnow/error-body';
import { type Member, toMember } from '@/server/vendors/voipnow/feeds';
import { nameOf } from '@/server/vendors/voipnow/names';
import { extendedNumber, isExtension } from '@/server/vendors/voipnow/numbers';
import { queueAgents as agentPages, type QueueAgent } from '@/server/vendors/voipnow/payloads';
import { noWordsOf, refusals } from '@/server/vendors/voipnow/refusal-words';
import type { VoipnowSecrets, VoipnowSettings } from '@/server/vendors/voipnow/settings';

export type VoipnowKind = KindEditor<VoipnowSettings, VoipnowSecrets>;

const statuses = [
  { value: '0', label: 'Logged out' },
  { value: '1', label: 'Online' },
  { value: '2', label: 'Paused' },
];
const status = editField('status', 'choice', 'Status in this queue', { isRequired: true, picks: statuses });
const remoteWords = 'A remote agent of VoipNow cannot be changed from here';

/** Agents are registered at VoipNow; what they are in a queue can be changed, queue by queue. */
export const queueAgents: VoipnowKind = {
  kind: {
    id: 'queue-agents',
    label: 'Agents of a queue',
    one: 'agent of the queue',
    help: 'Who is registered in the queue, and logged in, paused or logged out there. VoipNow adds nobody from here.',
    right: 'edit-queues',
    parent: 'queues',
    can: ['update'],
    canSearch: false,
    isCommon: true,
    actions: [],
  },
  async list(context, { parentId }) {
    const members = await readMembers(context, parentId ?? '');
    return members.map((member) => lineOf(context, member, parentId ?? ''));
  },
  read,
  change: {
    check: (edit) => checkValues(edit.fresh?.fields ?? [status], edit),
    calls: (edit, settings) => [editLine('PUT', `${pathOf(settings, edit).join('/')}/`, edit.values)],
    apply,
  },
};

async function read(context: VoipnowContext, { id, parentId }: RecordPlace): Promise<FreshRecord> {
  const member = (await readMembers(context, parentId ?? '')).find(({ number }) => number === id);
  if (!member) throw new EditRefused('gone', goneAgent);
  const isLocked = member.isRemote || !isExtension(member.number);
  const word = member.status ?? '';
  const picks =
    statuses.some(({ value }) => value === word) || word === ''
      ? statuses
      : [...statuses, { value: word, label: word }];
  const fields: RecordField[] = [
    { ...status, picks, isRequired: word !== '', isReadOnly: isLocked, help: isLocked ? remoteWords : '' },
    seenField('number', 'text', 'Number'),
  ];
  const line = lineOf(context, member, parentId ?? '');
  return freshRecord({ line, raw: { ...member, status: word }, fields, can: isLocked ? [] : ['update'] });
}

const goneAgent = 'The agent is not registered in this queue any more';
const goneQueue = 'VoipNow knows no queue of this number';

/** Throws `gone` where VoipNow knows no such queue. */
export async function readMembers(context: VoipnowContext, queue: string): Promise<readonly Member[]> {
  if (!context.settings.queues.includes(queue))
    throw new EditRefused('gone', 'This queue is not one that Callboard follows');
  const path = ['extensions', context.settings.userId, queue, 'queue', 'agents'];
  const keyOf = ({ agentNumber }: QueueAgent) => extendedNumber(agentNumber, queue);
  const answer = await readList(context, { path, schema: agentPages, what: 'agents', keyOf });
  if ('value' in answer) return answer.value.map((agent) => toMember(agent, queue));
  if (answer.refusal === 'not-known') throw new EditRefused('gone', goneQueue);
  throw new EditRefused('refused', 'VoipNow does not let this app see the agents of this queue');
}

function lineOf({ sourceId, settings }: VoipnowContext, member: Member, queue: string) {
  const label = nameOf(settings.agentNames, member.number);
  const notes = [label === member.number ? '' : member.number, statusWords(member), member.isRemote ? 'remote' : ''];
  return { id: member.number, label, note: notes.filter(Boolean).join(' · '), queueId: recordId(sourceId, queue) };
}

/** What an agent is in a queue, in our words; the vendor’s where there are none. */
export const statusWords = (member: Member): string =>
  statuses.find(({ value }) => value === member.status)?.label.toLowerCase() ?? member.status ?? 'not known';

const pathOf = ({ userId }: VoipnowSettings, { id, parentId }: Pick<Edit, 'id' | 'parentId'>) => [
  ...['extensions', userId, parentId ?? '', 'queue', 'agents', id ?? ''],
];

async function apply(context: VoipnowContext, edit: Edit): Promise<string | null> {
  if (!isExtension(edit.id ?? '')) throw new EditRefused('refused', remoteWords);
  const body = { status: String(edit.values.status ?? '') };
  const path = pathOf(context.settings, edit);
  const reply = await send(context, { method: 'PUT', path, body, allow: [...refusals, 405] });
  if (reply.status >= 400) throw refusalOf(reply, context);
  readPage(reply, agentPages, hostOf(context));
  return edit.id;
}

function refusalOf(reply: HttpReply, { secrets }: VoipnowContext): EditRefused {
  const code = errorIn(reply.text)?.code ?? '';
  if (code === 'qag_agent_invalid') return new EditRefused('gone', goneAgent);
  if (code === 'extension_invalid') return new EditRefused('gone', goneQueue);
  if (reply.status === 405)
    return new EditRefused(
      'not-known',
      'This VoipNow does not know such a call (HTTP 405): check "apiPath" of the source',
    );
  if (reply.status === 404 && code === '') return new EditRefused('gone', goneAgent);
  const { reason, said } = noWordsOf(reply);
  const problems = code === 'status_invalid' ? [{ field: 'status', message: 'is not taken by VoipNow' }] : [];
  if (reason !== null) return new EditRefused('refused', `VoipNow refused: ${reason}`, { problems });
  return new EditRefused('refused', 'VoipNow refused', { vendorWords: hideSecrets(said, { ...secrets }) });
}
