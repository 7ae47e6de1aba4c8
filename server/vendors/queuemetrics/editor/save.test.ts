import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemOfValue } from '@/lib/editing/problem-of-value';
import { creation, type EditorUnderTest, openEditor } from '@/server/vendors/queuemetrics/fixtures/editor-under-test';
import manualAgent from '@/server/vendors/queuemetrics/fixtures/manual-agent-71.json';

let site: EditorUnderTest;
beforeEach(async () => {
  site = await openEditor();
});
afterEach(() => site.close());

const read = (kind: string, id: string, parentId: string | null = null) => site.editor().read(kind, { id, parentId });
const problems = async (kind: string, id: string, values: Parameters<EditorUnderTest['save']>[2]) =>
  site.editor().check(kind, await site.update(kind, id, values));

describe('the manual’s agent', () => {
  it('goes back whole under its lock, without its id, decorations and structures', async () => {
    await site.save('agent', '71', { descr_agente: 'John' });
    const { id_agente: _, ltCodeAssociate: __, ...rest } = manualAgent;
    const columns = Object.entries(rest).filter(([key]) => !/^(sys_|nomedata_)|__DECODED$/.test(key));
    expect(site.sent()[0]).toEqual({
      method: 'POST',
      target: '/agent/71/jsonEditorApi.do',
      body: { ...Object.fromEntries(columns), descr_agente: 'John', sys_optilock: '63943' },
    });
  });

  it('shows pickers for what belongs to other editors, and only to see what cannot be sent', async () => {
    const { fields, values, lock, label, note } = await read('agent', '71');
    const field = (name: string) => fields.find((one) => one.name === name);
    expect([label, note, lock]).toEqual(['John Doe (101)', 'agent/101 · Default · Main', '63943']);
    expect(field('group_by__DECODED')).toMatchObject({ kind: 'choice', label: 'Group' });
    expect(field('group_by__DECODED')?.picks.map(({ value }) => value)).toEqual(['Default', 'Sales']);
    expect(field('supervised_by__DECODED')?.picks).toEqual([
      { value: 'demosupervisor', label: 'Super Visor (demosupervisor)' },
    ]);
    expect(field('ltCodeAssociate')).toMatchObject({ kind: 'list', isReadOnly: true, label: 'Queues' });
    expect(values.ltCodeAssociate).toEqual(['inbound · All · Main', 'inbound · Q DPS · Main']);
    expect(field('nomedata_insert')).toMatchObject({ isReadOnly: true, label: 'Created' });
    for (const hidden of ['group_by', 'id_agente', 'sys_optilock', 'sys_user_modifica'])
      expect(field(hidden), hidden).toBeUndefined();
    expect(field('sip_pwd')).toMatchObject({ isReadOnly: false, label: 'SIP password' });
  });

  it('names what is chosen and leaves out the id it wins over; what is chosen no more is a blank id', async () => {
    await site.save('agent', '71', { group_by__DECODED: 'Sales', supervised_by__DECODED: '' });
    const [{ body } = { body: {} }] = site.sent();
    expect(body).toMatchObject({ group_by__DECODED: 'Sales', location: '1', supervised_by: '' });
    for (const key of ['group_by', 'location__DECODED', 'supervised_by__DECODED']) expect(body).not.toHaveProperty(key);
  });

  it('joins other codes with “|”, and refuses one inside an entry', async () => {
    await site.save('agent', '72', { aliases: ['sip/654', 'zoë <1>'] });
    expect(site.sent()[0]?.body.aliases).toBe('sip/654|zoë <1>');
    expect(await problems('agent', '72', { aliases: ['a|b'] })).toMatchObject([{ field: 'aliases' }]);
    expect(await problems('agent', '72', { nome_agente: 'agent/1|2' })).toMatchObject([{ field: 'nome_agente' }]);
  });

  it('tells the call with what changes', async () => {
    const edit = await site.update('agent', '71', { descr_agente: 'John', group_by__DECODED: 'Sales' });
    expect(site.editor().calls('agent', edit)).toEqual([
      'POST /agent/71/jsonEditorApi.do  descr_agente: "John", group_by__DECODED: "Sales", 15 more as they are',
    ]);
  });

  it('keeps a picker’s list for a save, and asks again once that editor changed', async () => {
    const lists = () => site.http.requests.filter(({ path }) => path === '/agentGroup/jsonEditorApi.do').length;
    await read('agent', '71');
    await read('agent', '72');
    expect(lists()).toBe(1);
    await site.save('agentGroup', '2', { group_name: 'Support' });
    const { fields } = await read('agent', '71');
    expect(fields.find(({ name }) => name === 'group_by__DECODED')?.picks.map(({ value }) => value)).toContain(
      'Support',
    );
  });

  it('stays text where the related editor may not be read', async () => {
    const { agentGroup: _, ...rest } = site.data;
    await site.close();
    site = await openEditor({}, rest);
    const { fields, values } = await read('agent', '71');
    expect(fields.find(({ name }) => name === 'group_by__DECODED')).toMatchObject({ kind: 'text', label: 'Group' });
    expect(values.group_by__DECODED).toBe('Default');
  });
});

