import { afterEach, describe, expect, it } from 'vitest';
import type { Serve } from '@/server/vendors/serve-http';
import manualAgent from './fixtures/manual-agent-71.json';
import manualList from './fixtures/manual-agents-list.json';
import { agentRecord, agentRow, except, milan, queueRecord, type SiteData, serve } from './fixtures/site';
import { agentOf, type Milan, open, queueOf } from './fixtures/site-under-test';

let opened: Milan[] = [];
async function site(data: SiteData | Serve, settings?: Record<string, unknown>): Promise<Milan> {
  const one = await open(typeof data === 'function' ? data : serve(data), settings);
  opened.push(one);
  return one;
}
const changed = (change: (data: SiteData) => void): SiteData => {
  const data = milan();
  change(data);
  return data;
};
const refusing = (editor: string, status: number): Serve =>
  except(serve(milan()), ({ path }) => (path.startsWith(`/${editor}/`) ? { status } : undefined));
afterEach(async () => {
  await Promise.all(opened.map((one) => one.close()));
  opened = [];
});

describe('an account that may not read an editor', () => {
  it.each([403, 404, 500])(
    'HTTP %i on agents leaves their names unknown; nobody is said to be logged out',
    async (status) => {
      const floor = await (await site(refusing('agent', status))).floor();
      expect(agentOf(floor, 'agent/101')).toMatchObject({
        name: 'agent/101',
        state: 'ready',
        extension: 'SIP/101',
        team: null,
      });
      expect(agentOf(floor, 'agent/106')).toBeUndefined();
      expect(queueOf(floor, '300')?.name).toBe('Sales & Co');
    },
  );

  it('queues are known by id, from agents, calls and the day; without groups', async () => {
    const floor = await (await site(refusing('queue', 403))).floor();
    expect(floor.queues?.map(({ name }) => name).sort()).toEqual(['300', '301', '999']);
    expect(floor.groups).toBeUndefined();
    expect(floor.memberships?.every(({ serving }) => serving)).toBe(true);
  });

  it('pauses show their code', async () => {
    const floor = await (await site(refusing('pause', 404))).floor();
    expect(agentOf(floor, 'agent/102')?.pauseReason).toBe('10');
  });

  it('editors that the settings leave out are not asked', async () => {
    const one = await site(milan(), { editors: ['pause'] });
    await one.read('names');
    expect(one.http.requests.map(({ path }) => path)).toEqual(['/pause/jsonEditorApi.do']);
  });

  it('an editor that has answered before is relied on: its refusal is a failure, and not one of credentials', async () => {
    const one = await site(milan());
    await one.read('names');
    one.http.answer(refusing('queue', 403));
    expect(await one.failureOf('names')).toMatchObject({ kind: 'bad-response', status: 403 });
  });

  it.each([401, 501])('HTTP %i means the credentials all the same', async (status) => {
    expect((await (await site(refusing('agent', status))).failureOf('names')).kind).toBe('auth');
  });

  it('a refusal inside an answer is no list', async () => {
    const body = { resultStatus: 'KO: Http auth missing or failed', result: '' };
    const one = await site(except(serve(milan()), ({ path }) => (path.startsWith('/agent') ? { body } : undefined)));
    expect((await one.failureOf('names')).kind).toBe('auth');
  });
});

