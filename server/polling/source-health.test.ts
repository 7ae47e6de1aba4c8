import { expect, it } from 'vitest';
import { initialHealth, nextHealth } from './source-health';

const refused = { kind: 'unreachable', message: 'qm:80 refuses the connection', since: 5, needsPerson: false } as const;
const slow = { kind: 'timeout', message: 'qm:80 did not answer in time', since: 6, needsPerson: false } as const;

it('[H1] a sentence that holds for every feed is said once', () => {
  const health = nextHealth(initialHealth(1), { live: refused, today: refused, names: refused }, true, 9);
  expect(health).toEqual({ link: 'retrying', linkSince: 1, problem: 'qm:80 refuses the connection' });
});

it('[H1] what only a slow feed suffers from is said of that feed', () => {
  const health = nextHealth(initialHealth(1), { live: refused, today: slow, names: refused }, true, 9);
  expect(health.problem).toBe('qm:80 refuses the connection · Today’s counts: qm:80 did not answer in time');
});
