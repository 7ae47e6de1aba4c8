import { Duration } from 'luxon';
import type { Centre, CentreContact } from '@/server/emulators/centre-types';
import { dayMs } from '@/server/emulators/day-shape';
import { durationText } from './date-times';

/** Milliseconds of an ISO-8601 interval, `PT1M` when none is given; null when it is no duration or over 24 h. */
export function parseInterval(text: string | null): number | null {
  const duration = Duration.fromISO(text ?? 'PT1M');
  const ms = duration.isValid ? duration.toMillis() : 0;
  return ms > 0 && ms <= dayMs ? ms : null;
}

/** Historical statistics of one queue, counted backwards from now over contacts whose waiting or talking ended. */
export function statisticsOf(centre: Centre, queueId: string, intervalMs: number) {
  const since = centre.now() - intervalMs;
  const over = [...centre.endedContacts(since), ...centre.liveContacts()].filter(
    (contact) => contact.queueId === queueId && (contact.releasedAt ?? contact.endedAt ?? 0) >= since,
  );
  const by = (outcome: CentreContact['outcome']) => over.filter((contact) => contact.outcome === outcome);
  const served = by('answered');
  const waits = served.map((contact) => (contact.answeredAt ?? 0) - contact.enteredAt);
  const talks = served.map((contact) => (contact.releasedAt ?? 0) - (contact.answeredAt ?? 0));
  return {
    avgWaitingTime: durationText(mean(waits)),
    maxWaitingTime: durationText(most(waits)),
    avgConversationTime: durationText(mean(talks)),
    maxConversationTime: durationText(most(talks)),
    totalConversationTime: durationText(sum(talks)),
    ...counts('served', served),
    ...counts('abandoned', by('abandoned')),
    ...counts('exceedingWaitingTime', by('timed-out')),
    ...counts('overflowed', by('overflowed')),
  };
}

/** All contacts and, among them, those of VIPs. */
function counts(name: string, contacts: readonly CentreContact[]): Record<string, number> {
  return {
    [`${name}Calls`]: contacts.length,
    [`${name}VipCalls`]: contacts.filter((contact) => contact.isVip).length,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);
const most = (values: readonly number[]): number => values.reduce((top, value) => Math.max(top, value), 0);
