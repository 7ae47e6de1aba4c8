import { describe, expect, it } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { createCentre } from './centre';
import type { Centre } from './centre-types';
import { hourMs } from './day-shape';
import { milan } from './sites';

const minuteMs = 60_000;

function open() {
  const clock = createFakeClock(Date.UTC(2026, 2, 2, 9));
  const centre = createCentre({ site: milan, clock, seed: 'staff', agents: 0.4, warmUpMs: 4 * hourMs });
  return { clock, centre };
}

const agentOf = (centre: Centre, id: string) => centre.agents.find((agent) => agent.id === id)!;
const heldBy = (centre: Centre, id: string) => centre.liveContacts().filter(({ agentId }) => agentId === id);

describe('the staff of a centre', () => {
  it('grows by somebody who works at once and may join what they are made a member of', async () => {
    const { clock, centre } = open();
    expect(centre.hire({ id: '901', firstName: 'Ada', lastName: 'Neri', displayName: 'Ada N. (901)' })).toBe(true);
    expect(centre.hire({ id: '901' })).toBe(false);
    expect(agentOf(centre, '901')).toMatchObject({ state: 'idle', joined: [] });
    const members = centre.agents
      .flatMap(({ id, memberOf }) => memberOf.map((one) => ({ ...one, agentId: id })))
      .filter(({ queueId }) => queueId === '300');
    expect(centre.setMembers('300', [...members, { agentId: '901', level: 1 }])).toBe(true);
    expect(agentOf(centre, '901').joined).toEqual([]);
    expect(centre.join('901', '300')).toBe(true);
    await clock.advance(40 * minuteMs);
    centre.settle();
    expect(agentOf(centre, '901').handledToday).toBeGreaterThan(0);
  });

  it('changes levels and takes away who is not named, and nobody unknown joins', () => {
    const { centre } = open();
    const [first, second] = centre.agents.filter(({ joined }) => joined.includes('310'));
    expect(centre.setMembers('310', [{ agentId: first!.id, level: 3 }])).toBe(true);
    expect(agentOf(centre, first!.id).memberOf).toContainEqual({ queueId: '310', level: 3 });
    expect(agentOf(centre, first!.id).joined).toContain('310');
    expect(agentOf(centre, second!.id).joined).not.toContain('310');
    expect(centre.setMembers('310', [{ agentId: 'nobody', level: 1 }])).toBe(false);
    expect(centre.setMembers('nowhere', [])).toBe(false);
  });

  it('loses who talks and who is being rung without a trace of either, for days', async () => {
    const { clock, centre } = open();
    const busy = centre.agents.filter(({ state }) => ['talking', 'ringing', 'wrap-up', 'idle'].includes(state));
    const cut = busy.flatMap(({ id }) => heldBy(centre, id)).filter(({ phase }) => phase === 'talking');
    expect(cut.length).toBeGreaterThan(0);
    for (const { id } of busy) expect(centre.dismiss(id)).toBe(true);
    expect(cut.every(({ phase, releasedAt }) => phase === 'ended' && releasedAt === centre.now())).toBe(true);
    for (const { id } of busy) expect([agentOf(centre, id), heldBy(centre, id)]).toEqual([undefined, []]);
    expect(centre.dismiss(busy[0]!.id)).toBe(false);
    await clock.advance(30 * hourMs);
    centre.settle();
    const ended = centre.endedContacts(0);
    expect(new Set(ended.map(({ id }) => id)).size).toBe(ended.length);
    for (const { id } of busy) expect(heldBy(centre, id)).toEqual([]);
  });

  it('pauses without a code where the usual one is gone', async () => {
    const { clock, centre } = open();
    expect(centre.setPauseCodes([{ code: '70', name: 'Riunione', isWrapUp: false }])).toBe(true);
    expect(centre.pauseCodes.map(({ code }) => code)).toEqual(['70']);
    const before = centre.now();
    await clock.advance(3 * hourMs);
    centre.settle();
    const since = centre.agents.flatMap(({ pauses }) => pauses).filter((pause) => pause.since > before);
    expect(since.length).toBeGreaterThan(0);
    expect(since.every(({ code }) => code === null)).toBe(true);
  });
});
