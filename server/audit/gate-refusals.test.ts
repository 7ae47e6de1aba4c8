import { expect, test } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import type { AuditEntry } from './audit';
import { createGateRefusals, type GateRefusal } from './gate-refusals';

function open() {
  const clock = createFakeClock();
  const noted: AuditEntry[] = [];
  const note = createGateRefusals({ note: (entry) => void noted.push(entry) }, clock);
  const refuse = (different: Partial<GateRefusal> = {}) =>
    note({
      ...{ principal: null, asked: 'POST /api/auth', reason: 'foreign page' },
      ...{ address: '2001:db8::1', caller: '2001:db8:0:0::/64', ...different },
    });
  return { clock, noted, refuse };
}

test('who was turned away is told with what for and from where, a stranger without a name', () => {
  const { noted, refuse } = open();
  const ada = { kind: 'token', accountId: 'u1', name: 'Ada (night)' } as const;
  refuse();
  refuse({ principal: ada, reason: 'too many requests' });
  const stranger = { kind: 'stranger', accountId: null, name: '' };
  const line = { action: 'api.call', target: 'POST /api/auth', outcome: 'refused', address: '2001:db8::1' };
  expect(noted).toEqual([
    { ...line, actor: stranger, reason: 'foreign page' },
    { ...line, actor: ada, reason: 'too many requests' },
  ]);
});

test('a caller leaves a line a minute per reason, whichever address of theirs, with how many there were', async () => {
  const { clock, noted, refuse } = open();
  for (let turn = 0; turn < 600; turn += 1) {
    refuse({ address: `2001:db8::${turn}` });
    await clock.advance(150);
  }
  refuse({ reason: 'wrong token' });
  expect(noted.map(({ reason, after }) => [reason, after])).toEqual([
    ['foreign page', undefined],
    ['foreign page', { alsoRefused: 399 }],
    ['wrong token', undefined],
  ]);
});

test('callers without end fill no audit: thirty lines, and then one every ten seconds', async () => {
  const { clock, noted, refuse } = open();
  for (let turn = 0; turn < 6000; turn += 1) {
    refuse({ caller: `caller ${turn}` });
    await clock.advance(10);
  }
  expect(noted).toHaveLength(35);
});
