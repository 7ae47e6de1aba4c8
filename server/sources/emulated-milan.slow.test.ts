import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EditOperation, FieldValues, MemberValue } from '@/lib/editing/records';
import { createFakeLog } from '@/server/fake-log';
import type { Edit, FreshRecord } from '@/server/vendors/editor';
import { createHttpDoor } from '@/server/vendors/http';
import { editForTests, editRefusalOf } from './emulated/edit-for-tests';
import { type EmulatedSystem, openEmulatedSystem } from './emulated/emulated-system';
import { createSourceCommands, type SourceCommands } from './source-commands';

let milan: EmulatedSystem;
let source: SourceCommands;
beforeEach(async () => {
  milan = await openEmulatedSystem('milan');
  source = createSourceCommands(milan.setup, {
    ...{ openDoor: createHttpDoor, clock: milan.clock, log: createFakeLog().log, memory: new Map(), hookUrl: null },
    forgetSession: () => {},
  });
});
afterEach(async () => {
  await source.close();
  await milan.close();
});

function editor() {
  if (source.editor) return source.editor;
  throw new Error('There is nothing to edit');
}
const { list, read, send, first, change } = editForTests(editor);

const oddName = 'O\'Neil "مبيعات" | 100% / <b>&amp;</b> 😀';
const longName = 'x'.repeat(51);

/** What a person could have set; QueueMetrics itself says who saved it when. */
function writable({ fields, values }: FreshRecord): FieldValues {
  const names = fields.filter(({ isReadOnly }) => !isReadOnly).map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}
const edit = (operation: EditOperation, fresh: FreshRecord, values: FieldValues = {}): Edit => ({
  ...{ operation, id: fresh.id, parentId: null, values, fresh, original: null },
});
async function make(kind: string, values: FieldValues, parentId: string | null = null): Promise<FreshRecord> {
  const made = await change('create', kind, null, values, parentId);
  if (!made) throw new Error(`There is no ${kind}`);
  return made;
}
const codeOf = (agentId: string) => `agent/${agentId}`;
const agentCalled = (code: string) => milan.centre.agents.find(({ id }) => codeOf(id) === code);

/** The parent under which there is one, in an emulated Milan. */
const parents: Readonly<Record<string, string>> = { qaItem: '1', exportCall: '1', amoList: '103', amoNumber: '1' };

