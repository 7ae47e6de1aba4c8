import { describe, expect, test } from 'vitest';
import { driftsBetween } from '@/lib/desk/drift';
import { sharedReasons } from '@/lib/desk/reasons';
import { commandFor, dotState, newestReadinessIntent, switchPosition } from '@/lib/desk/standing';
import { makeRecord } from '@/lib/floor/make-record';
import type { AgentRecord, IntentRecord } from '@/lib/floor/records';

const agent = (fields: Partial<AgentRecord> = {}) => makeRecord('agents', { id: 'milan/1', ...fields });
const now = 1_700_000_000_000;

describe('[I2] a state that changes without us', () => {
  const before = new Map([['milan/1', agent({ readiness: 'ready' })]]);
  const paused = agent({ readiness: 'paused', pauseReason: 'Lunch', stateSince: now - 120_000 });
  const pause = (fields: Partial<IntentRecord>) =>
    makeRecord('intents', { targetId: 'milan/1', action: 'pause', timesOutAt: now + 30_000, ...fields });

  test('is told with its reason and since when', () => {
    expect(driftsBetween(before, [paused], [], now)).toEqual([
      { agentId: 'milan/1', from: 'ready', to: 'paused', reason: 'Lunch', at: now - 120_000, isLate: false },
    ]);
  });

  test('is none of ours that somebody asked for, whoever it was', () => {
    for (const [status, endedAt] of [
      ['requested', null],
      ['accepted', null],
      ['confirmed', now - 4000],
    ] as const) {
      // However each system calls its reasons.
      const intent = pause({ status, endedAt, wanted: 'Pausa pranzo' });
      expect([status, driftsBetween(before, [paused], [intent], now)]).toEqual([status, []]);
    }
  });

  test('is told although the same was asked and given up, as it may be that', () => {
    const late = (fields: Partial<IntentRecord>) =>
      driftsBetween(before, [paused], [pause({ endedAt: now - 20_000, timesOutAt: now - 20_000, ...fields })], now).map(
        ({ isLate }) => isLate,
      );
    expect(late({ status: 'unconfirmed' })).toEqual([true]);
    expect(late({ status: 'drifted' })).toEqual([true]);
    // Half done at first.
    expect(late({ status: 'failed' })).toEqual([true]);
    // Callboard was restarted while it was waited for.
    expect(late({ status: 'unconfirmed', timesOutAt: now + 10_000 })).toEqual([true]);
    // The server has seen it before we did.
    expect(late({ status: 'confirmed', endedAt: now - 1000 })).toEqual([true]);
    expect(late({ status: 'confirmed' })).toEqual([false]);
    expect(late({ status: 'unconfirmed', wanted: 'Coffee' })).toEqual([false]);
    expect(late({ status: 'unconfirmed', wanted: 'Lunch' })).toEqual([true]);
  });

  test('is told while the same is held, or waits for the end of a contact', () => {
    for (const unsent of [{ heldUntil: now + 5000 }, { waitsForContact: true }])
      expect(driftsBetween(before, [paused], [pause({ timesOutAt: null, ...unsent })], now)).toHaveLength(1);
  });

  test('is one although something else was asked, or was refused, or of another agent', () => {
    const others = [
      pause({ action: 'ready' }),
      pause({ status: 'failed', endedAt: now - 1000 }),
      pause({ status: 'withdrawn', timesOutAt: null, endedAt: now - 1000 }),
      pause({ status: 'confirmed', endedAt: now - 20_000 }),
      pause({ targetId: 'milan/2' }),
      pause({ action: 'join' }),
    ];
    expect(driftsBetween(before, [paused], others, now)).toMatchObject([{ isLate: false }]);
  });

  test('is none while it only becomes known or unknown, or a call begins', () => {
    const unknown = new Map([['milan/1', agent({ readiness: 'unknown' })]]);
    expect(driftsBetween(unknown, [paused], [], now)).toEqual([]);
    expect(driftsBetween(before, [agent({ readiness: 'unknown' })], [], now)).toEqual([]);
    expect(driftsBetween(before, [agent({ readiness: 'ready', state: 'busy' })], [], now)).toEqual([]);
    expect(driftsBetween(new Map(), [paused], [], now)).toEqual([]);
  });

  test('of a vendor that does not say when it began is from now', () => {
    const seen = { ...paused, stateSinceIsReceipt: true };
    expect(driftsBetween(before, [seen], [], now)[0]?.at).toBe(now);
  });
});

