import { afterEach, describe, expect, it } from 'vitest';
import { listenFace } from '@/server/emulators/face-listen';
import { createQueuemetricsFace, type QueuemetricsOptions } from '@/server/emulators/queuemetrics';
import { type StubCentre, stubAgent, stubCentre, stubQueue } from '@/server/emulators/stub-centre';
import { allEditors } from './config/all-editors';

type Row = Record<string, string>;

const robot = `Basic ${Buffer.from('robot:robot').toString('base64')}`;
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const onQueues = (...ids: string[]) => ids.map((queueId, place) => ({ queueId, level: place + 1 }));

function smallCentre(): StubCentre {
  return stubCentre({
    queues: [stubQueue({ id: '300', name: 'Sales' }), stubQueue({ id: '301', name: 'Support' })],
    agents: [
      stubAgent({ id: '101', memberOf: onQueues('300') }),
      stubAgent({ id: '102', lastName: 'Wolf', memberOf: onQueues('301', '300'), team: 'Service', location: 'Turku' }),
      stubAgent({ id: '103', memberOf: onQueues('300') }),
    ],
  });
}

async function start(centre = smallCentre(), options: QueuemetricsOptions = {}) {
  const { url, close } = await listenFace(
    createQueuemetricsFace(centre, { user: 'robot', password: 'robot' }, options),
  );
  closers.push(close);
  const ask = async (path: string, method = 'GET', body?: unknown) => {
    const response = await fetch(`${url}/queuemetrics/${path}`, {
      method,
      headers: { Authorization: robot, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return { status: response.status, text, json: isJson ? JSON.parse(text) : null };
  };
  const at = (editor: string, id = '') => `${editor}/${id}/jsonEditorApi.do`;
  const list = async (editor: string, query = ''): Promise<Row[]> => (await ask(`${at(editor)}${query}`)).json;
  return {
    ...{ centre, ask, list },
    raw: `${url}/queuemetrics`,
    read: async (editor: string, id: string): Promise<Row> => (await ask(at(editor, id))).json,
    post: (editor: string, id: string, body: unknown) => ask(at(editor, id), 'POST', body),
    remove: (editor: string, id: string) => ask(at(editor, id), 'DELETE'),
    idOf: async (editor: string, column: string, value: string): Promise<string> =>
      (await list(editor)).find((row) => row[column] === value)?.PK_ID ?? 'none',
  };
}

describe('every editor of the manual', () => {
  it('lists, reads, is edited and is deleted from, but for the two that only show', async () => {
    const qm = await start();
    expect(Object.keys(allEditors)).toHaveLength(25);
    const parents: Row = { qaItem: '1', exportCall: '1', amoList: '103', amoNumber: '1' };
    const firstOf: Row = {};
    for (const [editor, { idField, isReadOnly }] of Object.entries(allEditors)) {
      const [row] = await qm.list(editor, parents[editor] ? `?parent=${parents[editor]}` : '');
      firstOf[editor] = row?.PK_ID ?? `none of ${editor}`;
      const record = await qm.read(editor, firstOf[editor]);
      expect([editor, record[idField]]).toEqual([editor, row?.PK_ID]);
      const saved = await qm.post(editor, firstOf[editor], record);
      if (isReadOnly)
        expect([editor, saved.status, saved.text]).toEqual([editor, 500, 'This transaction is read-only']);
      else {
        const { sys_optilock, sys_dt_modifica, sys_user_modifica, nomedata_update, ...rest } = record;
        expect([editor, saved.json]).toMatchObject([editor, rest]);
        expect(saved.json.sys_optilock).not.toBe(sys_optilock);
        expect(saved.json.nomedata_update).not.toBe(nomedata_update);
        expect([sys_dt_modifica, sys_user_modifica]).toEqual(['2014-05-05 12:56:33', '32']);
      }
    }
    for (const [editor, { isReadOnly }] of Object.entries(allEditors).reverse())
      expect([editor, (await qm.remove(editor, firstOf[editor] ?? '')).status]).toEqual([
        editor,
        isReadOnly ? 500 : 200,
      ]);
  });

  it('wants the parent where records are listed under another', async () => {
    const qm = await start();
    expect(await qm.ask('qaItem/jsonEditorApi.do')).toMatchObject({ status: 500, text: 'Missing parameter: parent' });
    expect(await qm.list('qaItem', '?parent=1&q=cle')).toMatchObject([{ item_code: 'CLE', form_id: '1' }]);
    expect(await qm.list('qaItem', '?parent=77')).toEqual([]);
    const item = { item_code: 'NEW', item_section: '1', item_weight: '50' };
    expect((await qm.post('qaItem', '-', item)).text).toBe('Field form_id cannot be blank');
    const made = await qm.post('qaItem', '-', { ...item, form_id__DECODED: 'Cortesia' });
    expect(made.json).toMatchObject({ form_id: '1', form_id__DECODED: 'Cortesia' });
    expect(await qm.list('qaItem', '?parent=1')).toHaveLength(3);
  });

  it('lets nobody without the key change a property, and moves what was changed to the end', async () => {
    const qm = await start();
    const id = await qm.idOf('cfgProp', 'prop_key', 'default.hotdesking');
    const record = await qm.read('cfgProp', id);
    expect((await qm.post('cfgProp', id, { ...record, prop_value: '3600' })).json).toMatchObject({
      prop_value: '3600',
    });
    expect((await qm.list('cfgProp')).at(-1)).toMatchObject({ PK_ID: id, prop_key: 'default.hotdesking' });
    const poor = await start(smallCentre(), { robotKeys: 'USER ROBOT' });
    expect((await poor.list('cfgProp')).map((row) => row.prop_key)).toContain('default.synchronizer_mode');
    expect((await poor.post('cfgProp', id, record)).text).toBe('Missing key: EDIT_CFG');
    expect((await poor.remove('cfgProp', id)).status).toBe(500);
  });
});

describe('saving a record', () => {
  it('needs the lock of what is there, and changes it', async () => {
    const qm = await start();
    const before = await qm.read('agent', '71');
    expect((await qm.post('agent', '71', { ...before, vnc_url: 'vnc://1' })).json.vnc_url).toBe('vnc://1');
    const late = await qm.post('agent', '71', { ...before, vnc_url: 'vnc://2' });
    expect([late.status, late.text]).toEqual([500, expect.stringContaining('OptiLock')]);
    const { sys_optilock: _none, ...bare } = await qm.read('agent', '71');
    expect((await qm.post('agent', '71', bare)).text).toContain('OptiLock');
    expect((await qm.read('agent', '71')).vnc_url).toBe('vnc://1');
  });

  it('says no in the form that is set', async () => {
    const inBody = await start(smallCentre(), { editorFailures: 'body' });
    expect(await inBody.post('agent', '71', {})).toMatchObject({
      status: 200,
      json: { error: expect.stringContaining('OptiLock') },
    });
    const page = await (await start(smallCentre(), { editorFailures: 'page' })).post('agent', '-', {
      nome_agente: 'agent/<b>',
    });
    expect([page.status, page.json]).toEqual([500, null]);
    expect(page.text).not.toContain('<b>');
  });

  it('prefers a name to the id beside it, and knows both', async () => {
    const qm = await start();
    const groups = await qm.list('agentGroup');
    expect(groups.map((row) => row.group_name)).toEqual(['Default', 'Sales', 'Service']);
    const service = groups[2]?.PK_ID ?? '';
    const save = async (change: Row) => qm.post('agent', '71', { ...(await qm.read('agent', '71')), ...change });
    const kept = await save({ group_by: service });
    expect(kept.json).toMatchObject({ group_by__DECODED: 'Sales' });
    expect((await save({ group_by: service, group_by__DECODED: '' })).json.group_by__DECODED).toBe('Service');
    expect((await save({ group_by: '', group_by__DECODED: 'default' })).json.group_by).toBe('1');
    expect((await save({ group_by__DECODED: 'Nobody’s' })).text).toBe(
      "Cannot find agentGroup 'Nobody’s' for field group_by",
    );
    expect((await save({ group_by: '999', group_by__DECODED: '' })).text).toMatch(/#999/);
    expect((await save({ group_by: '', group_by__DECODED: '' })).json).toMatchObject({ group_by: '' });
    expect(qm.centre.agents[0]).toMatchObject({ team: '' });
  });

  it('ignores structures, decorations and what it does not know, and takes yes and numbers as text', async () => {
    const qm = await start();
    const record = await qm.read('pause', '1');
    const sent = { ...record, is_payable: true, _icon: 'x', opt_color: 'x', sys_user_creazione: '9', colour: 'red' };
    const { json } = await qm.post('pause', '1', { ...sent, pause_descr: 7, ltCodeAssociate: [['a']], pause_id: '44' });
    expect(json).toMatchObject({ pause_id: '1', is_payable: '1', pause_descr: '7', sys_user_creazione: '32' });
    expect(json).toMatchObject({ sys_user_modifica: '33', nomedata_update: expect.stringMatching(/^robot, /) });
    for (const stray of ['_icon', 'opt_color', 'colour', 'ltCodeAssociate']) expect(json).not.toHaveProperty(stray);
  });

  it('blanks what is left out, unless set to keep it', async () => {
    const change = { nome_agente: 'agent/101', descr_agente: 'Jane', sys_optilock: '63943' };
    const whole = await start();
    expect((await whole.post('agent', '71', change)).json).toMatchObject({ location: '', supervised_by: '' });
    const kept = await start(smallCentre(), { missingFields: 'kept' });
    expect((await kept.post('agent', '71', change)).json).toMatchObject({ location__DECODED: 'Espoo' });
  });

  it('refuses what makes no sense, in words', async () => {
    const qm = await start();
    const agent = { nome_agente: 'agent/900', descr_agente: 'Ada' };
    const queue = { nome_coda: 'New', composizione_coda: '555', q_direction: 'inbound' };
    const wrong: [string, unknown, RegExp][] = [
      ['agent', { ...agent, nome_agente: 'Agent/101' }, /An agent with code 'agent\/101' already exists/],
      ['agent', { ...agent, nome_agente: '' }, /nome_agente cannot be blank/],
      ['agent', { ...agent, nome_agente: 'agent/1|agent/2' }, /Invalid agent code/],
      ['agent', [agent], /Cannot read/],
      ['agent', '{"nome_agente":', /Cannot read/],
      ['queue', { ...queue, nome_coda: 'SALES' }, /A queue named 'SALES' already exists/],
      ['queue', { ...queue, q_direction: 'sideways' }, /q_direction cannot be 'sideways'/],
      ['queue', { ...queue, rsa_sla: '-1' }, /rsa_sla is not a number/],
      ['queue', { ...queue, rsa_sla: '0' }, /at least one second/],
      ['queue', { ...queue, agenti_membri: 'agent/999' }, /Unknown agent: 'agent\/999'/],
      ['queue', { ...queue, agenti_membri: 'agent/101', agenti_spilloff_2: 'agent/101' }, /more than once/],
      ['user', { login: 'agent/101', classe__DECODED: 'AGENTS' }, /login 'agent\/101' already exists/],
      ['user', { login: 'new' }, /classe cannot be blank/],
    ];
    for (const [editor, body, words] of wrong) {
      const said = await qm.post(editor, '-', body);
      expect([said.status, said.text]).toEqual([500, expect.stringMatching(words)]);
    }
    expect((await qm.post('agent', '4711', agent)).status).toBe(500);
    expect((await qm.remove('agent', '-')).status).toBe(500);
    expect((await qm.ask('agent/71/jsonEditorApi.do', 'PUT', agent)).status).toBe(405);
    expect(qm.centre.agents).toHaveLength(3);
  });

  it('never tells a password, and keeps it where none is given', async () => {
    const qm = await start();
    const id = await qm.idOf('user', 'login', 'agent/101');
    const record = await qm.read('user', id);
    expect(record.password).toBe('');
    await qm.post('user', id, { ...record, real_name: 'Johnny' });
    const signIn = await fetch(`${qm.raw}/QmAuthenticate/jsonStatsApi.do?jsonFormat=simple`, {
      headers: { Authorization: `Basic ${Buffer.from('agent/101:pass-101').toString('base64')}` },
    });
    expect((await signIn.json()).output).toContainEqual({ col_0: 'user.real_name', col_1: 'Johnny' });
  });
});

describe('what the centre lives on', () => {
  it('has a new agent under both of the ids for one, with odd names as they are', async () => {
    const name = 'O’Neill "Al" / شركة 🎧 100% <b>';
    const qm = await start();
    const { json } = await qm.post('agent', '-', {
      ...{ nome_agente: 'Agent/900', descr_agente: name, group_by__DECODED: 'Sales', location__DECODED: 'Turku' },
      current_terminal: 'SIP/900',
    });
    expect(json).toMatchObject({ PK_ID: '74', id_agente: '74', nome_agente: 'agent/900', descr_agente: name });
    expect(qm.centre.agents.at(-1)).toMatchObject({
      ...{ id: '900', displayName: name, extension: 'SIP/900', team: 'Sales', location: 'Turku' },
    });
    const second = await qm.post('agent', '0', { nome_agente: 'sip/7', descr_agente: 'Seven' });
    expect(second.json).toMatchObject({ PK_ID: '75', nome_agente: 'sip/7' });
    expect((await qm.list('agent')).map((row) => row.nome_agente)).toContain('sip/7');
    const queues = await qm.ask('QmAgentQueues/jsonStatsApi.do?agent=SIP/7');
    expect(queues.json.result[0]).toEqual(['Status', 'OK']);
  });

  it('shows an agent’s changes, another code included, and lets one go', async () => {
    const qm = await start();
    const record = await qm.read('agent', '72');
    await qm.post('agent', '72', { ...record, descr_agente: 'Maria Jo Wolf (102)', location__DECODED: 'Espoo' });
    expect(qm.centre.agents[1]).toMatchObject({ firstName: 'Maria', lastName: 'Jo Wolf', location: 'Espoo' });
    const renamed = { ...(await qm.read('agent', '72')), nome_agente: 'agent/202' };
    expect((await qm.post('agent', '72', renamed)).json.ltCodeAssociate).toHaveLength(2);
    expect(qm.centre.agents.map(({ id }) => id)).toEqual(['101', '103', '202']);
    const gone = await qm.remove('agent', '72');
    expect(gone.json).toMatchObject({ id_agente: '72', nome_agente: 'agent/202' });
    expect((await qm.list('agent')).map((row) => row.nome_agente)).toEqual(['agent/101', 'agent/103']);
    expect((await qm.ask('agent/72/jsonEditorApi.do')).status).toBe(500);
    const again = await qm.post('agent', '-', gone.json);
    expect(again.json).toMatchObject({ PK_ID: '74', nome_agente: 'agent/202', sys_user_creazione: '33' });
  });

  it('has members by level, and a queue’s name, direction and target', async () => {
    const qm = await start();
    const id = await qm.idOf('queue', 'composizione_coda', '300');
    const record = await qm.read('queue', id);
    expect(record).toMatchObject({
      agenti_membri: 'agent/101|agent/103',
      agenti_spilloff_1: 'agent/102',
      rsa_sla: '20',
    });
    const { json } = await qm.post('queue', id, {
      ...{ ...record, nome_coda: 'Sales & more', q_direction: 'outbound', rsa_sla: '45' },
      ...{ agenti_membri: 'Agent/102', agenti_spilloff_1: '', agenti_spilloff_2: ' agent/103 |' },
    });
    expect(json).toMatchObject({ agenti_membri: 'agent/102', agenti_spilloff_1: '', agenti_spilloff_2: 'agent/103' });
    expect(qm.centre.queues[0]).toMatchObject({ name: 'Sales & more', outbound: true, answerWithinMs: 45_000 });
    const { json: queues } = await qm.ask('QmAgentQueues/jsonStatsApi.do?agent=agent/103');
    expect(queues.output[0]).toEqual(['agent/103', '300', 'Sales & more', '2']);
    expect((await qm.read('agent', '71')).ltCodeAssociate).toEqual([]);
  });

  it('opens and closes queues with the records of one part', async () => {
    const qm = await start();
    const made = await qm.post('queue', '-', {
      ...{ nome_coda: 'Renewals', composizione_coda: '555', agenti_membri: 'agent/101' },
    });
    expect(made.json).toMatchObject({ q_direction: 'inbound', agenti_membri: 'agent/101' });
    const shown = async () => {
      const { json } = await qm.ask('QmRealtime/jsonStatsApi.do?queues=*&block=RealtimeDO.RTRiassunto');
      return json['RealtimeDO.RTRiassunto'].slice(2).map((row: string[]) => row[1]);
    };
    expect(await shown()).toEqual(['Sales', 'Support', 'Renewals']);
    await qm.post('queue', made.json.PK_ID, { ...made.json, composizione_coda: '556' });
    expect(qm.centre.queues.map(({ id }) => id)).toEqual(['300', '301', '556']);
    expect((await qm.remove('queue', made.json.PK_ID)).json).toMatchObject({ composizione_coda: '556' });
    expect(await shown()).toEqual(['Sales', 'Support']);
  });

  it('keeps what a composite is made of apart from its parts', async () => {
    const qm = await start();
    const made = await qm.post('queue', '-', {
      ...{ nome_coda: 'Both', composizione_coda: '300 | 301', agenti_spilloff_2: 'agent/101' },
    });
    expect(made.json).toMatchObject({ composizione_coda: '300|301', agenti_spilloff_2: 'agent/101' });
    const levels = async (agent: string) =>
      (await qm.ask(`QmAgentQueues/jsonStatsApi.do?agent=${agent}`)).json.output.map((row: string[]) => row.slice(2));
    expect(await levels('agent/101')).toEqual([
      ['Sales', '0'],
      ['00 All', '0'],
      ['Both', '2'],
    ]);
    await qm.remove('agent', '71');
    expect(await qm.read('queue', made.json.PK_ID)).toMatchObject({ agenti_spilloff_2: '' });
    expect(qm.centre.queues).toHaveLength(2);
  });

  it('has the pause codes that are saved, shows who may see them, and what they are worth', async () => {
    const qm = await start();
    const record = await qm.read('pause', '1');
    await qm.post('pause', '1', { ...record, pause_code: '11', is_payable: '1' });
    await qm.post('pause', '-', { pause_code: '77', pause_descr: 'Secret', visibility_key: 'BOSS' });
    await qm.remove('pause', '2');
    expect(qm.centre.pauseCodes.map(({ code }) => code)).toEqual(['11', '99', '77']);
    expect(qm.centre.pauseCodes.filter(({ isWrapUp }) => isWrapUp)).toHaveLength(1);
    const { json } = await qm.ask('QmAgentPCodes/jsonStatsApi.do?agent=agent/101');
    expect(json.output).toEqual([
      ['agent/101', '11', 'Lunch', 'PNB'],
      ['agent/101', '99', 'Wrap-up', 'PB'],
    ]);
  });

  it('moves people with a group that is renamed or deleted', async () => {
    const qm = await start();
    const id = await qm.idOf('agentGroup', 'group_name', 'Sales');
    const record = await qm.read('agentGroup', id);
    await qm.post('agentGroup', id, { ...record, group_name: 'Vendite' });
    expect(qm.centre.agents.map(({ team }) => team)).toEqual(['Vendite', 'Service', 'Vendite']);
    expect(await qm.list('agentGroup', '?q=vend')).toMatchObject([{ group_name: 'Vendite', opt_n_agents: '2' }]);
    await qm.remove('agentGroup', id);
    expect(qm.centre.agents.map(({ team }) => team)).toEqual(['', 'Service', '']);
    expect(await qm.read('agent', '71')).toMatchObject({ group_by: '', group_by__DECODED: '', sys_optilock: '63943' });
  });
});
