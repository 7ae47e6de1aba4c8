import { afterEach, describe, expect, it } from 'vitest';
import { bucharest } from '@/server/emulators/bucharest';
import type { FaceCredentials } from '@/server/emulators/centre-types';
import { createImagicleFace } from '@/server/emulators/imagicle';
import { novosibirsk } from '@/server/emulators/novosibirsk';
import { createRingmeFace } from '@/server/emulators/ringme';
import { createSinchFace } from '@/server/emulators/sinch';
import { helsinki, lucca } from '@/server/emulators/sites';
import { createVoipnowFace } from '@/server/emulators/voipnow';
import { createFakeClock } from '@/server/fake-clock';
import { vendors } from '@/server/vendors';
import { editForTests, editRefusalOf } from './emulated/edit-for-tests';
import { type EmulatedSite, type EmulatedSiteOptions, openEmulatedSite } from './emulated/emulated-site';
import type { SourceEditor } from './source-editor';

const clientOf = ({ user, password }: FaceCredentials) => ({ clientId: user, clientSecret: password });

let site: EmulatedSite;
afterEach(() => site.close());

async function open(options: Omit<EmulatedSiteOptions, 'clock' | 'warmUpMs'>): Promise<SourceEditor> {
  const clock = createFakeClock(Date.UTC(2026, 2, 4, 9, 30, 0, 500));
  site = await openEmulatedSite({ ...options, clock, warmUpMs: 60_000 });
  return editor();
}
function editor(): SourceEditor {
  if (site.editor) return site.editor;
  throw new Error('There is nothing to edit');
}

const { list, first, change } = editForTests(editor);
const queueNames = () => [...(site.tables().queues?.values() ?? [])].map(({ name }) => name);
const oddName = 'O\'Neil "مبيعات" | 100% /';

describe('an emulated Imagicle', () => {
  const imagicle = (settings: Readonly<Record<string, unknown>> = {}) =>
    open({
      vendor: vendors.imagicle,
      site: lucca,
      basePath: '/fw/Apps/QME/WebAPI',
      settings,
      face: (centre, credentials, clock) => createImagicleFace(centre, credentials, { clock }),
    });

  it('takes changes of queues, which then show on the floor', async () => {
    await imagicle();
    const blank = await editor().blank('queues', null);
    const made = await change('create', 'queues', null, { ...blank.values, name: oddName, phoneNumber: ['668777'] });
    expect(made?.values).toMatchObject({ name: oddName, phoneNumber: ['668777'], tenantId: blank.values.tenantId });
    await site.poll();
    expect(queueNames()).toContain(oddName);
    const wanted = {
      phoneNumber: ['668999', 'a@b.example'],
      'maxWaitingCalls.override': true,
      'maxWaitingCalls.value': 0,
    };
    expect((await change('update', 'queues', made?.id ?? '', wanted))?.values).toMatchObject(wanted);
    const twice = change('create', 'queues', null, { name: oddName, phoneNumber: ['668999'] });
    expect((await editRefusalOf(twice)).problems.map(({ field }) => field)).toEqual(['name', 'phoneNumber']);
    await change('remove', 'queues', made?.id ?? '');
    await site.poll();
    expect(queueNames()).not.toContain(oddName);
  });

  it('takes agents and managers, and says what it has against one', async () => {
    await imagicle();
    const queue = await first('queues');
    const agent = await first('queue-agents', queue);
    const add = (kind: string, username: string) => change('create', kind, null, { username }, queue);
    expect((await editRefusalOf(add('queue-agents', agent))).problems).toMatchObject([{ field: 'username' }]);
    expect((await editRefusalOf(add('queue-agents', 'nobody/there'))).problems).toMatchObject([{ field: 'username' }]);
    await change('remove', 'queue-agents', agent, {}, queue);
    expect((await list('queue-agents', queue)).map(({ id }) => id)).not.toContain(agent);
    expect((await add('queue-agents', agent))?.id).toBe(agent);
    expect((await add('queue-managers', agent))?.id).toBe(agent);
    expect((await list('agent-queues', agent)).map(({ id }) => id)).toContain(queue);
  });

  it('has IVR services, which can be cloned', async () => {
    await imagicle();
    const id = await first('ivr-services');
    const values = { name: 'Clone', phoneNumber: '668955' };
    const cloned = await editor().act?.('ivr-services', 'clone', { id, parentId: null, values });
    const place = { id: cloned?.createdId ?? '', parentId: null };
    expect((await editor().read('ivr-services', place)).values).toMatchObject(values);
    expect((await change('update', 'ivr-services', place.id, { name: oddName }))?.values).toMatchObject({
      name: oddName,
    });
    await change('remove', 'ivr-services', place.id);
    expect((await editRefusalOf(editor().read('ivr-services', place))).reason).toBe('gone');
  });

  it('that is asked in another place says which setting is wrong', async () => {
    await imagicle({ queuePath: 'Queues/One/{queueId}', ivrServicesPath: 'Services' });
    const { reason, message } = await editRefusalOf(change('update', 'queues', await first('queues'), { name: 'New' }));
    expect([reason, message]).toEqual(['not-known', expect.stringContaining('"queuePath"')]);
    expect((await editRefusalOf(list('ivr-services'))).message).toContain('"ivrServicesPath"');
  });
});

