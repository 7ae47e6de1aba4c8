import { expect, test } from 'vitest';
import { makeRecord } from '@/lib/floor/make-record';
import type { FeedDetail, SourceDetail } from '@/lib/protocol/reports';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createFloorKeeper } from '@/server/floor/floor-keeper';
import { healthReport } from './health';

const words = 'intern.example does not answer (ECONNREFUSED)';

function reportOf(link: SourceDetail['link'], kinds: readonly FeedDetail['problemKind'][], problem: string | null) {
  const feed = createFloorKeeper({ clock: createFakeClock(), log: createFakeLog().log, epoch: 'test' });
  feed.commit('milan', { source: makeRecord('sources', { id: 'milan', link, problem }) });
  const feeds = kinds.map((problemKind) => ({ problemKind }) as FeedDetail);
  const details = [{ id: 'milan', link, problem, host: 'intern.example', feeds } as unknown as SourceDetail];
  const store = { ok: true, problem: null, waitingWrites: 0, lostWrites: 0 };
  return healthReport({ feed, isReady: true, details, version: '1', store });
}

test.each([
  ['up', [null, null], null, null],
  ['retrying', ['unreachable', 'timeout'], words, 'unreachable'],
  ['up', [null, 'bad-response'], words, 'bad-response'],
  ['needs-attention', ['auth'], words, 'auth'],
  ['needs-attention', [], 'Its settings do not fit: settings.baseUrl is missing', 'settings'],
  ['paused', [], 'Paused by an admin', 'paused'],
] as const)('a source that is %s with %j tells strangers its kind of trouble and none of the words', (...row) => {
  const [link, kinds, problem, kind] = row;
  const report = reportOf(link, kinds, problem);
  expect(report.sources).toEqual([{ id: 'milan', link, asOf: null, problem: kind }]);
  expect(JSON.stringify(report)).not.toMatch(/intern|ECONN|baseUrl|admin/);
});