describe('a queue', () => {
  it('has its agents as one field over three columns, by their codes on the floor', async () => {
    const { fields, values, queueId } = await read('queue', '9');
    expect(queueId).toBe('site/300');
    expect(values).toMatchObject({
      composizione_coda: ['300'],
      members: [
        { of: 'agent/101', level: '0' },
        { of: 'agent/102', level: '0' },
        { of: 'agent/999', level: '1' },
      ],
      rsa_sla: 20,
      req_sla: null,
    });
    const members = fields.find(({ name }) => name === 'members');
    expect(members?.levels.map(({ label }) => label)).toEqual(['Main', 'Wrap', 'Spill']);
    expect(members?.picks).toContainEqual({ value: 'agent/101', label: 'John Doe (101)' });
    expect(members?.picks).toContainEqual({ value: 'agent/999', label: 'agent/999' });
    expect(fields.map(({ name }) => name)).not.toContain('agenti_membri');
  });

  it('tells of a long list of agents who comes and who goes', async () => {
    const codes = Array.from({ length: 12 }, (_, index) => `agent/10${index}`);
    Object.assign(site.data.queue?.['9'] ?? {}, { agenti_membri: codes.join('|') });
    const members = [...codes.slice(1), 'agent/71'].map((of) => ({ of, level: '0' }));
    const edit = await site.update('queue', '9', { members });
    expect(site.editor().calls('queue', edit).join()).toContain('agenti_membri: 12 agents, + agent/71, − agent/100,');
  });

  it('keeps the spelling of who was there before, and other columns as they were', async () => {
    await site.save('queue', '9', {
      members: [
        { of: 'agent/102', level: '0' },
        { of: 'agent/71', level: '0' },
        { of: 'agent/101', level: '2' },
      ],
    });
    expect(site.sent()[0]?.body).toEqual({
      nome_coda: 'Q DPS',
      composizione_coda: '300',
      agenti_membri: 'agent/102|agent/71',
      agenti_spilloff_1: '',
      agenti_spilloff_2: 'Agent/101',
      q_direction: 'inbound',
      rsa_sla: '20',
      req_sla: '',
      visibility_key: '',
      report_id: '3',
      sys_optilock: '500',
    });
  });

  it.each([
    ['members', [{ of: 'a|b', level: '0' }]],
    ['members', [{ of: 'agent/1', level: '7' }]],
    [
      'members',
      [
        { of: 'agent/1', level: '0' },
        { of: 'Agent/1', level: '1' },
      ],
    ],
    ['members', 'agent/1'],
    ['composizione_coda', ['300|301']],
    ['composizione_coda', []],
    ['nome_coda', ''],
    ['nome_coda', 'a\0b'],
    ['rsa_sla', -1],
    ['rsa_sla', 'soon'],
    ['sys_optilock', '1'],
    ['nomedata_insert', 'me'],
    ['no_such_column', '1'],
    ['agenti_membri', 'agent/1'],
  ])('refuses %s: %j beside its field', async (field, value) => {
    expect(await problems('queue', '9', { [field]: value })).toMatchObject([{ field }]);
  });

  it('is no queue on the floor when it is a composite', async () => {
    Object.assign(site.data.queue?.['9'] ?? {}, { composizione_coda: '300|301' });
    expect(await site.editor().list('queue', { q: null, parentId: null })).toMatchObject([
      { label: 'Q DPS', note: '300|301', queueId: null },
    ]);
  });

  it('says which queue it is although the list does not, by what was read before or now', async () => {
    const usual = site.http;
    const { queue = {} } = site.data;
    usual.answer(({ path }) => ({
      body: path === '/queue/jsonEditorApi.do' ? [{ PK_ID: '9', nome_coda: 'Q' }] : queue['9'],
    }));
    const lines = await site.editor().list('queue', { q: null, parentId: null });
    expect(lines).toMatchObject([{ id: '9', queueId: 'site/300' }]);
  });
});

