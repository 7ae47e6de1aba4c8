import { afterEach, describe, expect, it } from 'vitest';
import { listenFace } from '@/server/emulators/face-listen';
import { createQueuemetricsFace, type QueuemetricsOptions } from '@/server/emulators/queuemetrics';
import { stubAgent, stubCentre, stubQueue } from '@/server/emulators/stub-centre';

const basic = (user: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const agent = (agent_id: string, agent_name: string, more: object = {}) => ({
  ...{ agent_id, agent_name, agent_aliases: [], agent_extension: '', user_password: '999' },
  ...more,
});
const queue = (id: string, queue_name: string, known_agents: readonly object[]) => ({
  ...{ queue_id: id, queue_name, queue_composition: id, queue_wrapup: 0, queue_inbound: true },
  known_agents,
});
const known = (agent_id: string, agent_penalty: number) => ({ agent_id, agent_penalty, agent_dynamic: false });

/** The manual's example, but for its numbers. */
const manual = {
  version: '1.0.0',
  requestor: 'FreePbx',
  requestor_version: '13.xx.yy',
  tenants: [
    {
      tenant_id: '',
      agents: [
        agent('Agent/101', 'Mike Boom'),
        agent('Agent/900', 'John Doe', { agent_aliases: ['sip/654', 'john_doe'], agent_extension: '103' }),
      ],
      queues: [
        queue('300', 'Sales (300)', [known('Agent/101', 1), known('Agent/900', 0)]),
        queue('3000', 'Sales (3000)', [known('Agent/101', 1), known('Agent/900', 0)]),
      ],
    },
  ],
};
const [tenant] = manual.tenants;

async function start(options: QueuemetricsOptions = {}) {
  const centre = stubCentre({
    queues: [stubQueue({ id: '300', name: 'Sales' }), stubQueue({ id: '301', name: 'Support' })],
    agents: [
      stubAgent({ id: '101', memberOf: [{ queueId: '300', level: 1 }] }),
      stubAgent({ id: '102', memberOf: [{ queueId: '301', level: 1 }] }),
    ],
  });
  const face = createQueuemetricsFace(centre, { user: 'robot', password: 'robot' }, options);
  const { url, close } = await listenFace(face);
  closers.push(close);
  const base = `${url}/queuemetrics`;
  const headers = basic('robot', 'robot');
  const json = async (path: string) => (await fetch(`${base}/${path}`, { headers })).json();
  return {
    centre,
    json,
    signIn: async (user: string, password: string) =>
      (await fetch(`${base}/QmAuthenticate/jsonStatsApi.do`, { headers: basic(user, password) })).status,
    users: async () => (await json('user/jsonEditorApi.do')).map((row: { login: string }) => row.login),
    push: async (data: unknown) => {
      const body = new URLSearchParams({ data: typeof data === 'string' ? data : JSON.stringify(data) });
      const reply = await fetch(`${base}/QmPushCfgService/jsonStatsApi.do?`, { method: 'POST', headers, body });
      const [[, status], [, description]] = (await reply.json()).result;
      return { http: reply.status, status, description };
    },
  };
}

describe('a pushed configuration', () => {
  it('takes the place of what is there, with users for who is new', async () => {
    const qm = await start();
    expect(await qm.push(manual)).toEqual({ http: 200, status: 'OK', description: '' });
    expect(qm.centre.queues.map(({ id, name }) => [id, name])).toEqual([
      ['300', 'Sales (300)'],
      ['3000', 'Sales (3000)'],
    ]);
    expect(qm.centre.agents.map(({ id, memberOf }) => [id, memberOf.map(({ level }) => level)])).toEqual([
      ['101', [2, 2]],
      ['900', [1, 1]],
    ]);
    const [, doe] = await qm.json('agent/jsonEditorApi.do');
    expect(await qm.json(`agent/${doe.PK_ID}/jsonEditorApi.do`)).toMatchObject({
      ...{ nome_agente: 'agent/900', descr_agente: 'John Doe', aliases: 'sip/654|john_doe', current_terminal: '103' },
    });
    expect(await qm.signIn('agent/900', '999')).toBe(200);
    expect(await qm.signIn('agent/101', '999')).toBe(501);
    expect((await qm.json('queue/jsonEditorApi.do')).map((row: { nome_coda: string }) => row.nome_coda)).toEqual([
      'Sales (300)',
      'Sales (3000)',
    ]);
  });

  const modes: [mode: string, agents: string[], nameOf101: string, hasUser: boolean][] = [
    ['CR', ['101', '102', '900'], 'John Fox (101)', false],
    ['CR_USR', ['101', '102', '900'], 'John Fox (101)', true],
    ['UPD_DEL', ['101'], 'Mike Boom', false],
  ];
  it.each(modes)('does in mode %s what it may', async (synchronizerMode, ids, name, hasUser) => {
    const qm = await start({ synchronizerMode });
    const known101 = { ...tenant, queues: [queue('300', 'Sales (300)', [known('agent/101', 0)])] };
    expect(await qm.push({ ...manual, tenants: [known101] })).toMatchObject({ status: 'OK' });
    expect(qm.centre.agents.map(({ id }) => id)).toEqual(ids);
    expect((await qm.json('agent/jsonEditorApi.do'))[0].descr_agente).toBe(name);
    expect((await qm.users()).includes('agent/900')).toBe(hasUser);
    expect(qm.centre.queues[0]?.name).toBe(synchronizerMode === 'UPD_DEL' ? 'Sales (300)' : 'Sales');
  });

  it('reads the mode and the usual password from the properties', async () => {
    const qm = await start({ makePassword: () => 'made up' });
    const properties = await qm.json('cfgProp/jsonEditorApi.do');
    expect(properties).toContainEqual(expect.objectContaining({ prop_value: 'CR_UPD_DEL_USR' }));
    const nobody = agent('agent/901', 'Ada', { user_password: '' });
    await qm.push({ ...manual, tenants: [{ ...tenant, agents: [nobody], queues: [] }] });
    expect(await qm.signIn('agent/901', 'made up')).toBe(200);
    expect(qm.centre.queues).toEqual([]);
  });

  it('is refused as a whole, in words, where it makes no sense', async () => {
    const qm = await start();
    const before = JSON.stringify([qm.centre.agents, qm.centre.queues]);
    const twice = { ...tenant, agents: [agent('agent/101', 'A'), agent('Agent/101', 'B')] };
    const wrong: [unknown, RegExp][] = [
      ['', /Missing parameter: data/],
      ['{"version":', /Invalid configuration/],
      [{ ...manual, tenants: [] }, /tenants/],
      [{ ...manual, version: 1 }, /version/],
      [{ ...manual, tenants: [{ ...tenant, agents: [{ agent_id: 'agent/1' }] }] }, /tenants\.0\.agents\.0\.agent_name/],
      [{ ...manual, tenants: [twice] }, /agent 'agent\/101' is there twice/],
      [{ ...manual, tenants: [{ ...tenant, agents: [] }] }, /unknown agent: 'Agent\/101'/],
      [
        { ...manual, tenants: [{ ...tenant, queues: [queue('1', 'Same', []), queue('2', 'Same', [])] }] },
        /queue name 'Same' is there twice/,
      ],
    ];
    for (const [data, words] of wrong)
      expect(await qm.push(data)).toEqual({ http: 200, status: 'KO', description: expect.stringMatching(words) });
    expect(JSON.stringify([qm.centre.agents, qm.centre.queues])).toBe(before);
    const odd = await start({ synchronizerMode: 'CR_ALL' });
    expect((await odd.push(manual)).description).toBe("Unknown synchronizer mode: 'CR_ALL'");
  });
});