describe('an emulated Sinch', () => {
  it('takes which queues an agent serves, and Callboard’s own setting', async () => {
    await open({
      vendor: vendors.sinch,
      site: helsinki,
      settings: { auth: 'gateway' },
      credentials: { apiKey: 'key' },
      face: (centre, credentials) => createSinchFace(centre, credentials),
    });
    const agent = await first('agents');
    const queue = await first('agent-queues', agent);
    const left = await change('update', 'agent-queues', queue, { serving: false }, agent);
    expect(left?.values).toMatchObject({ serving: false });
    await site.poll();
    const membership = [...(site.tables().memberships?.values() ?? [])].find(
      ({ agentId, queueId }) => agentId.endsWith(agent) && queueId.endsWith(queue),
    );
    expect(membership?.serving).toBe(false);
    expect(await list('presences', agent)).not.toEqual([]);
    expect((await list('queue-groups')).map(({ id }) => id)).toContain('ALL_QUEUES');
    const made = await change('create', 'monitoring-settings', null, { uiLanguage: 'EN', value: oddName });
    expect(made).toMatchObject({ id: 'CALLBOARD', values: { value: oddName } });
    expect((await change('update', 'monitoring-settings', 'CALLBOARD', { value: '' }))?.values).toMatchObject({
      value: '',
    });
  });
});

describe('an emulated VoipNow', () => {
  it('takes what an agent is in a queue', async () => {
    const queues = bucharest.teams.flatMap((team) => team.queues.map(({ number }) => number));
    await open({
      vendor: vendors.voipnow,
      site: bucharest,
      settings: { queues },
      secrets: clientOf,
      face: (centre, credentials) => createVoipnowFace(centre, credentials),
    });
    const queue = await first('queues');
    const agent = await first('queue-agents', queue);
    for (const status of ['2', '0', '1'])
      expect((await change('update', 'queue-agents', agent, { status }, queue))?.values.status).toBe(status);
  });
});

describe('an emulated RingMe', () => {
  it('takes events of agents of both kinds, and shows queues', async () => {
    await open({
      vendor: vendors.ringme,
      site: novosibirsk,
      settings: {},
      secrets: clientOf,
      face: (centre, credentials, clock) => createRingmeFace(centre, credentials, { clock }),
    });
    expect(
      (await editor().read('queues', { id: await first('queues'), parentId: null })).fields.length,
    ).toBeGreaterThan(5);
    const agents = (await list('agents')).map(({ id }) => id);
    for (const type of ['local', 'remote']) {
      const agent = agents.find((id) => id.startsWith(type));
      if (!agent) continue;
      const values = { event_type: 'agent-login', url: 'https://crm.example/in?x="1"&y=%2F', method: 'GET' };
      const made = await change('create', 'agent-events', null, values, agent);
      expect(made?.values).toEqual(values);
      const id = made?.id ?? '';
      const asked = editor().act?.('agent-events', 'test', { id, parentId: agent, values: {} });
      expect((await asked)?.words).toContain('agent_status=available');
      expect((await change('update', 'agent-events', id, { method: 'POST' }, agent))?.values.method).toBe('POST');
      await change('remove', 'agent-events', id, {}, agent);
      expect(await list('agent-events', agent)).toEqual([]);
    }
  });
});