describe('records of which nothing is known', () => {
  it('are drawn from themselves: ids of others stay, one that is off is no, structures are left out', async () => {
    const { fields, values } = await read('user', '41');
    expect(fields.find(({ name }) => name === 'enabled')).toMatchObject({ kind: 'boolean', label: 'Enabled' });
    expect(values).toMatchObject({ login: 'demosupervisor', enabled: true, class_id__DECODED: 'Supervisors' });
    expect((await read('client', '1')).fields.map(({ name }) => name)).not.toContain('opt_cases');
    await site.save('user', '41', { enabled: false });
    expect(site.sent()[0]?.body).toMatchObject({ enabled: '0', class_id: '3' });
  });

  it('never show a password, nor lose one; a new one is sent, and shows in no call', async () => {
    const { original: _, ...shown } = await read('user', '41');
    expect(JSON.stringify(shown)).not.toContain('hunter22');
    expect(shown.values.password).toBe('');
    await site.save('user', '41', { real_name: 'Super', password: '' });
    expect(site.sent()[0]?.body).toMatchObject({ real_name: 'Super', password: 'hunter22' });
    const edit = await site.update('user', '41', { password: 'new secret' });
    expect(site.editor().calls('user', edit).join()).toContain('password: …');
    expect(site.editor().calls('user', edit).join()).not.toContain('new secret');
    await site.editor().apply('user', edit);
    expect(site.sent()[1]?.body).toMatchObject({ password: 'new secret' });
  });

  it.each([
    ['2', 'hunter23'],
    ['3', 'hunter24'],
  ])('hold a secret in a column of another name: it can neither be seen nor kept (%s)', async (id, secret) => {
    const callfile = { PK_ID: '3', prop_key: 'callfile.dir', prop_value: `tcp:admin:${secret}@h`, sys_optilock: '2' };
    Object.assign(site.data.cfgProp ?? {}, { '3': callfile });
    const parameter = await read('cfgProp', id);
    expect(parameter.fields.find(({ name }) => name === 'prop_value')).toMatchObject({ isReadOnly: true });
    const lines = await site.editor().list('cfgProp', { q: null, parentId: null });
    for (const said of [parameter, lines]) expect(JSON.stringify(said)).not.toContain(secret);
    await site.save('cfgProp', id, { prop_key: 'other.password' });
    expect(site.sent()[0]?.body).toMatchObject({
      prop_key: 'other.password',
      prop_value: expect.stringContaining(secret),
    });
  });

  it('with such a secret are not written when they changed between two reads', async () => {
    const edit = await site.update('cfgProp', '2', { prop_key: 'other.password' });
    Object.assign(site.data.cfgProp?.['2'] ?? {}, { sys_optilock: '5' });
    expect((await site.editRefusalOf(site.editor().apply('cfgProp', edit))).reason).toBe('conflict');
    expect(site.sent()).toEqual([]);
  });

  it('without a lock are locked by all they say', async () => {
    const record = site.data.skill?.['1'] ?? {};
    delete record.sys_optilock;
    const before = (await read('skill', '1')).lock;
    expect(before).toMatch(/^[0-9a-f]{32}$/);
    record.descr = 'Castilian';
    expect((await read('skill', '1')).lock).not.toBe(before);
    await site.save('skill', '1', { descr: 'x' });
    expect(site.sent()[0]?.body).not.toHaveProperty('sys_optilock');
  });

  it('show what looks like their own id to be read only, send it as it is, and make none again under it', async () => {
    Object.assign(site.data.skill?.['1'] ?? {}, { skill_id: '1', team_id: '7' });
    const { fields, original, values } = await read('skill', '1');
    expect(fields.filter(({ isReadOnly }) => isReadOnly).map(({ name }) => name)).toContain('skill_id');
    expect(fields.find(({ name }) => name === 'team_id')).toMatchObject({ isReadOnly: false });
    expect((await site.editor().blank('skill', null)).fields.map(({ name }) => name)).not.toContain('skill_id');
    await site.save('skill', '1', { descr: 'x' });
    expect(site.sent()[0]?.body).toMatchObject({ skill_id: '1', team_id: '7' });
    await site.editor().apply('skill', { ...creation(values), original });
    expect(site.sent()[1]?.body).not.toHaveProperty('skill_id');
    expect(site.sent()[1]?.body).toMatchObject({ team_id: '7' });
  });

  it('are attached to their parent by its name', async () => {
    expect((await site.editor().blank('amoList', '9')).values).toMatchObject({
      campaign__DECODED: 'Q DPS',
      name: null,
    });
    await site.create('amoList', { name: 'New', campaign__DECODED: 'Q DPS' }, '9');
    expect(site.sent()[0]).toMatchObject({
      target: '/amoList/-/jsonEditorApi.do?parent=9',
      body: { name: 'New', campaign__DECODED: 'Q DPS' },
    });
    expect((await site.editRefusalOf(site.editor().list('amoList', { q: null, parentId: null }))).message).toContain(
      'queue',
    );
  });

  it('cannot be drawn where there is none', async () => {
    Object.assign(site.data, { skill: {} });
    expect((await site.editRefusalOf(site.editor().blank('skill', null))).message).toContain('create the first one');
    Object.assign(site.data, { agent: {} });
    expect((await site.editor().blank('agent', null)).fields.map(({ name }) => name)).toContain('nome_agente');
  });
});

