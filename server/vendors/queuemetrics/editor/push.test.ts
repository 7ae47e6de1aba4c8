import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlannedPush } from '@/server/vendors/editor';
import { editorData, serveEditors } from '@/server/vendors/queuemetrics/fixtures/editor-site';
import { type EditorUnderTest, openEditor } from '@/server/vendors/queuemetrics/fixtures/editor-under-test';
import manual from '@/server/vendors/queuemetrics/fixtures/manual-push.json';
import { except } from '@/server/vendors/queuemetrics/fixtures/site';
import { modeNamed } from './push-mode';

let site: EditorUnderTest;
beforeEach(async () => {
  site = await openEditor();
});
afterEach(() => site.close());

const push = () => {
  const { push: doors } = site.editor();
  if (!doors) throw new Error('Nothing can be pushed');
  return doors;
};
const plan = (document: unknown) => push().plan(document === null ? null : JSON.stringify(document));
const linesOf = ({ lines }: PlannedPush) => lines.map(({ does, what, name }) => `${does} ${what} ${name}`);
const setMode = (mode: string) => Object.assign(site.data.cfgProp?.['1'] ?? {}, { prop_value: mode });
const head = { version: '1.0.0', requestor: 'A test', requestor_version: '1' };
const tenant = (agents: object[], queues: object[] = []) => ({ ...head, tenants: [{ tenant_id: '', agents, queues }] });
const wrong = async (document: unknown) => (await site.editRefusalOf(plan(document))).message;

const agent = (agent_id: string, more: object = {}) => ({
  ...{ agent_id, agent_name: agent_id, agent_aliases: [], agent_extension: '', ...more },
});
const john = agent('agent/101', { agent_name: 'John Doe (101)' });
const zoe = agent('Agent/102', { agent_name: 'Zoè O’Brien', agent_aliases: ['sip/654', 'zoe'] });
const known = (agent_id: string, agent_penalty = 0) => ({ agent_id, agent_penalty, agent_dynamic: false });
const queue = (queue_id: string, known_agents: object[] = []) => ({
  ...{
    queue_id,
    queue_name: queue_id,
    queue_composition: queue_id,
    queue_wrapup: 0,
    queue_inbound: true,
    known_agents,
  },
});
const dps = (...known_agents: object[]) => ({ ...queue('300', known_agents), queue_name: 'Q DPS' });
const now = [known('agent/101'), known('agent/102'), known('agent/999', 1)];

describe('the configuration of now', () => {
  it('is a document as the manual has it, that changes nothing', async () => {
    const { document, current, lines, mode } = await plan(null);
    expect(lines).toEqual([]);
    expect(document).toBe(current);
    expect(mode).toBe('CR_UPD_DEL_USR');
    expect(JSON.parse(document)).toEqual({
      version: '1.0.0',
      requestor: 'Callboard',
      requestor_version: '1.0.0',
      tenants: [
        {
          tenant_id: '',
          agents: [
            { agent_id: 'agent/101', agent_name: 'John Doe (101)', agent_aliases: [], agent_extension: '' },
            {
              agent_id: 'Agent/102',
              agent_name: 'Zoè O’Brien',
              agent_aliases: ['sip/654', 'zoe'],
              agent_extension: '',
            },
          ],
          queues: [
            {
              queue_id: '300',
              queue_name: 'Q DPS',
              queue_composition: '300',
              queue_wrapup: 0,
              queue_inbound: true,
              known_agents: [known('agent/101'), known('Agent/102'), known('agent/999', 1)],
            },
          ],
        },
      ],
    });
    expect(Object.keys(JSON.parse(document).tenants[0].agents[0])).toEqual(
      Object.keys(manual.tenants[0]?.agents[0] ?? {}).slice(0, 4),
    );
  });

  it('is not known where agents may not be read', async () => {
    const { agent: _, ...rest } = site.data;
    await site.close();
    site = await openEditor({}, rest);
    expect((await site.editRefusalOf(plan(null))).reason).toBe('not-known');
  });
});