describe('every kind of an emulated QueueMetrics', () => {
  it('lists, reads, and stays what it was when it is written back', async () => {
    const kinds = editor().kinds();
    expect(kinds).toHaveLength(25);
    for (const { id: kind, can } of kinds) {
      const parent = parents[kind] ?? null;
      const id = await first(kind, parent);
      const before = await read(kind, id, parent);
      expect(before.fields.length, kind).toBeGreaterThan(1);
      expect(before.label, kind).not.toBe(id);
      if (can.length === 0) continue;
      const all = { ...edit('update', before, writable(before)), parentId: parent };
      await send(kind, all);
      const after = await read(kind, id, parent);
      expect(writable(after), kind).toEqual(writable(before));
      expect(after.lock, kind).not.toBe(before.lock);
    }
    expect(kinds.flatMap(({ id, can }) => (can.length === 0 ? id : []))).toEqual(['exportCall', 'perftrackRule']);
  });

  /** The field that names one, and what is set besides. */
  const named: Readonly<Record<string, readonly [field: string, more?: FieldValues]>> = {
    queue: ['nome_coda', { composizione_coda: ['777'], rsa_sla: 15 }],
    agent: ['descr_agente', { nome_agente: "agent/o'neil 😀", aliases: ['sip/7', 'a "b" %'] }],
    agentGroup: ['group_name'],
    location: ['loc_name', { loc_descr: 'm²' }],
    pause: ['pause_descr', { pause_code: 'Ü/"1"', is_billable: true }],
    outcome: ['outcome_descr', { outcome_code: '%2F' }],
    skill: ['skill_descr', { skill_code: 'ES' }],
    knownnumber: ['number_name', { number: '+39 02' }],
    dnis: ['dnis_descr', { dnis_number: '999' }],
    ivr: ['ivr_descr', { ivr_code: '9' }],
    qaForm: ['form_name', { n_sections: '2' }],
    qaItem: ['item_code'],
    client: ['client_name'],
    case: ['case_title', { client_id__DECODED: 'Officine Galli' }],
    amoList: ['list_name'],
    amoNumber: ['number'],
    customblock: ['block_name', { block_body: '<p title="x">\n|</p>' }],
    class: ['nome_classe'],
    user: ['login', { password: 'new secret', classe__DECODED: 'AGENTS', abilitato: true }],
    cfgProp: ['prop_value', { prop_key: 'new.property' }],
    exportJob: ['job_name', { queue_id__DECODED: 'Vendite' }],
    exportReport: ['report_name'],
    cronJob: ['cron_name', { is_enabled: true }],
  };

  it('can be made from its blank, renamed, deleted, and made again as it was', async () => {
    expect(Object.keys(named).toSorted()).toEqual(
      editor()
        .kinds()
        .flatMap(({ id, can }) => (can.length > 0 ? id : []))
        .toSorted(),
    );
    for (const [kind, [name, more]] of Object.entries(named)) {
      const parent = parents[kind] ?? null;
      const blank = await editor().blank(kind, parent);
      const set = Object.fromEntries(Object.entries(blank.values).filter(([, value]) => value !== null));
      const values = { ...more, [name]: oddName };
      const made = await make(kind, { ...set, ...values }, parent);
      const { password: _, ...shown } = values as FieldValues;
      expect(made.values, kind).toMatchObject(shown);
      const renamed = await change('update', kind, made.id, { [name]: longName }, parent);
      expect(renamed?.values[name], kind).toBe(longName);
      if (!renamed) continue;
      await change('remove', kind, made.id, {}, parent);
      expect((await editRefusalOf(read(kind, made.id, parent))).reason, kind).toBe('gone');
      expect(
        (await list(kind, parent)).map(({ id }) => id),
        kind,
      ).not.toContain(made.id);
      const { original } = renamed;
      const again: Edit = {
        ...{ operation: 'create', id: null, parentId: parent, values: writable(renamed), fresh: null, original },
      };
      const back = await read(kind, await send(kind, again), parent);
      expect(writable(back), kind).toEqual(writable(renamed));
    }
  });
});

describe('a queue of an emulated QueueMetrics', () => {
  const members = (fresh: FreshRecord | null) => (fresh?.values.members ?? []) as readonly MemberValue[];
  const levelIn = (code: string, queueId: string) =>
    agentCalled(code)?.memberOf.find((one) => one.queueId === queueId)?.level ?? null;

  it('has its members moved between levels, taken out and put in, and the centre with it', async () => {
    const id = await first('queue');
    const before = await read('queue', id);
    const [{ of: moved } = { of: '' }, { of: left } = { of: '' }, ...rest] = members(before);
    const strangers = (await list('agent')).map(({ note }) => note.split(' · ')[0] ?? '');
    const added = strangers.find((code) => !members(before).some(({ of }) => of === code)) ?? '';
    const wanted = [...rest, { of: moved, level: '2' }, { of: added, level: '1' }];
    const after = await change('update', 'queue', id, { members: wanted, rsa_sla: 45, req_sla: 90 });
    const byCode = (list: readonly MemberValue[]) => list.toSorted((a, b) => (a.of < b.of ? -1 : 1));
    expect(byCode(members(after))).toEqual(byCode(wanted));
    expect(after?.values).toMatchObject({ rsa_sla: 45, req_sla: 90, nome_coda: before.values.nome_coda });
    expect([levelIn(moved, '300'), levelIn(left, '300'), levelIn(added, '300')]).toEqual([3, null, 2]);
    expect(milan.centre.queues.find((queue) => queue.id === '300')?.answerWithinMs).toBe(45_000);
    expect((await read('agent', await first('agent'))).values.ltCodeAssociate).toContain('inbound · Vendite · Spill');
  });

  it('may become one of several, and then is none of the floor', async () => {
    const { id } = await make('queue', { nome_coda: 'Due', composizione_coda: ['777'] });
    expect((await list('queue')).find((line) => line.id === id)).toMatchObject({ queueId: 'milan/777' });
    const both = await change('update', 'queue', id, { composizione_coda: ['300', '301'] });
    expect(both).toMatchObject({ queueId: null, note: '300|301', values: { composizione_coda: ['300', '301'] } });
  });

  it('is refused what the vendor would refuse, beside its field', async () => {
    const fresh = await read('queue', await first('queue'));
    const refused = async (values: FieldValues) => {
      const wrong = edit('update', fresh, values);
      expect(editor().check('queue', wrong)).toEqual([]);
      return (await editRefusalOf(editor().apply('queue', wrong))).problems.map(({ field }) => field);
    };
    expect(await refused({ nome_coda: 'Rinnovi' })).toEqual(['nome_coda']);
    expect(await refused({ q_direction: 'sideways' })).toEqual(['q_direction']);
    expect(await refused({ wrapup_time: 'soon' })).toEqual(['wrapup_time']);
    expect(await refused({ members: [{ of: 'agent/nobody', level: '0' }] })).toEqual(['members']);
    expect(editor().check('queue', edit('update', fresh, { composizione_coda: ['3|4'] }))).toMatchObject([
      { field: 'composizione_coda' },
    ]);
    expect((await read('queue', fresh.id)).lock).toBe(fresh.lock);
  });
});

