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
  const { status, heldUntil, timesOutAt, endedAt, reason } = intent;
  if (endedAt === null && heldUntil !== null && heldUntil > now) return `sent in ${secondsTo(heldUntil, now)} s`;
  const left = endedAt === null && timesOutAt !== null && timesOutAt > now ? `, ${secondsTo(timesOutAt, now)} s` : '';
  const because = reason === null ? '' : `: ${reason}`;
  if (isTakenBack(intent)) return `not sent${because}`;
  return `${statusWords[status]}${left}${because}`;
}

/** Still under way. */
export const isPending = ({ endedAt }: Pick<IntentRecord, 'endedAt'>): boolean => endedAt === null;

/** Ended while it was held, so that the vendor was never asked. */
export const isTakenBack = ({ status, heldUntil, timesOutAt, endedAt }: IntentRecord): boolean =>
  status === 'failed' && timesOutAt === null && endedAt !== null && heldUntil !== null && endedAt <= heldUntil;

/** Nothing was sent for it yet, so that it can be taken back. */
export const isHeld = ({ heldUntil, endedAt }: IntentRecord, now: EpochMs): boolean =>
  endedAt === null && heldUntil !== null && heldUntil > now;

/** Ended otherwise than was wanted. */
export const hasFailed = (intent: IntentRecord): boolean =>
  (intent.status === 'failed' && !isTakenBack(intent)) ||
  intent.status === 'unconfirmed' ||
  intent.status === 'drifted';

const secondsTo = (at: EpochMs, now: EpochMs) => Math.max(0, Math.ceil((at - now) / 1000));