describe('the difference to a file', () => {
  it('names what the manual’s own file would create, change and delete', async () => {
    const planned = await plan(manual);
    expect(linesOf(planned)).toEqual([
      'update agent Mike Boom (Agent/101)',
      'update agent John Doe (Agent/102)',
      'update queue Sales (300) (300)',
      'update membership Mike Boom (Agent/101) in Sales (300) (300)',
      'delete membership agent/999 in Sales (300) (300)',
      'create queue Sales (3000) (3000)',
      'create membership Mike Boom (Agent/101) in Sales (3000) (3000)',
      'create membership John Doe (Agent/102) in Sales (3000) (3000)',
    ]);
    expect(planned.lines[0]?.details).toEqual(['Name: “John Doe (101)” → “Mike Boom”']);
    expect(planned.lines[1]?.details).toEqual([
      'Name: “Zoè O’Brien” → “John Doe”',
      'Other codes: “sip/654, zoe” → “john_doe, sip/654”',
      'Phone: “” → “103”',
    ]);
    expect(planned.lines[3]?.details).toEqual(['Penalty 0 → 1']);
    expect(JSON.parse(planned.document)).toEqual(manual);
  });

  it('lists users that come with new agents, and shows no password', async () => {
    Object.assign(site.data.user ?? {}, { '50': { PK_ID: '50', login: 'AGENT/301' } });
    const agents = [
      john,
      zoe,
      agent('agent/300', { user_password: 'open sesame' }),
      agent('agent/301'),
      agent('agent/302'),
    ];
    const planned = await plan(tenant(agents, [dps(...now)]));
    expect(linesOf(planned)).toEqual([
      'create agent agent/300',
      'create user agent/300',
      'create agent agent/301',
      'create agent agent/302',
      'create user agent/302',
    ]);
    expect(JSON.stringify(planned.lines)).not.toContain('open sesame');
    expect(planned.lines[4]?.details).toEqual([
      'With the default password of QueueMetrics, or a random one',
      'USR: every new agent comes with one',
    ]);
  });

  it('says where users could not be read', async () => {
    const { user: _, ...rest } = site.data;
    await site.close();
    site = await openEditor({}, rest);
    const { lines } = await plan(tenant([john, zoe, agent('agent/300')], [dps(...now)]));
    expect(lines.find(({ what }) => what === 'user')?.details.join(' ')).toContain('could not be read');
  });

  it('takes an empty configuration for what it is', async () => {
    const planned = await plan(tenant([]));
    expect(linesOf(planned)).toEqual([
      'delete agent John Doe (101) (agent/101)',
      'delete agent Zoè O’Brien (Agent/102)',
      'delete queue Q DPS (300)',
    ]);
    const why = 'DEL: this configuration lacks it';
    expect(planned.lines.map(({ details }) => details)).toEqual([[why], [why], ['With its 3 agents', why]]);
  });

  it('knows a queue by what it is made of, and an agent whatever its case', async () => {
    const other = { ...dps(...now), queue_id: 'dps', queue_composition: ' 300 ' };
    expect(linesOf(await plan(tenant([{ ...john, agent_id: 'AGENT/101' }, zoe], [other])))).toEqual([]);
  });

  it('says where a queue has an agent that is not among the agents', async () => {
    const { lines } = await plan(tenant([john, zoe], [dps(...now, known('agent/404', 2))]));
    expect(lines).toEqual([
      {
        what: 'membership',
        does: 'create',
        name: 'agent/404 in Q DPS (300)',
        details: ['Penalty 2', 'Not among the agents of this configuration'],
      },
    ]);
  });

  it('joins several tenants', async () => {
    const two = {
      ...head,
      tenants: [...tenant([john]).tenants, { tenant_id: 'rome', agents: [zoe], queues: [dps(...now)] }],
    };
    expect(linesOf(await plan(two))).toEqual([]);
  });

  it('keeps fields that it does not know', async () => {
    const more = { ...tenant([{ ...john, agent_skill: [1] }, zoe], [dps(...now)]), pbx: { a: null } };
    expect(JSON.parse((await plan(more)).document)).toEqual(more);
  });
});