describe('an agent of an emulated QueueMetrics', () => {
  it('has a code of their own: one that another has is refused beside it', async () => {
    const taken = await editRefusalOf(
      change('create', 'agent', null, { nome_agente: 'Agent/102', descr_agente: 'Twice' }),
    );
    expect(taken).toMatchObject({ reason: 'refused', problems: [{ field: 'nome_agente' }] });
    expect(taken.message).toContain('already exists');
    const fresh = await read('agent', await first('agent'));
    const again = editor().apply('agent', edit('update', fresh, { nome_agente: 'agent/102' }));
    expect((await editRefusalOf(again)).problems).toMatchObject([{ field: 'nome_agente' }]);
    expect(editor().check('agent', edit('update', fresh, { nome_agente: 'agent/1|2' }))).toMatchObject([
      { field: 'nome_agente' },
    ]);
  });

  it('is hired, moved to a group and a place by their names, and leaves', async () => {
    const group = await make('agentGroup', { group_name: 'Notte' });
    const values = { nome_agente: 'agent/990', descr_agente: 'Ada Neri', group_by__DECODED: 'Notte' };
    const made = await make('agent', { ...values, location__DECODED: 'Milano Centro' });
    expect(agentCalled('agent/990')).toMatchObject({ firstName: 'Ada', team: 'Notte', location: 'Milano Centro' });
    await change('update', 'agentGroup', group.id, { group_name: 'Notte 2' });
    expect((await read('agent', made.id)).values.group_by__DECODED).toBe('Notte 2');
    const moved = await change('update', 'agent', made.id, { group_by__DECODED: '', current_terminal: 'SIP/"9"' });
    expect(moved?.values).toMatchObject({ group_by__DECODED: '', current_terminal: 'SIP/"9"' });
    expect(agentCalled('agent/990')).toMatchObject({ team: '', extension: 'SIP/"9"' });
    await change('remove', 'agent', made.id);
    expect(agentCalled('agent/990')).toBeUndefined();
  });
});

