import { z } from 'zod';
import { anyCase, lenientId, lenientNumber, lenientText } from '@/server/vendors/lenient';
import { pageOf, rowsIn } from './collection';

/** One number or a list of them. */
const numbers = z
  .union([z.array(lenientText), lenientText])
  .transform((value) => (Array.isArray(value) ? value : [value]).filter((number) => number !== null));

const queueAgent = anyCase({
  agentNumber: lenientId,
  /** 0 logged out, 1 online, 2 paused. */
  status: lenientText,
  /** Its words are not documented. */
  type: lenientText,
});

/** The call as one of its extensions sees it. */
const phoneCallView = anyCase({
  id: lenientText,
  extension: lenientText,
  source: numbers,
  destination: numbers,
  /** 2 local, 4 to outside, 8 from outside. */
  flow: lenientNumber,
  callerID: lenientText,
});

/** A date that is none, as `0000-00-00 00:00:00`. */
const date = z.preprocess(
  (value) => (value === false ? null : value),
  lenientText.transform((text) => (text === null || /^[0:\-.\sTZ]*$/.test(text) ? null : text)),
);

const phoneCall = anyCase({
  id: lenientId,
  /** Who pays; need not take part. */
  extension: lenientText,
  published: date,
  answered: date,
  phoneCallView: z.preprocess((value) => rowsIn(value, 'id'), z.array(phoneCallView)),
});

const phoneCallEvent = anyCase({
  id: lenientId,
  type: lenientText,
  url: lenientText,
  /** 0 GET, 1 POST. */
  method: lenientText,
  /** 0 off, 1 on. */
  status: lenientText,
  note: lenientText,
});

export const queueAgents = pageOf(queueAgent, 'agentNumber');
export const phoneCalls = pageOf(phoneCall, 'id');
export const phoneCallEvents = pageOf(phoneCallEvent, 'id');

export type QueueAgent = z.infer<typeof queueAgent>;
export type PhoneCall = z.infer<typeof phoneCall>;
export type PhoneCallView = z.infer<typeof phoneCallView>;
export type PhoneCallEvent = z.infer<typeof phoneCallEvent>;
