import { expect, test } from 'vitest';
import { makeRecord } from '@/lib/floor/make-record';
import type { IntentRecord } from '@/lib/floor/records';
import { hasFailed, intentStanding, intentTitle, isUnsent } from './describe-intent';
import { intentsOn, tallyIntents } from './intents-on';

const intent = (fields: Partial<IntentRecord> = {}) => makeRecord('intents', fields);
const takenBack = intent({ status: 'withdrawn', reason: 'Taken back by Ada', endedAt: 4000 });

test('what was taken back before it was sent was not refused', () => {
  expect(hasFailed(takenBack)).toBe(false);
  expect(intentStanding(takenBack, 5000)).toBe('not sent: Taken back by Ada');
  const refused = intent({ status: 'failed', heldUntil: 10_000, timesOutAt: 30_000, endedAt: 12_000, reason: 'No' });
  expect(hasFailed(refused)).toBe(true);
  expect(intentStanding(refused, 13_000)).toBe('refused: No');
});

test('tells the seconds while it is held and while it is waited for', () => {
  expect(intentStanding(intent({ heldUntil: 10_000 }), 2500)).toBe('sent in 8 s');
  expect(intentStanding(intent({ heldUntil: 10_000 }), 10_000)).toBe('asked');
  expect(intentStanding(intent({ status: 'accepted', timesOutAt: 30_000 }), 10_000)).toBe(
    'accepted, waiting to see it, 20 s',
  );
});

test('one that waits for a contact says so, and can be taken back until it is sent', () => {
  const waiting = intent({ waitsForContact: true });
  expect(intentStanding(waiting, 5000)).toBe('waits for the end of the contact');
  // As long as it is held it is not known whether there will be a contact to wait for.
  expect(intentStanding(intent({ heldUntil: 10_000 }), 5000)).toBe('sent in 5 s');
  const standings = [waiting, intent({ heldUntil: 10_000 }), intent({ timesOutAt: 30_000 }), takenBack];
  expect(standings.map(isUnsent)).toEqual([true, true, false, false]);
});

test('a queue is named, and one that nobody knows is still a queue', () => {
  const join = intent({ action: 'join', wanted: 'milan/1' });
  expect(intentTitle(join, () => 'Billing')).toBe('Join queue (Billing)');
  expect(intentTitle(join)).toBe('Join queue (a queue)');
  expect(intentTitle(intent({ action: 'pause', wanted: 'Lunch' }))).toBe('Pause (Lunch)');
  expect(intentTitle(intent({ action: 'of-another-release' }))).toBe('of-another-release');
});

test('of one target the newest comes first, and all are counted as they stand', () => {
  const list = [
    intent({ id: 'callboard/1', targetId: 'milan/a', requestedAt: 1 }),
    intent({ id: 'callboard/2', targetId: 'milan/a', requestedAt: 3, status: 'failed', endedAt: 4 }),
    intent({ id: 'callboard/3', targetId: 'milan/b', requestedAt: 2, status: 'confirmed', endedAt: 4 }),
    takenBack,
  ];
  expect(intentsOn(list, 'milan/a').map(({ id }) => id)).toEqual(['callboard/2', 'callboard/1']);
  expect(intentsOn(list, 'milan/nobody')).toEqual([]);
  expect(tallyIntents(list)).toEqual({ asked: 1, done: 1, failed: 1, takenBack: 1 });
});