describe('an emulated QueueMetrics on a bad day', () => {
  it('tells of somebody else who saved or deleted it after it was read', async () => {
    const fresh = await read('agent', await first('agent'));
    await milan.act('edit', 'agent', fresh.id, { descr_agente: 'Theirs' });
    for (const late of [edit('update', fresh, { descr_agente: 'Mine' }), edit('update', fresh)])
      expect((await editRefusalOf(editor().apply('agent', late))).reason).toBe('conflict');
    expect((await read('agent', fresh.id)).values.descr_agente).toBe('Theirs');
    await milan.act('remove', 'agent', fresh.id);
    expect((await editRefusalOf(editor().apply('agent', edit('update', fresh)))).reason).toBe('gone');
    // It is answered as one that breaks, and may have been deleted by that: reading it again tells.
    await expect(editor().apply('agent', edit('remove', fresh))).rejects.toMatchObject({ kind: 'bad-response' });
    expect((await editRefusalOf(read('agent', fresh.id))).reason).toBe('gone');
    expect(await milan.deeds()).toEqual([]);
  });

  it('shows what it keeps otherwise than it was asked', async () => {
    await milan.fault('stores-otherwise', { maxLength: 10, values: { rsa_sla: '99' } });
    const id = await first('queue');
    const after = await change('update', 'queue', id, { nome_coda: oddName, rsa_sla: 30 });
    expect(after?.values).toMatchObject({ nome_coda: [...oddName].slice(0, 10).join(''), rsa_sla: 99 });
    const made = await make('pause', { pause_code: '8', pause_descr: 'Una pausa molto lunga' });
    expect(made.values.pause_descr).toBe('Una pausa ');
  });

  it('does it, never answers, and has it when it is read again', async () => {
    await milan.fault('done-then-silent', { times: 3 });
    let given = 0;
    /** The answer that never comes is given up once it was done. */
    async function unanswered(asked: Promise<unknown>): Promise<unknown> {
      const failure = asked.catch((thrown: unknown) => thrown);
      given += 1;
      await milan.untilDeeds(given);
      await milan.clock.advance(10_000);
      return failure;
    }
    const fresh = await read('outcome', await first('outcome'));
    const timeout = { kind: 'timeout' };
    const saved = unanswered(editor().apply('outcome', edit('update', fresh, { outcome_descr: oddName })));
    expect(await saved).toMatchObject(timeout);
    const after = await read('outcome', fresh.id);
    expect(after.values.outcome_descr).toBe(oddName);
    expect(await unanswered(editor().apply('outcome', edit('remove', after)))).toMatchObject(timeout);
    expect((await editRefusalOf(read('outcome', fresh.id))).reason).toBe('gone');
    const values = { outcome_code: 'NEW', outcome_descr: oddName };
    const blank = { operation: 'create', id: null, parentId: null, values, fresh: null, original: null } as const;
    expect(await unanswered(editor().apply('outcome', blank))).toMatchObject(timeout);
    expect((await list('outcome')).map(({ note }) => note)).toContain('NEW');
    expect(await milan.deeds()).toEqual(['update outcome', 'delete outcome', 'create outcome']);
  });

  it('says it did what it did not, and nobody believes it', async () => {
    await milan.fault('lying-ok');
    const fresh = await read('location', await first('location'));
    const lines = await list('location');
    await send('location', edit('update', fresh, { loc_name: 'Altrove' }));
    await send('location', edit('remove', fresh));
    const values = { loc_name: 'Nessun luogo' };
    const made: Edit = { operation: 'create', id: null, parentId: null, values, fresh: null, original: null };
    expect(await editor().apply('location', made)).toBeNull();
    expect(await read('location', fresh.id)).toEqual(fresh);
    expect(await list('location')).toEqual(lines);
  });

  it.each([undefined, 'Not today: "locked" / 100 %'])('refuses in its own words (%s)', async (words) => {
    await milan.fault('refuse-commands', words === undefined ? {} : { words });
    for (const kind of ['queue', 'agent', 'pause']) {
      const fresh = await read(kind, await first(kind));
      for (const operation of ['update', 'remove'] as const) {
        const refusal = await editRefusalOf(editor().apply(kind, edit(operation, fresh)));
        expect(refusal).toMatchObject({ reason: 'refused', message: expect.stringContaining(words ?? 'Not allowed') });
      }
      expect(await read(kind, fresh.id)).toEqual(fresh);
    }
  });

  it('does it and breaks, and is asked once', async () => {
    const fresh = await read('pause', await first('pause'));
    await milan.fault('done-then-status', { status: 504, times: 1 });
    const asked = editor().apply('pause', edit('update', fresh, { pause_descr: 'Fatto' }));
    await expect(asked).rejects.toMatchObject({ kind: 'timeout' });
    expect((await read('pause', fresh.id)).values.pause_descr).toBe('Fatto');
    expect(await milan.deeds()).toEqual(['update pause']);
  });
});