describe('single records', () => {
  const detailsOf = (one: Milan) =>
    one.http.requests.map(({ path }) => path).filter((path) => /\/\w+\/\d+\//.test(path));

  it('the manual’s list and record together tell name, team, place and queues', async () => {
    const { agenti_membri: _, ...queue } = queueRecord('9', '77', 'Q DPS');
    const answers: Record<string, unknown> = {
      '/agent/jsonEditorApi.do': manualList,
      '/agent/71/jsonEditorApi.do': manualAgent,
      '/queue/jsonEditorApi.do': [queue],
    };
    const manual: Serve = ({ path }) => (path in answers ? { body: answers[path] } : { status: 404 });
    const isManual = (path: string) => /^\/(agent|queue)/.test(path);
    const one = await site(except(serve(milan()), (request) => (isManual(request.path) ? manual(request) : undefined)));
    const floor = await one.floor();
    expect(agentOf(floor, 'agent/101')).toMatchObject({ name: 'John Doe (101)', team: 'Default', location: 'Main' });
    expect(queueOf(floor, '77')).toMatchObject({ name: 'Q DPS', agentsServing: 0 });
    expect(floor.memberships).toContainEqual(
      expect.objectContaining({ agentId: 'site/agent%2F101', queueId: 'site/77', serving: false, level: 0 }),
    );
  });

  it('the agents’ own records tell the members of queues whose record does not', async () => {
    const data = changed((one) => {
      one.queues = one.queues.map(({ agenti_membri: _, ...queue }) => queue);
      one.agents = [
        agentRecord('71', 'agent/101', 'John', {
          ltCodeAssociate: [
            ['inbound', 'Support', 'Spill'],
            ['inbound', 'All inbound', 'Main'],
          ],
        }),
        agentRecord('76', 'agent/106', 'Off', { ltCodeAssociate: [['inbound', 'Sales &amp; Co', 'Wrap']] }),
      ];
    });
    const floor = await (await site(data)).floor();
    const members = floor.memberships?.map(({ agentId, queueId, serving, level }) => [
      agentId,
      queueId,
      serving,
      level,
    ]);
    expect(members).toContainEqual(['site/agent%2F101', 'site/301', true, 2]);
    expect(members).toContainEqual(['site/agent%2F106', 'site/300', false, 1]);
    expect(members).toContainEqual(['site/agent%2F101', 'site/300', true, null]);
  });

  it('are not read where the list says all', async () => {
    const one = await site(
      except(serve(milan()), ({ path }) => (path === '/agent/jsonEditorApi.do' ? { body: milan().agents } : undefined)),
    );
    await one.read('names');
    expect(detailsOf(one).filter((path) => path.startsWith('/agent/'))).toEqual([]);
  });

  it('are not read where the settings say so', async () => {
    const one = await site(milan(), { readDetails: false });
    expect(agentOf(await one.floor(), 'john_doe')).toMatchObject({ state: 'ready' });
    expect(detailsOf(one)).toEqual([]);
  });

  it('take turns when there are more than one refresh may read', async () => {
    const one = await site(milan(), { detailsPerRefresh: 4, editors: ['agent'] });
    const turns: string[][] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      await one.read('names');
      turns.push(
        detailsOf(one)
          .slice(turn * 4)
          .map((path) => path.slice(7, 9)),
      );
    }
    expect(turns).toEqual([
      ['71', '72', '73', '74'],
      ['75', '76', '71', '72'],
      ['73', '74', '75', '76'],
    ]);
    expect(agentOf(one.normalize(await one.readAll()), 'john_doe')).toBeUndefined();
  });

  it('one that is gone is passed over, a refusal leaves the rest for another time', async () => {
    const usual = serve(milan());
    const gone = await site(except(usual, ({ path }) => (path.includes('/71/') ? { status: 404 } : undefined)));
    expect(agentOf(await gone.floor(), 'agent/104')?.state).toBe('busy');
    const refused = await site(
      except(usual, ({ path }) => (path.includes('/71/') ? { status: 403 } : undefined)),
      { editors: ['agent'] },
    );
    await refused.read('names');
    expect(detailsOf(refused)).toEqual(['/agent/71/jsonEditorApi.do']);
  });
});

describe('what the editors hold', () => {
  it('keeps to the first of two records with one code', async () => {
    const data = changed((one) => {
      one.agents.push(agentRecord('99', 'AGENT/101', 'Somebody else'), agentRecord('98', '', 'Nobody'));
      one.queues.push(
        queueRecord('8', '300', 'Sales again', { agenti_membri: 'agent/103' }),
        queueRecord('9', '', 'Nothing'),
      );
      one.pauses.push({ PK_ID: '3', pause_code: '10', pause_descr: 'Other' });
    });
    const floor = await (await site(data)).floor();
    expect(agentOf(floor, 'agent/101')?.name).toBe('John Doe (101)');
    expect(queueOf(floor, '300')?.name).toBe('Sales & Co');
    expect(agentOf(floor, 'agent/102')?.pauseReason).toBe('Lunch & rest');
    expect(floor.memberships?.map(({ id }) => decodeURIComponent(id))).toContain('site/300|agent/103');
  });

  it('never folds an agent into another by an alias that is a code of its own', async () => {
    const data = changed((one) => {
      Object.assign(one.agents[0]!, { aliases: 'agent/102|john_doe' });
      one.agentRows = [agentRow('agent/102', '300')];
    });
    const floor = await (await site(data)).floor();
    expect(agentOf(floor, 'agent/102')?.state).toBe('ready');
    expect(agentOf(floor, 'agent/101')?.state).toBe('logged-out');
  });

  it.each([
    [{ PK_ID: '1', chiave_pausa: 'KEY', codice: '10', descrizione: 'Lunch' }],
    [{ PK_ID: '1', nome_pausa: '10', descr_pausa: 'Lunch', nomedata_insert: 'admin' }],
    [{ PK_ID: '1', code: 10, name: 'Lunch', sys_optilock: '3' }],
  ])('finds code and name of a pause in %j', async (record) => {
    const floor = await (await site(changed((one) => Object.assign(one, { pauses: [record] })))).floor();
    expect(agentOf(floor, 'agent/102')?.pauseReason).toBe('Lunch');
  });
});
