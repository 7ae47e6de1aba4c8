import type { CentreContact, CentreQueue } from '@/server/emulators/centre-types';

export type ContactStatus =
  | 'ServiceClosed'
  | 'InProcess_WrapUp'
  | 'Handled_AOT'
  | 'Handled'
  | 'NotHandled_FA'
  | 'NotHandled_Ab'
  | 'InProcess'
  | 'InQueue';

/**
 * On time and false attempts are judged by the queue's own limits. A contact that nobody took before the queue gave up
 * counts as abandoned; one the queue would not take at all as "service closed", the nearest word there is.
 */
export function contactStatus(contact: CentreContact, queue: CentreQueue | undefined): ContactStatus {
  if (contact.phase === 'waiting' || contact.phase === 'ringing')
    return contact.direction === 'in' ? 'InQueue' : 'InProcess';
  if (contact.phase === 'talking') return 'InProcess';
  if (contact.phase === 'wrap-up') return 'InProcess_WrapUp';
  if (contact.answeredAt !== null) {
    const isOnTime = contact.answeredAt - contact.enteredAt <= (queue?.answerWithinMs ?? 0);
    return contact.direction === 'in' && isOnTime ? 'Handled_AOT' : 'Handled';
  }
  if (contact.outcome === 'overflowed') return 'ServiceClosed';
  const waited = (contact.endedAt ?? contact.enteredAt) - contact.enteredAt;
  return waited < (queue?.shortAbandonMs ?? 0) ? 'NotHandled_FA' : 'NotHandled_Ab';
}
