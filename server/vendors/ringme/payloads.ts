import { z } from 'zod';
import { rawRecord, textAt } from '@/server/vendors/editing/raw-record';
import { anyCase, lenientFlag, lenientId, lenientNumber, lenientText } from '@/server/vendors/lenient';

/** Lists come bare, or under one name beside what tells of the page; one thing is a list of one. */
function listOf<Row extends z.ZodType>(row: Row) {
  return z.preprocess((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const list = Object.values(value).find((part) => Array.isArray(part));
    return list ?? ('id' in value ? [value] : value);
  }, z.array(row));
}

export const token = anyCase({ access_token: lenientId, expires_in: lenientNumber });

/** What RingMe says went wrong; every part may be missing. */
export const complaint = anyCase({ message: lenientText });

const queue = anyCase({ id: lenientId, name: lenientText, label: lenientText, status: lenientText });

/** `status` is left alone: what form it has in a list is not documented, so it is heard of by calls only. */
const agent = anyCase({
  id: lenientId,
  name: lenientText,
  extension_id: lenientText,
  extension_name: lenientText,
  agent_number: lenientText,
  number: lenientText,
});

/** Who serves a queue; whether local or remote is not always said. */
const queueAgent = anyCase({ id: lenientId, agent_type: lenientText, type: lenientText });

const call = anyCase({
  call_api_id: lenientId,
  call_flow: lenientText,
  called_number: lenientText,
  caller_id_number: lenientText,
  caller_id_name: lenientText,
  init_time_gmt: lenientText,
  answer_time_gmt: lenientText,
  extension_id: lenientText,
  /** False: the call belongs to the extension, and is held elsewhere, as on a mobile phone it was forwarded to. */
  real_call: lenientFlag,
});

const event = anyCase({ id: lenientId, url: lenientText, event_type: lenientText });

/** Rows with all that RingMe says of each, to be shown. */
export const rawRows = listOf(rawRecord).transform((rows) =>
  rows.flatMap((raw) => {
    const id = textAt(raw, 'id');
    return id === '' ? [] : [{ id, raw }];
  }),
);

export const queues = listOf(queue);
export const agents = listOf(agent);
export const queueAgents = listOf(queueAgent);
export const calls = listOf(call);
export const events = listOf(event);

export type RingMeQueue = z.infer<typeof queue>;
export type RingMeAgent = z.infer<typeof agent>;
export type QueueAgent = z.infer<typeof queueAgent>;
export type RingMeCall = z.infer<typeof call>;
export type RingMeEvent = z.infer<typeof event>;