describe('the mode', () => {
  const changes = tenant(
    [john, agent('agent/300')],
    [{ ...dps(known('agent/101', 2), known('agent/300')), queue_name: 'DPS' }, queue('400', [known('agent/300')])],
  );
  const everything = [
    'create agent agent/300',
    'create user agent/300',
    'delete agent Zoè O’Brien (Agent/102)',
    'update queue DPS (300)',
    'update membership John Doe (101) (agent/101) in DPS (300)',
    'create membership agent/300 in DPS (300)',
    'delete membership Zoè O’Brien (Agent/102) in DPS (300)',
    'delete membership agent/999 in DPS (300)',
    'create queue 400',
    'create membership agent/300 in 400',
  ];
  const without = (...parts: RegExp[]) => everything.filter((line) => !parts.some((part) => part.test(line)));
  /** Who belongs to a queue that is there already changes with the queue, and not by itself. */
  const [ofCreate, ofUpdate] = [/^create (agent|queue)|in 400$/, /^update|in DPS/];
  const [ofDelete, ofUsers] = [/^delete agent/, /user/];

  it.each([
    ['CR_UPD_DEL_USR', everything],
    ['CR_UPD_DEL', without(ofUsers)],
    ['CR_UPD', without(ofUsers, ofDelete)],
    ['UPD', without(ofUsers, ofDelete, ofCreate)],
    ['UPD_DEL', without(ofUsers, ofCreate)],
    ['CR_USR', without(ofDelete, ofUpdate)],
    ['CR', without(ofUsers, ofDelete, ofUpdate)],
    ['CR_DEL', without(ofUsers, ofUpdate)],
    ['USR', []],
    ['DEL', ['delete agent Zoè O’Brien (Agent/102)']],
    ['EVERYTHING', everything],
  ])('%s decides what is done', async (mode, lines) => {
    setMode(mode);
    const planned = await plan(changes);
    expect(planned.mode).toBe(mode);
    expect(linesOf(planned)).toEqual(lines);
  });

  it.each([
    [
      'CR_UPD_DEL_USR',
      'UPD: its queue is changed as a whole, and does not list it',
      'DEL: this configuration lacks it',
    ],
    ['EVERYTHING', 'Assumed, as the mode is not known', 'Assumed, as the mode is not known'],
  ])('%s says why somebody leaves a queue, and why one is deleted', async (mode, leaves, isDeleted) => {
    setMode(mode);
    const { lines } = await plan(changes);
    const detailsOf = (kind: string) => lines.find(({ what, does }) => what === kind && does === 'delete')?.details;
    expect([detailsOf('membership'), detailsOf('agent')]).toEqual([[leaves], [isDeleted]]);
  });

  it('says in which queues an agent who is deleted is listed still', async () => {
    const kept = tenant([john], [dps(...now), queue('400', [known('Agent/102')])]);
    const detailsOf = async (document: object) =>
      (await plan(document)).lines.find(({ does }) => does === 'delete')?.details;
    const why = 'DEL: this configuration lacks it';
    expect(await detailsOf(kept)).toEqual(['Still listed in Q DPS (300), 400', why]);
    setMode('DEL');
    expect(await detailsOf(kept)).toEqual(['Still listed in Q DPS (300)', why]);
    expect(await detailsOf(changes)).toEqual(['Still listed in Q DPS (300)', why]);
  });

  it('is told in words', () => {
    const onlyListed = 'A queue that is changed keeps only the agents that this configuration lists for it.';
    expect(modeNamed('CR_UPD').words).toBe(
      `It creates and changes agents and queues; it creates no users. ${onlyListed}`,
    );
    expect(modeNamed('DEL_USR').words).toBe(
      'It deletes agents and queues; it creates no users. Queues that are there already keep their agents. It deletes PBXs too, which cannot be compared here.',
    );
    expect(modeNamed('CR_UPD_NODEL_USR').words).toContain('is not known here');
    expect(modeNamed('CR_UPD_NODEL_USR').words).toContain(onlyListed);
    expect(modeNamed('CR_UPD_NODEL_USR').deletes).toBe(true);
  });

  it.each(['no editor', 'no parameter', 'no right'])('that is not known is assumed to delete: %s', async (what) => {
    const { cfgProp, ...rest } = site.data;
    const data = what === 'no editor' ? rest : { ...rest, cfgProp: what === 'no right' ? (cfgProp ?? {}) : {} };
    await site.close();
    const usual = serveEditors(data);
    const closed = except(usual, ({ path }) => (path.startsWith('/cfgProp') ? { status: 403 } : undefined));
    site = await openEditor({}, data, what === 'no right' ? closed : usual);
    const planned = await plan(changes);
    expect(planned.mode).toBeNull();
    expect(planned.modeWords).toContain('It is assumed that it deletes');
    expect(linesOf(planned)).toEqual(everything);
  });

  it('is found whatever its columns are called, and read in full where the list lacks it', async () => {
    const record = { PK_ID: 'default.synchronizer_mode', valore: 'CR' };
    await site.close();
    const usual = serveEditors();
    site = await openEditor(
      {},
      editorData(),
      except(usual, ({ path }) => {
        if (path === '/cfgProp/jsonEditorApi.do') return { body: [{ PK_ID: record.PK_ID }] };
        return path.startsWith('/cfgProp/') ? { body: record } : undefined;
      }),
    );
    expect((await plan(changes)).mode).toBe('CR');
  });
});