describe('[I1] one switch over several systems', () => {
  test('stands where all stand that are known', () => {
    expect(switchPosition(['ready', 'ready'])).toBe('ready');
    expect(switchPosition(['paused', 'not-ready'])).toBe('paused');
    expect(switchPosition(['ready', 'unknown'])).toBe('ready');
    expect(switchPosition(['ready', 'logged-out'])).toBe('mixed');
    expect(switchPosition(['unknown'])).toBe('unknown');
    expect(switchPosition([])).toBe('unknown');
  });

  test('shows per system how the newest thing asked stands', () => {
    const of = (id: string, requestedAt: number, action: string, status: 'accepted' | 'failed') =>
      makeRecord('intents', { id: `callboard/${id}`, targetId: 'milan/1', requestedAt, action, status });
    const intents = [of('a', 1, 'pause', 'failed'), of('b', 2, 'ready', 'accepted'), of('c', 3, 'join', 'failed')];
    expect(dotState(newestReadinessIntent(intents, 'milan/1'))).toBe('asked');
    expect(dotState(newestReadinessIntent(intents, 'milan/2'))).toBe('quiet');
    expect(dotState(intents[0])).toBe('refused');
    expect(dotState(makeRecord('intents', { status: 'withdrawn' }))).toBe('quiet');
  });

  test('asks of each vendor only what it can do and what is not so already', () => {
    const all = { commands: ['ready', 'pause', 'login', 'logout'] } as const;
    const some = { commands: ['ready', 'pause'] } as const;
    expect(commandFor('ready', agent({ readiness: 'logged-out' }), all)).toBe('login');
    expect(commandFor('ready', agent({ readiness: 'paused' }), all)).toBe('ready');
    expect(commandFor('ready', agent({ readiness: 'ready' }), all)).toBeNull();
    expect(commandFor('pause', agent({ readiness: 'paused' }), all)).toBe('pause');
    expect(commandFor('pause', agent({ readiness: 'logged-out' }), all)).toBeNull();
    expect(commandFor('logout', agent({ readiness: 'ready' }), some)).toBeNull();
    expect(commandFor('logout', agent({ readiness: 'logged-out' }), all)).toBeNull();
    expect(commandFor('ready', agent({ readiness: 'logged-out' }), some)).toBeNull();
    expect(commandFor('pause', agent({ readiness: 'ready', canManageReadiness: false }), all)).toBeNull();
    expect(commandFor('ready', agent({ readiness: 'unknown' }), { commands: [] })).toBeNull();
  });

  test('has one list of reasons, whatever case and accents each system writes them in', () => {
    const told = [
      {
        agentId: 'milan/1',
        reasons: [
          { code: '10', label: 'Pausa caffè' },
          { code: '20', label: 'Pranzo' },
        ],
      },
      {
        agentId: 'lucca/2',
        reasons: [
          { code: 'x', label: 'PAUSA-CAFFE' },
          { code: 'y', label: '休憩' },
        ],
      },
    ];
    expect(sharedReasons(told)).toEqual([
      { label: 'Pausa caffè', codes: { 'milan/1': '10', 'lucca/2': 'x' } },
      { label: 'Pranzo', codes: { 'milan/1': '20' } },
      { label: '休憩', codes: { 'lucca/2': 'y' } },
    ]);
  });
});