describe('a push to an emulated QueueMetrics', () => {
  function push() {
    const { push: found } = editor();
    if (found) return found;
    throw new Error('Nothing can be pushed');
  }
  /** The configuration of now with something else about it. */
  async function changed(edits: (tenant: { agents: PushedAgent[]; queues: PushedQueue[] }) => void): Promise<string> {
    const document = JSON.parse((await push().plan(null)).document);
    edits(document.tenants[0]);
    return JSON.stringify(document);
  }
  interface PushedAgent {
    agent_id: string;
    agent_name?: string;
  }
  const newAgent = (agent_id: string, agent_name: string) => ({
    ...{ agent_id, agent_name, agent_aliases: [], agent_extension: '' },
  });
  interface PushedQueue {
    queue_name: string;
    known_agents: { agent_id: string; agent_penalty: number; agent_dynamic: boolean }[];
  }
  const told = async (document: string | null) => {
    const { lines } = await push().plan(document);
    return lines.map(({ does, what, name }) => `${does} ${what} ${name}`);
  };

  it('of what is there changes nothing, and is what brings it back', async () => {
    const { document, current, lines, mode } = await push().plan(null);
    expect([lines, mode]).toEqual([[], 'CR_UPD_DEL_USR']);
    expect(document).toBe(current);
    await push().send(document);
    expect(await push().plan(null)).toMatchObject({ document, lines: [] });
    expect(await told(document)).toEqual([]);
  });

  it('tells who goes and who comes, does so, and then nothing is left to do', async () => {
    const before = await push().plan(null);
    const document = await changed((tenant) => {
      const [gone] = tenant.agents.splice(0, 1);
      for (const queue of tenant.queues)
        queue.known_agents = queue.known_agents.filter(({ agent_id }) => agent_id !== gone?.agent_id);
      tenant.agents.push(newAgent('Agent/991', oddName), newAgent('agent/992', 'Due'));
      const [queue] = tenant.queues;
      if (queue) queue.queue_name = longName;
      queue?.known_agents.push({ agent_id: 'Agent/991', agent_penalty: 2, agent_dynamic: false });
    });
    const lines = await told(document);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^delete agent .*agent\/101/),
        expect.stringMatching(/^create agent .*Agent\/991/),
        ...['create user Agent/991', 'create user agent/992'],
        expect.stringMatching(/^update queue /),
        expect.stringMatching(/^create membership .* in x{51}/),
        expect.stringMatching(/^delete membership .* in x{51}/),
      ]),
    );
    expect(await push().send(document)).toContain('took');
    expect(await told(document)).toEqual([]);
    expect(agentCalled('agent/101')).toBeUndefined();
    expect(agentCalled('agent/991')?.memberOf).toEqual([{ queueId: '300', level: 3 }]);
    expect((await list('user')).map(({ label }) => label)).toContain('Due');
    await push().send(before.current);
    expect(await told(before.current)).toEqual([]);
    expect(agentCalled('agent/991')).toBeUndefined();
  });

  it('goes by the mode that the system parameter says', async () => {
    const document = await changed((tenant) => {
      tenant.queues = tenant.queues.slice(0, 2);
      tenant.agents.push(newAgent('agent/991', 'Nuovo'));
    });
    const [mode] = (await list('cfgProp')).filter(({ label }) => label === 'default.synchronizer_mode');
    const modes: readonly (readonly [string, RegExp])[] = [
      ['CR_UPD', /^create agent/],
      ['UPD', /^$/],
      ['DEL', /^delete (queue|membership)/],
      ['CR_UPD_DEL', /^(create agent|delete queue)/],
    ];
    for (const [value, kept] of modes) {
      await change('update', 'cfgProp', mode?.id ?? '', { prop_value: value });
      expect((await push().plan(document)).mode).toBe(value);
      expect(
        (await told(document)).filter((line) => !kept.test(line)),
        value,
      ).toEqual([]);
    }
    await push().send(document);
    expect(await told(document)).toEqual([]);
    expect((await list('user')).map(({ label }) => label)).not.toContain('Nuovo');
  });

  it('is refused in the vendor’s words, and nothing of it was done', async () => {
    const nobody = await changed(({ queues: [queue] }) => {
      queue?.known_agents.push({ agent_id: 'agent/nobody', agent_penalty: 0, agent_dynamic: false });
    });
    const document = await changed(({ queues: [queue] }) => {
      if (queue) queue.queue_name = 'Altro';
    });
    const lines = await told(document);
    expect((await editRefusalOf(push().send(nobody))).message).toContain('agent/nobody');
    await milan.fault('refuse-commands', { words: 'Not on a Thursday' });
    expect(await editRefusalOf(push().send(document))).toMatchObject({
      ...{ reason: 'refused', message: expect.stringContaining('Not on a Thursday') },
    });
    expect(await told(document)).toEqual(lines);
  });
});
