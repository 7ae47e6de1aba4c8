import { describe, expect, test } from 'vitest';
import { makeRecord } from '@/lib/floor/make-record';
import { usualTerms } from '@/lib/members/place';
import { groupReasons, isMoot, reasonOfSeveral } from './group-reasons';
import { agentObstacle, type CommandVendor, membershipObstacle } from './possible';

const of = (why: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `${why} ${index}`, name: `Agent ${index}`, why }));

describe('who cannot be asked', () => {
  test('is told by reason, first what a person can do something about, then the most', () => {
    const groups = groupReasons([
      ...of('is not in it', 112),
      ...of('serves it already', 3),
      ...of('is logged out', 1),
      ...of('serves it now: let them leave it first', 2),
    ]);
    expect(groups.map(({ why, who }) => [why, who.length])).toEqual([
      ['serves it now: let them leave it first', 2],
      ['is logged out', 1],
      ['is not in it', 112],
      ['serves it already', 3],
    ]);
    expect(groupReasons([])).toEqual([]);
  });

  test.each([
    ['is not in it', '112 are not in it'],
    ['does not belong to it: add them to it first', '112 do not belong to it: add them to it first'],
    ['serves it now: let them leave it first', '112 serve it now: let them leave it first'],
    ['Milan is paused', '112: Milan is paused'],
    ['Serves & co is paused', '112: Serves & co is paused'],
  ])('%s, of several', (why, words) => expect(reasonOfSeveral('112', why)).toBe(words));

  test('what the rules say tells itself apart', () => {
    const vendor: CommandVendor = {
      ...{ label: 'V', commands: ['join', 'leave', 'assign', 'unassign', 'ready'], asksFirst: [], elsewhere: null },
      membershipTerms: usualTerms,
    };
    const agent = makeRecord('agents', { id: 'milan/1', readiness: 'ready' });
    const place = { agent, source: makeRecord('sources', { name: 'Milan' }), vendor };
    const serving = makeRecord('memberships', { serving: true });
    const moot = [
      agentObstacle('ready', place),
      agentObstacle('pause', place),
      membershipObstacle('join', place, agent, serving),
      membershipObstacle('leave', place, agent, { ...serving, serving: false }),
      membershipObstacle('leave', place, agent, undefined),
      membershipObstacle('assign', place, agent, serving),
      membershipObstacle('unassign', place, agent, undefined),
      membershipObstacle('join', place, { sourceId: 'elsewhere' }, undefined),
    ];
    expect(moot.filter((why) => why === null || !isMoot(why))).toEqual([]);
    const open = [
      membershipObstacle('join', place, agent, undefined),
      membershipObstacle('unassign', place, agent, serving),
      agentObstacle('ready', { ...place, source: makeRecord('sources', { name: 'Milan', link: 'paused' }) }),
      agentObstacle('ready', { ...place, agent: { ...agent, readiness: 'logged-out' } }),
    ];
    expect(open.filter((why) => why === null || isMoot(why))).toEqual([]);
  });
});