describe('creating and deleting', () => {
  it('tells the id of a new record, in whichever column it is', async () => {
    expect(await site.create('pause', { pause_code: '11', pause_descr: '' })).toBe('1001');
    expect(site.sent()[0]).toMatchObject({ target: '/pause/-/jsonEditorApi.do', body: { pause_code: '11' } });
    expect(site.sent()[0]?.body).not.toHaveProperty('pause_descr');
    site.answerChanges({ body: { ...manualAgent, id_agente: '90' } });
    expect(await site.create('agent', { nome_agente: 'agent/90' })).toBe('90');
    site.answerChanges({ body: { id_one: '1', id_two: '2', sys_optilock: '1' } });
    expect(await site.create('skill', { name: 'x' })).toBeNull();
  });

  it('makes a deleted record again with all that it was, by the names of what it belongs to', async () => {
    const { original, values } = await read('agent', '71');
    await site
      .editor()
      .apply('agent', { operation: 'remove', id: '71', parentId: null, values: {}, fresh: null, original: null });
    const again = { ...creation(values), original };
    expect(site.editor().check('agent', again)).toEqual([]);
    await site.editor().apply('agent', again);
    expect(site.sent().map(({ method }) => method)).toEqual(['DELETE', 'POST']);
    expect(site.sent()[1]?.body).toEqual({
      current_terminal: '-',
      default_server: '0',
      descr_agente: 'John Doe (101)',
      group_by__DECODED: 'Default',
      location__DECODED: 'Main',
      nome_agente: 'agent/101',
      supervised_by__DECODED: 'demosupervisor',
      xmpp_address: 'agent101@chatserver',
    });
  });

  it.each(['-', '0', '', '.', '..'])('takes the id “%s” for none that exists', async (id) => {
    expect((await site.editRefusalOf(read('agent', id))).reason).toBe('gone');
    const remove = { operation: 'remove', id, parentId: null, values: {}, fresh: null, original: null } as const;
    expect((await site.editRefusalOf(site.editor().apply('agent', remove))).reason).toBe('gone');
    expect(site.sent()).toEqual([]);
  });

  it('keeps ids with slashes and the like in one part of the path', async () => {
    await site.editRefusalOf(read('agent', '../user/41?q=1'));
    expect(site.http.requests[0]?.target).toBe('/agent/..%2Fuser%2F41%3Fq%3D1/jsonEditorApi.do');
  });

  it('uses the name that the settings give an editor', async () => {
    await site.close();
    site = await openEditor({ editorNames: { skill: 'skills' } }, { skills: { '1': { PK_ID: '1', name: 'Spanish' } } });
    expect(await site.editor().list('skill', { q: 'span', parentId: null })).toMatchObject([{ label: 'Spanish' }]);
    expect(site.http.requests[0]?.target).toBe('/skills/jsonEditorApi.do?q=span');
  });
});

describe('odd records', () => {
  it('are drawn so that every value fits its field, and go back as they came', async () => {
    const odd = {
      PK_ID: 1,
      name: null,
      count: 7,
      exact: true,
      long: 'x'.repeat(100_001),
      lines: 'a\r\nb',
      'bad\u0001one': 'kept',
      table: [['a', 1], { b: null }, 'c'],
      hash: { a: 1 },
      is_hidden: '0',
      markup: '<b>&amp;</b>',
      opt_more: 'x',
      _more: 'x',
      sys_optilock: 3,
    };
    Object.assign(site.data, { skill: { '1': odd } });
    const { fields, values, label } = await read('skill', '1');
    expect(label).toBe('7');
    expect(values).toEqual({
      name: '',
      count: 7,
      exact: true,
      lines: 'a\r\nb',
      table: ['a · 1', '', 'c'],
      is_hidden: false,
      markup: '<b>&amp;</b>',
    });
    expect(fields.map((field) => problemOfValue(field, values[field.name] ?? null))).toEqual(fields.map(() => null));
    await site.save('skill', '1', { is_hidden: true, count: 8 });
    expect(site.sent()[0]?.body).toEqual({
      name: null,
      count: 8,
      exact: true,
      long: odd.long,
      lines: odd.lines,
      'bad\u0001one': 'kept',
      is_hidden: '1',
      markup: '<b>&amp;</b>',
      sys_optilock: 3,
    });
  });

  it('are lists of text where a later version sends lists', async () => {
    Object.assign(site.data.queue?.['9'] ?? {}, { composizione_coda: ['300', '301'], agenti_membri: ['agent/101'] });
    expect((await read('queue', '9')).values).toMatchObject({ composizione_coda: ['300', '301'] });
    await site.save('queue', '9', { nome_coda: 'Both' });
    expect(site.sent()[0]?.body).toMatchObject({ composizione_coda: '300|301', agenti_membri: 'agent/101' });
  });
});
