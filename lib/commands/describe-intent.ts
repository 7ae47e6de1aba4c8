import type { EpochMs, IntentRecord } from '@/lib/floor/records';
import { commandProfile } from './actions';

const statusWords: Readonly<Record<IntentRecord['status'], string>> = {
  requested: 'asked',
  accepted: 'accepted, waiting to see it',
  confirmed: 'done',
  done: 'sent',
  failed: 'refused',
  unconfirmed: 'not confirmed',
  drifted: 'changed elsewhere',
  withdrawn: 'not sent',
};

/** What was asked, as “Pause (Lunch)”; `queueName` says what a queue is called. */
export function intentTitle(
  { action, wanted }: Pick<IntentRecord, 'action' | 'wanted'>,
  queueName: (queueId: string) => string | undefined = () => undefined,
): string {
  const profile = commandProfile(action);
  const label = profile?.label ?? action;
  if (wanted === null) return label;
  const carried = profile?.needs.some((field) => field === 'queue') ? (queueName(wanted) ?? 'a queue') : wanted;
  return `${label} (${carried})`;
}

/** How it stands, with the seconds left while it is held or waited for. */
export function intentStanding(intent: IntentRecord, now: EpochMs): string {
  const { status, heldUntil, waitsForContact, timesOutAt, endedAt, reason } = intent;
  if (endedAt === null && heldUntil !== null && heldUntil > now) return `sent in ${secondsTo(heldUntil, now)} s`;
  if (waitsForContact) return 'waits for the end of the contact';
  const left = endedAt === null && timesOutAt !== null && timesOutAt > now ? `, ${secondsTo(timesOutAt, now)} s` : '';
  const because = reason === null ? '' : `: ${reason}`;
  return `${statusWords[status]}${left}${because}`;
}

/** Still under way. */
export const isPending = ({ endedAt }: Pick<IntentRecord, 'endedAt'>): boolean => endedAt === null;

/** Nothing was sent for it yet, so that it can be taken back: it is held, or waits for a contact or its turn. */
export const isUnsent = ({ status, timesOutAt, endedAt }: IntentRecord): boolean =>
  endedAt === null && status === 'requested' && timesOutAt === null;

/** Ended otherwise than was wanted. */
export const hasFailed = ({ status }: IntentRecord): boolean =>
  status === 'failed' || status === 'unconfirmed' || status === 'drifted';

const secondsTo = (at: EpochMs, now: EpochMs) => Math.max(0, Math.ceil((at - now) / 1000));
