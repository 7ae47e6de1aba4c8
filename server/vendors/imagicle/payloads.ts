import { Duration } from 'luxon';
import { z } from 'zod';
import {
  anyCase,
  lenientCount,
  lenientFlag,
  lenientId,
  lenientList,
  lenientNumber,
  lenientText,
} from '@/server/vendors/lenient';

const orNull = <T extends z.ZodType>(schema: T) => z.preprocess((value) => value ?? null, schema.nullable());

/** `PT36H25M12S` in ms; null where it is no ISO 8601 duration. Hours may pass 24. */
export function durationMsOf(text: string | null): number | null {
  const duration = Duration.fromISO(text ?? '');
  return duration.isValid ? Math.max(0, Math.round(duration.toMillis())) : null;
}

const duration = lenientText.transform(durationMsOf);

/** Comes and goes as a string or a list of them. */
const phoneNumbers = z
  .union([z.array(lenientText), lenientText])
  .transform((value) => (Array.isArray(value) ? value : [value]).filter((number) => number !== null));

const queue = anyCase({
  id: lenientId,
  name: lenientText,
  phoneNumber: phoneNumbers.optional(),
  canViewRealTimeStats: lenientFlag,
  /** What agents dial, but for its last digit. */
  loginLogoutPhoneNumber: orNull(anyCase({ value: lenientText })),
});

const realTimeAgent = anyCase({
  username: lenientId,
  telephoneAddress: lenientText,
  /** 0 none, 1 logged out, 2 ready, 3 pause, 4 wrap-up. */
  loginStatus: lenientNumber,
  isAvailable: lenientFlag,
  isBusy: lenientFlag,
  currentStatusStartTime: lenientText,
  wrapupEnd: lenientText,
  pauseReason: lenientText,
});

const waitingCall = anyCase({
  id: lenientId,
  waitingStartTime: lenientText,
  isBeingTransferred: lenientFlag,
  bookedBy: orNull(anyCase({ username: lenientText })),
  caller: orNull(
    anyCase({
      number: lenientText,
      displayName: lenientText,
      firstName: lenientText,
      lastName: lenientText,
      company: lenientText,
      isVip: lenientFlag,
    }),
  ),
});

export const realTimeStatistics = anyCase({
  isOpen: lenientFlag,
  agents: orNull(lenientList(realTimeAgent)),
  waitingCalls: orNull(lenientList(waitingCall)),
});

/** VIP calls have counts of their own, taken as part of these [inf]. */
export const statistics = anyCase({
  avgWaitingTime: duration,
  totalConversationTime: duration,
  servedCalls: lenientCount,
  abandonedCalls: lenientCount,
  exceedingWaitingTimeCalls: lenientCount,
  overflowedCalls: lenientCount,
});

const queueAgent = anyCase({
  username: lenientId,
  firstName: lenientText,
  lastName: lenientText,
  telephoneAddress: lenientText,
});

export const queues = lenientList(queue);
export const queueAgents = lenientList(queueAgent);

export type ImagicleQueue = z.infer<typeof queue>;
export type RealTimeStatistics = z.infer<typeof realTimeStatistics>;
export type RealTimeAgent = z.infer<typeof realTimeAgent>;
export type WaitingCall = z.infer<typeof waitingCall>;
export type Statistics = z.infer<typeof statistics>;
export type QueueAgent = z.infer<typeof queueAgent>;