describe('a file that cannot be sent', () => {
  const one = tenant([john], [dps(known('agent/101'))]);

  it.each<[unknown, string]>([
    [[], 'The file must be an object'],
    [{ ...head, tenants: {} }, 'tenants must be a list of tenants'],
    [{ ...head, tenants: [] }, 'tenants must have one tenant'],
    [{ ...head, tenants: [7] }, 'tenants[0] must be an object with tenant_id, agents and queues'],
    [tenant([agent(' ')]), 'tenants[0].agents[0].agent_id must not be empty'],
    [tenant([john, { ...john, agent_id: 'AGENT/101' }]), 'tenants[0].agents[1].agent_id must be another one'],
    [tenant([], [queue('300'), queue('300')]), 'tenants[0].queues[1].queue_id must be another one'],
    [
      tenant([], [dps({ ...known('a'), agent_penalty: '1' })]),
      'tenants[0].queues[0].known_agents[0].agent_penalty must be a number',
    ],
    [
      tenant([], [dps(known('a'), { ...known('b'), agent_dynamic: 'no' })]),
      'tenants[0].queues[0].known_agents[1].agent_dynamic must be true or false',
    ],
    [tenant([{ ...john, user_password: 5 }]), 'tenants[0].agents[0].user_password must be text'],
    [tenant([{ ...john, agent_extension: null }]), 'tenants[0].agents[0].agent_extension must be text'],
    [tenant([], [{ ...queue('1'), queue_inbound: 'yes' }]), 'queues[0].queue_inbound must be true or false'],
    [tenant([{ ...john, agent_aliases: 'zoe' }]), 'agents[0].agent_aliases must be a list of texts'],
  ])('%j: %s', async (document, message) => {
    expect(await wrong(document)).toContain(message);
    expect(site.http.requests).toEqual([]);
  });

  /** The same without what is at this place; the manual says of a password alone that it may be missing. */
  function lacking(path: string): unknown {
    const copy = structuredClone(one);
    const keys = path.split(/[.[\]]+/);
    const last = keys.pop() ?? '';
    const place = keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], copy);
    delete (place as Record<string, unknown>)[last];
    return copy;
  }

  it.each([
    ...['version', 'requestor', 'requestor_version', 'tenants'],
    ...['tenants[0].tenant_id', 'tenants[0].agents', 'tenants[0].queues'],
    ...['agent_id', 'agent_name', 'agent_aliases', 'agent_extension'].map((key) => `tenants[0].agents[0].${key}`),
    ...['queue_id', 'queue_name', 'queue_composition', 'queue_wrapup', 'queue_inbound', 'known_agents'].map(
      (key) => `tenants[0].queues[0].${key}`,
    ),
    ...['agent_id', 'agent_penalty', 'agent_dynamic'].map((key) => `tenants[0].queues[0].known_agents[0].${key}`),
  ])('%s is needed, and it is said what it must be', async (path) => {
    const start = path.replaceAll(/[[\].]/g, '\\$&');
    expect(await wrong(lacking(path))).toMatch(new RegExp(`^${start} is missing: it must be \\w`));
    expect((await site.editRefusalOf(push().send(JSON.stringify(lacking(path))))).reason).toBe('refused');
    expect(site.http.requests).toEqual([]);
  });

  it('says how many more are wrong', async () => {
    const [first, second] = [{ ...known('a') }, { ...known('b') }].map(({ agent_dynamic: _, ...rest }) => rest);
    expect(await wrong(tenant([], [dps(first!, second!)]))).toBe(
      'tenants[0].queues[0].known_agents[0].agent_dynamic is missing: it must be true or false; 1 more is wrong',
    );
  });

  it('is not JSON', async () => {
    expect((await site.editRefusalOf(push().plan('<xml/>'))).message).toContain('not JSON');
  });
});

