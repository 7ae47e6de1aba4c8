import { concealAddresses } from '@/lib/conceal-addresses';
import type { RecordField } from '@/lib/editing/records';
import type { FieldProblem } from '@/lib/protocol/reply';
import { checkValues, valueAfter } from '@/server/vendors/editing/check-values';
import { editField } from '@/server/vendors/editing/edit-field';
import { editLine } from '@/server/vendors/editing/edit-line';
import { freshRecord } from '@/server/vendors/editing/fresh-record';
import { pathSegment } from '@/server/vendors/editing/path-segment';
import { type RawRecord, rawRecord, textAt, withValueAt } from '@/server/vendors/editing/raw-record';
import { type Edit, EditRefused, type FreshRecord, type RecordPlace } from '@/server/vendors/editor';
import { parseJson } from '@/server/vendors/parse-json';
import { readAgentKey } from '@/server/vendors/ringme/agent-key';
import { hostOf, type RingMeContext } from '@/server/vendors/ringme/client';
import { rawRows } from '@/server/vendors/ringme/payloads';
import { askForEdit } from './edit-call';
import { isOwnUrl, looksOwn, ownWords } from './own-events';
import { goneAgent, type RingMeKind } from './seen-kinds';
import { tryEvent } from './try-event';

const goneEvent = 'RingMe has no such event of this agent any more';

const fields: readonly RecordField[] = [
  editField('event_type', 'choice', 'When', {
    isRequired: true,
    picks: [
      { value: 'agent-login', label: 'The agent logs in' },
      { value: 'agent-logout', label: 'The agent logs out' },
    ],
  }),
  editField('url', 'text', 'Address to call', { isRequired: true, maxLength: 2000, help: 'With http:// or https://' }),
  editField('method', 'choice', 'Method', {
    isRequired: true,
    help: 'GET has the data in the address, POST in a form',
    picks: ['GET', 'POST'].map((value) => ({ value, label: value })),
  }),
];

/** Whom RingMe calls as an agent logs in or out. How many an agent may have is limited there. */
export const agentEvents: RingMeKind = {
  kind: {
    id: 'agent-events',
    label: 'Events of an agent',
    one: 'agent event',
    help: 'Which address RingMe calls as the agent logs in or out. Callboard’s own are set up and mended by itself.',
    right: 'edit-configuration',
    parent: 'agents',
    can: ['create', 'update', 'remove'],
    canSearch: false,
    isCommon: true,
    actions: [{ id: 'test', label: 'Test', fields: [], isGrave: false }],
  },
  async list(context, { parentId }) {
    const { text } = await askForEdit(context, { path: eventsPath(parentId), gone: goneAgent });
    const rows = text.trim() === '' ? [] : parseJson(text, rawRows, hostOf(context));
    return rows.map(({ id, raw }) => lineOf(id, raw, isOwnUrl(textAt(raw, 'url'), context)));
  },
  read,
  change: {
    blank: () => ({ fields, values: { event_type: 'agent-login', url: '', method: 'POST' } }),
    check,
    calls: callsOf,
    apply,
  },
  async act(context, _action, { id, parentId }) {
    const raw = await readEvent(context, { id, parentId });
    return { words: await tryEvent(context, raw, parentId ?? ''), createdId: null };
  },
};

async function read(context: RingMeContext, place: RecordPlace): Promise<FreshRecord> {
  const event = await readEvent(context, place);
  const isOwn = isOwnUrl(textAt(event, 'url'), context);
  // Its address is a secret.
  const raw = isOwn ? withValueAt(event, 'url', ownWords) : event;
  const shown = fields.map((field) => ({ ...withPickOf(field, textAt(raw, field.name)), isReadOnly: isOwn }));
  return freshRecord({
    line: lineOf(place.id, raw, isOwn),
    raw,
    fields: shown,
    can: isOwn ? [] : ['update', 'remove'],
  });
}

async function readEvent(context: RingMeContext, place: RecordPlace): Promise<RawRecord> {
  const { text } = await askForEdit(context, { path: eventPath(place), gone: goneEvent });
  return parseJson(text, rawRecord, hostOf(context));
}

/** A word that is not documented can be kept. */
function withPickOf(field: RecordField, value: string): RecordField {
  const isKnown = field.kind !== 'choice' || value === '' || field.picks.some((pick) => pick.value === value);
  return isKnown ? field : { ...field, picks: [...field.picks, { value, label: value }] };
}

function lineOf(id: string, raw: RawRecord, isOwn: boolean) {
  const when = textAt(raw, 'event_type') || id;
  const where = isOwn ? ownWords : concealAddresses(textAt(raw, 'url'));
  return { id, label: when, note: [textAt(raw, 'method'), where].filter(Boolean).join(' '), queueId: null };
}

function check(edit: Edit): FieldProblem[] {
  const problems = checkValues(edit.fresh?.fields ?? fields, edit);
  if (edit.operation === 'remove' || problems.some(({ field }) => field === 'url')) return problems;
  const message = Object.hasOwn(edit.values, 'url') ? urlMisfit(String(edit.values.url)) : null;
  return message === null ? problems : [...problems, { field: 'url', message }];
}

function urlMisfit(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || /\s/.test(text)) return 'must be an address with http:// or https://';
  return looksOwn(text) ? 'must not be one of Callboard’s own: those it sets up by itself' : null;
}

function callsOf(edit: Edit): string[] {
  const { operation, values } = edit;
  if (operation === 'create') return [editLine('POST', eventsPath(edit.parentId), values)];
  const path = eventPath({ id: edit.id ?? '', parentId: edit.parentId });
  return [operation === 'remove' ? editLine('DELETE', path) : editLine('PUT', path, values)];
}

async function apply(context: RingMeContext, edit: Edit): Promise<string | null> {
  const json = Object.fromEntries(fields.map(({ name }) => [name, String(wanted(edit, name) ?? '')]));
  if (edit.operation === 'create') {
    const path = eventsPath(edit.parentId);
    const { text } = await askForEdit(context, { method: 'POST', path, json, gone: goneAgent });
    return createdId(text);
  }
  const path = eventPath({ id: edit.id ?? '', parentId: edit.parentId });
  if (edit.operation === 'remove') await askForEdit(context, { method: 'DELETE', path, gone: goneEvent });
  else await askForEdit(context, { method: 'PUT', path, json, gone: goneEvent });
  return edit.id;
}

function wanted(edit: Edit, name: string) {
  const known = edit.original ? textAt(JSON.parse(edit.original) as RawRecord, name) : null;
  return valueAfter(edit, name) ?? known;
}

function createdId(text: string): string | null {
  try {
    return textAt(rawRecord.parse(JSON.parse(text)), 'id') || null;
  } catch {
    return null;
  }
}

function eventsPath(agent: string | null): string {
  const key = readAgentKey(agent ?? '');
  if (!key) throw new EditRefused('gone', goneAgent);
  return `client/@me/agent/${key.type}/${pathSegment(key.id)}/event/`;
}

const eventPath = ({ id, parentId }: RecordPlace) => `${eventsPath(parentId)}${pathSegment(id)}`;
