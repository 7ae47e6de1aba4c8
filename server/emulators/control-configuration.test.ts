import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { hourMs, minuteMs } from './day-shape';
import { type Emulators, startEmulators } from './launch';
import type { SiteId } from './sites';

type Row = Record<string, string>;

const opened: Emulators[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((emulators) => emulators.stop()));
});

/** One source at nine in the morning, on a clock that only the control door moves. */
async function open(site: SiteId = 'milan') {
  const sites = [{ site, agents: 0.4, warmUpMs: 4 * hourMs }];
  const emulators = await startEmulators({ clock: createFakeClock(), sites, seed: 'test' });
  opened.push(emulators);
  const [source] = emulators.sources;
  const { user, password } = source!.secrets;
  const headers = { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${source!.settings.baseUrl}/${path}`, { headers, ...init });
  const control = async (method: string, path: string, body?: unknown) => {
    const json =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const reply = await fetch(`${emulators.controlUrl}${path}`, { method, ...json });
    const text = await reply.text();
    return { status: reply.status, body: text === '' ? null : JSON.parse(text) };
  };
  return {
    centre: emulators.centres.get(site)!,
    ask,
    list: async (editor: string): Promise<Row[]> => (await ask(`${editor}/jsonEditorApi.do`)).json(),
    read: async (editor: string, id = ''): Promise<Row> => (await ask(`${editor}/${id}/jsonEditorApi.do`)).json(),
    send: (editor: string, id: string, record: Row, init: RequestInit = {}) =>
      ask(`${editor}/${id}/jsonEditorApi.do`, { method: 'POST', body: JSON.stringify(record), ...init }),
    fault: (fault: string, more: object = {}) => control('POST', '/faults', { source: site, fault, ...more }),
    act: (deed: string, more: object) => control('POST', '/acts', { source: site, deed, ...more }),
    advance: (ms: number) => control('POST', '/clock', { advanceMs: ms }),
    journal: async () => (await control('GET', `/journal?source=${site}`)).body.commands,
  };
}

describe('a record that somebody else changes', () => {
  it('is locked against whoever read it before, and no journal tells of it', async () => {
    const site = await open();
    const mine = await site.read('agent', '71');
    const theirs = await site.act('edit', { kind: 'agent', id: '71', values: { descr_agente: 'Ada Neri (101)' } });
    expect(theirs.body.record).toMatchObject({ descr_agente: 'Ada Neri (101)', sys_user_modifica: '32' });
    expect(theirs.body.record.location__DECODED).toBe(mine.location__DECODED);
    const late = await site.send('agent', '71', { ...mine, descr_agente: 'Mine' });
    expect([late.status, await late.text()]).toEqual([500, expect.stringContaining('OptiLock')]);
    expect(site.centre.agents[0]).toMatchObject({ firstName: 'Ada', lastName: 'Neri' });
    expect(await site.journal()).toEqual([]);
    expect((await site.send('agent', '71', theirs.body.record)).status).toBe(200);
  });

  it('may be gone altogether', async () => {
    const site = await open();
    const [{ id: agentId }] = [site.centre.agents[0]!];
    expect((await site.act('remove', { kind: 'agent', id: '71' })).body.record.id_agente).toBe('71');
    expect((await site.ask('agent/71/jsonEditorApi.do')).status).toBe(500);
    expect(site.centre.agents.map(({ id }) => id)).not.toContain(agentId);
    expect((await site.act('remove', { kind: 'agent', id: '71' })).status).toBe(404);
  });

  it('is told in words where that cannot be', async () => {
    const site = await open();
    const values = { nome_agente: 'agent/102' };
    const taken = await site.act('edit', { kind: 'agent', id: '71', values });
    expect([taken.status, taken.body.error.message]).toEqual([409, expect.stringContaining('agent/102')]);
    const wrong = [
      await site.act('edit', { kind: 'nonsense', id: '71', values }),
      await site.act('edit', { kind: 'constructor', id: '71', values }),
      await site.act('edit', { kind: 'agent', id: '9999', values }),
      await site.act('edit', { kind: 'agent', id: '71' }),
      await site.act('edit', { kind: 'agent', id: '71', values: 'x' }),
      await site.act('edit', { kind: '', id: '71', values }),
      await site.act('edit', { kind: 'agent', id: 'x'.repeat(101), values }),
      await site.act('remove', { kind: 'agent', id: '71', values }),
    ];
    expect(wrong.map(({ status }) => status)).toEqual([404, 404, 404, 400, 400, 400, 400, 400]);
    const none = await (await open('bucharest')).act('edit', { kind: 'agent', id: '1', values: {} });
    expect(none.status).toBe(409);
  });
});

describe('saving a record', () => {
  const name = 'Vendite, rinnovi e richiami';

  async function renamed(fault: string, more: object = {}) {
    const site = await open();
    const [row] = await site.list('queue');
    const record = await site.read('queue', row?.PK_ID);
    await site.fault(fault, { ...more, times: 1 });
    const save = (init: RequestInit = {}) => site.send('queue', row?.PK_ID ?? '', { ...record, nome_coda: name }, init);
    const now = async () => {
      const { nome_coda, sys_optilock } = await site.read('queue', row?.PK_ID);
      return { name: nome_coda, isSaved: sys_optilock !== record.sys_optilock, centre: site.centre.queues[0]?.name };
    };
    const before = { name: record.nome_coda, isSaved: false, centre: record.nome_coda };
    return { ...site, save, now, before, after: { name, isSaved: true, centre: name } };
  }

  it('is accepted and nothing comes of it', async () => {
    const site = await renamed('lying-ok');
    expect(await (await site.save()).json()).toMatchObject({ nome_coda: name });
    expect(await site.now()).toEqual(site.before);
    expect(await site.journal()).toMatchObject([{ deed: 'update queue', outcome: 'ignored', answered: 200 }]);
  });

  it('is accepted and done later', async () => {
    const site = await renamed('late-deed', { ms: 20_000 });
    expect(await (await site.save()).json()).toMatchObject({ nome_coda: name });
    expect(await site.now()).toEqual(site.before);
    await site.advance(20_000);
    expect(await site.now()).toEqual(site.after);
  });

  it('is done and never answered', async () => {
    const site = await renamed('done-then-silent');
    await expect(site.save({ signal: AbortSignal.timeout(500) })).rejects.toThrow();
    expect(await site.now()).toEqual(site.after);
  });

  it('is done and answered with a bare status', async () => {
    const site = await renamed('done-then-status');
    expect((await site.save()).status).toBe(504);
    expect(await site.now()).toEqual(site.after);
  });

  it('is refused in words', async () => {
    const site = await renamed('refuse-commands', { words: 'Licence expired' });
    const reply = await site.save();
    expect([reply.status, await reply.text()]).toEqual([500, 'Licence expired']);
    expect(await site.now()).toEqual(site.before);
  });

  it('is done otherwise than asked, and the answer says so', async () => {
    const site = await renamed('stores-otherwise', { values: { rsa_sla: '60' } });
    const cut = 'Vendite, rinnovi e r';
    expect(await (await site.save()).json()).toMatchObject({ nome_coda: cut, rsa_sla: '60' });
    expect(await site.now()).toEqual({ name: cut, isSaved: true, centre: cut });
    expect(site.centre.queues[0]?.answerWithinMs).toBe(60_000);
  });

  it('is not believed of a record that is not made or deleted after all', async () => {
    const site = await open();
    await site.fault('lying-ok');
    const made = await site.send('agent', '-', { nome_agente: 'agent/900', descr_agente: 'Ada' });
    expect(await made.json()).toMatchObject({ nome_agente: 'agent/900', id_agente: '0' });
    expect((await site.ask('agent/71/jsonEditorApi.do', { method: 'DELETE' })).status).toBe(200);
    const codes = (await site.list('agent')).map((row) => row.nome_agente);
    expect(codes).toContain('agent/101');
    expect(codes).not.toContain('agent/900');
  });
});

describe('a pushed configuration', () => {
  const agent = { agent_id: 'agent/101', agent_name: 'A name of more than twenty characters' };
  const data = JSON.stringify({ version: '1.0.0', tenants: [{ tenant_id: '', agents: [agent], queues: [] }] });

  it('meets the same faults', async () => {
    const site = await open();
    const push = async () => {
      const path = 'QmPushCfgService/jsonStatsApi.do?jsonFormat=simple';
      const reply = await site.ask(path, { method: 'POST', body: new URLSearchParams({ data }) });
      return [(await reply.json()).result, site.centre.agents.length];
    };
    const before = site.centre.agents.length;
    await site.fault('refuse-commands', { words: 'Not today', times: 1 });
    expect(await push()).toMatchObject([{ Status: 'KO', Description: 'Not today' }, before]);
    await site.fault('lying-ok', { times: 1 });
    expect(await push()).toMatchObject([{ Status: 'OK' }, before]);
    await site.fault('stores-otherwise', { times: 1 });
    expect(await push()).toMatchObject([{ Status: 'OK' }, 1]);
    expect([site.centre.agents[0]?.displayName, site.centre.queues]).toEqual(['A name of more than ', []]);
  });
});

describe('a changed configuration', () => {
  it('is lived: who is new may join and works, who is deleted goes home, and a new queue gets calls', async () => {
    const site = await open();
    const onDuty = async () => {
      const reply = await site.ask('QmRealtime/jsonStatsApi.do?queues=*&block=RealtimeDO.RtAgentsRaw');
      return (await reply.json())['RealtimeDO.RtAgentsRaw'].map(([queue, agent]: string[]) => `${agent} ${queue}`);
    };
    const busy = site.centre.agents.find(({ state }) => state === 'talking')!;
    const gone = (await site.list('agent')).find((row) => row.nome_agente === `agent/${busy.id}`)!;
    expect((await site.ask(`agent/${gone.PK_ID}/jsonEditorApi.do`, { method: 'DELETE' })).status).toBe(200);
    await site.send('agent', '-', {
      nome_agente: 'agent/900',
      descr_agente: 'Ada Neri (900)',
      current_terminal: '4900',
    });
    const queue = { nome_coda: 'Emergenze', composizione_coda: '555', agenti_membri: 'agent/900' };
    expect((await site.send('queue', '-', queue)).status).toBe(200);
    expect(site.centre.join('900', '555')).toBe(true);
    const there: string[] = await onDuty();
    expect(there).toContain('agent/900 555');
    expect(there.filter((row) => row.startsWith(`agent/${busy.id} `))).toEqual([]);
    await site.advance(45 * minuteMs);
    site.centre.settle();
    expect(site.centre.agents.find(({ id }) => id === '900')?.handledToday).toBeGreaterThan(0);
  });
});