describe('sending', () => {
  const document = JSON.stringify(tenant([{ ...john, user_password: 'open "sesame" & more' }]));
  const answer = (body: unknown, status = 200) => site.http.answer(() => ({ body, status }));
  const ok = {
    result: [
      ['Status', 'OK'],
      ['Description', ''],
    ],
  };

  it('is one form with the document in it', async () => {
    answer(ok);
    expect(await push().send(document)).toBe('QueueMetrics took the configuration');
    const [request, ...more] = site.http.requests;
    expect([request?.method, request?.target, more.length]).toEqual(['POST', '/QmPushCfgService/jsonStatsApi.do', 0]);
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const form = new URLSearchParams(request?.body);
    expect([...form.keys()]).toEqual(['data']);
    expect(JSON.parse(form.get('data') ?? '')).toEqual(JSON.parse(document));
  });

  it.each([
    [
      {
        result: [
          ['Status', 'ERR'],
          ['Description', 'Queue 300 has open "sesame" & more'],
        ],
      },
    ],
    [{ result: { Status: 'KO', Description: 'Queue 300 has open \\"sesame\\" & more' } }],
    [{ resultStatus: 'KO: Queue 300 has open%20%22sesame%22%20%26%20more' }],
  ])('is refused in quotes, without a password: %j', async (body) => {
    answer(body);
    const refused = await site.editRefusalOf(push().send(document));
    expect(refused.message).toBe('QueueMetrics did not take the configuration: “Queue 300 has …”');
  });

  it.each([[{ result: 'x' }], ['<html>Sign in</html>'], [{}]])(
    'that is answered by %j may have been done',
    async (body) => {
      answer(body);
      expect((await site.vendorErrorOf(push().send(document))).kind).toBe('bad-response');
    },
  );

  it('without the right is auth, without the service not known', async () => {
    answer('', 403);
    expect((await site.vendorErrorOf(push().send(document))).kind).toBe('auth');
    answer({ resultStatus: 'KO: Http auth missing or failed' });
    expect((await site.vendorErrorOf(push().send(document))).kind).toBe('auth');
    answer('', 404);
    expect((await site.editRefusalOf(push().send(document))).reason).toBe('not-known');
  });
});
