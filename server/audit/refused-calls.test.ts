import { expect, test } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import type { AuditEntry } from './audit';
import { createRefusedCalls, type RefusedCall } from './refused-calls';

const ada = { kind: 'user', accountId: 'u1', name: 'Ada' } as const;

function open() {
  const clock = createFakeClock();
  const noted: AuditEntry[] = [];
  const calls = createRefusedCalls({ note: (entry) => void noted.push(entry) }, clock);
  const refuse = (different: Partial<RefusedCall> = {}) =>
    calls.note({
      ...{ principal: ada, endpoint: 'DELETE /api/sources/{id}', asked: 'DELETE /api/sources/milan' },
      ...{ address: '10.0.0.7', ...different },
    });
  return { clock, noted, refuse };
}

test('what was refused is written down with who, what and from where', () => {
  const { noted, refuse } = open();
  refuse();
  expect(noted).toEqual([
    {
      actor: ada,
      action: 'api.call',
      target: 'DELETE /api/sources/milan',
      outcome: 'refused',
      reason: 'not-allowed',
      address: '10.0.0.7',
    },
  ]);
});

test('a loop leaves a line a minute, which tells how many there were', async () => {
  const { clock, noted, refuse } = open();
  for (let turn = 0; turn < 600; turn += 1) {
    refuse({ asked: `DELETE /api/sources/${turn}` });
    await clock.advance(200);
  }
  expect(noted.map(({ target, after }) => [target, after])).toEqual([
    ['DELETE /api/sources/0', undefined],
    ['DELETE /api/sources/300', { alsoRefused: 299 }],
  ]);
});

test('another person, another door or a token of the same person is another line', () => {
  const { noted, refuse } = open();
  refuse();
  refuse({ principal: { ...ada, accountId: 'u2' } });
  refuse({ principal: { ...ada, kind: 'token' } });
  refuse({ endpoint: 'POST /api/sources', asked: 'POST /api/sources' });
  refuse();
  expect(noted).toHaveLength(4);
});

test('a target is as long as a target may be, and callers without end take no memory without end', () => {
  const { noted, refuse } = open();
  refuse({ asked: `DELETE /api/sources/${'x'.repeat(5000)}` });
  expect(noted[0]?.target).toHaveLength(200);
  for (let caller = 0; caller <= 10_000; caller += 1) refuse({ principal: { ...ada, accountId: `u${caller}` } });
  const before = noted.length;
  refuse({ principal: { ...ada, accountId: 'u10000' } });
  expect(noted).toHaveLength(before);
  refuse();
  expect(noted).toHaveLength(before + 1);
});
