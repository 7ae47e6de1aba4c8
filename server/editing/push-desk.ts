import type { ChangeTold } from '@/lib/editing/records';
import type { PushPlan } from '@/lib/protocol/api/editors-api';
import { Refusal } from '@/lib/protocol/refusal';
import { delay } from '@/server/ports';
import type { SourcePush } from '@/server/sources/source-editor';
import type { ConfigChangeRow } from '@/server/store/schema/config-changes';
import type { PlannedPush } from '@/server/vendors/editor';
import { addRow, nudge, refuse } from './carry-out';
import { answerOf, noAnswer, refusalFrom, toldOf } from './change-row';
import type { EditAsker, EditingParts } from './editing-parts';
import { type EditorAt, findSource, mayEdit } from './find-editor';
import { lookAgainMs } from './find-outcome';
import { keepFormer, noFormer } from './kept-former';
import { noteChange, notingRefusals } from './note-change';
import { digestOf, type Requests } from './requests';
import type { Turns } from './turns';
import { describeFailure, toRefusal } from './vendor-words';

export interface PushRequest {
  readonly document: string;
  readonly digest: string;
  readonly requestId: string;
}

export interface PushReply {
  readonly change: ChangeTold;
  readonly words: string;
}

interface PushAt extends EditorAt {
  readonly push: SourcePush;
}

export interface PushDesk {
  plan(sourceId: string, document: string | null, asker: EditAsker): Promise<PushPlan>;
  push(sourceId: string, request: PushRequest, asker: EditAsker): Promise<PushReply>;
}

/** Where a whole configuration is sent at once, as it was planned or not at all. */
export function createPushDesk(parts: EditingParts, once: Requests, inTurn: Turns): PushDesk {
  function find(sourceId: string, { principal }: EditAsker): PushAt {
    const at = findSource(parts.sources, principal, sourceId);
    const { push } = at.editor;
    if (!push) throw new Refusal('not-found', { message: `${at.name} takes no whole configuration.` });
    if (!mayEdit(principal, 'edit-system', sourceId, null)) throw new Refusal('not-allowed');
    return { ...at, push };
  }

  return {
    async plan(sourceId, document, asker) {
      const { current: _, ...planned } = await planFor(find(sourceId, asker), document, parts);
      return { ...planned, digest: digestOfPlan(planned) };
    },
    push: (sourceId, request, asker) =>
      notingRefusals(parts, { act: 'push', target: sourceId }, asker, async () => {
        const at = find(sourceId, asker);
        const digest = digestOf({ push: sourceId, document: request.document, plan: request.digest });
        const { requestId } = request;
        return once({
          ...{ accountId: asker.principal.accountId, requestId, digest },
          again: async (row) => {
            const refusal = refusalFrom(answerOf(row));
            if (refusal) throw refusal;
            return { change: toldOf(row, null), words: answerOf(row).words };
          },
          run: () => inTurn(sourceId, () => send(at, request, { digest, asker }, parts)),
        });
      }),
  };
}

async function planFor(at: PushAt, document: string | null, { log }: EditingParts): Promise<PlannedPush> {
  try {
    return await at.push.plan(document);
  } catch (error) {
    throw toRefusal(error, at.name, log);
  }
}

interface SendAs {
  readonly digest: string;
  readonly asker: EditAsker;
}

async function send(at: PushAt, request: PushRequest, as: SendAs, parts: EditingParts): Promise<PushReply> {
  const planned = await planFor(at, request.document, parts);
  if (digestOfPlan(planned) !== request.digest)
    throw new Refusal('conflict', {
      message: `Something changed at ${at.name} since: look at what would change again.`,
    });
  const row = rowOf(at, request, as, planned, parts);
  await addRow(row, parts);
  const came = await sendOnce(at, planned, parts);
  if (came instanceof Refusal) return refuse(row, came, parts);
  const ended = { ...row, outcome: came.outcome, reason: came.outcome === 'saved' ? null : came.words };
  await parts.save({ row: { ...ended, answer: JSON.stringify({ ...noAnswer, words: came.words }) }, undone: [] });
  nudge(at, parts);
  const after = { lines: planned.lines.map(({ what, name, does }) => `${does} ${what} ${name}`) };
  const outcome = came.outcome === 'unknown' ? 'failed' : 'done';
  noteChange(parts, { act: 'push', target: at.sourceId }, as.asker, { outcome, reason: ended.reason, after });
  return { change: toldOf(ended, null), words: came.words };
}

interface Came {
  readonly outcome: 'saved' | 'saved-otherwise' | 'unknown';
  readonly words: string;
}

/** What is left to change afterwards tells whether it was done. */
async function sendOnce(at: PushAt, planned: PlannedPush, { log, clock }: EditingParts): Promise<Came | Refusal> {
  let said = '';
  let doubt: string | null = null;
  try {
    said = await at.push.send(planned.document);
  } catch (thrown) {
    const failure = describeFailure(thrown, at.name, log);
    if (failure.isSure) return failure.refusal;
    doubt = failure.words;
  }
  const look = () => at.push.plan(planned.document).catch(() => null);
  let left = await look();
  if (left?.lines.length !== 0) {
    await delay(clock, lookAgainMs);
    left = await look();
  }
  if (!left)
    return doubt === null
      ? { outcome: 'saved', words: said }
      : { outcome: 'unknown', words: `${doubt}, and it could not be looked at again: look at the agents and queues.` };
  if (left.lines.length === 0) return { outcome: 'saved', words: doubt === null ? said : `${doubt}, but it was done.` };
  if (doubt !== null && digestOfPlan(left) === digestOfPlan(planned))
    return new Refusal('unavailable', { message: `${doubt}. It was looked at again: nothing was done.` });
  const rest = `${left.lines.length} of ${planned.lines.length} differences are still there`;
  return { outcome: 'saved-otherwise', words: `${doubt ?? said.replace(/[.]$/, '')}: ${rest}.` };
}

function rowOf(
  { sourceId }: PushAt,
  { requestId }: PushRequest,
  { digest, asker }: SendAs,
  { current }: PlannedPush,
  { newId, box }: EditingParts,
): ConfigChangeRow {
  const stamp = newId();
  const place = { id: stamp.id, source_id: sourceId };
  return {
    ...{
      ...stamp,
      account_id: asker.principal.accountId,
      by_name: asker.principal.name,
      request_id: requestId,
      digest,
    },
    ...{
      source_id: sourceId,
      kind: 'push',
      edit_right: 'edit-system',
      record_id: null,
      parent_id: null,
      queue_id: null,
    },
    ...{ label: 'Whole configuration', operation: 'push', outcome: 'sent', reason: null, before_json: null },
    ...{ after_json: null, answer: JSON.stringify(noAnswer), undoes: null, undone_by: null },
    kept: keepFormer(box, place, { ...noFormer, current }),
  };
}

const digestOfPlan = ({ document, mode, lines }: Pick<PlannedPush, 'document' | 'mode' | 'lines'>) =>
  digestOf({ document, mode, lines });
