import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import type { Edit } from '@/server/vendors/editor';
import { openSite, type SiteUnderTest } from '@/server/vendors/open-site';
import { servePbx } from './fixtures/pbx';
import { clientId, clientSecret, error, good, now, sales, support } from './fixtures/site';
import voipnow from './index';

let site: SiteUnderTest;
beforeEach(async () => {
  const fixtures = {
    settings: (baseUrl: string) => ({
      ...{ baseUrl, queues: [support, sales] },
      queueNames: { [support]: 'Support' },
      agentNames: { '0003*210': 'Ana' },
    }),
    secrets: { clientId, clientSecret },
    site: servePbx(),
  };
  site = await openSite(voipnow, fixtures, createFakeClock(now));
});
afterEach(() => site.close());

const list = (kind: string, parentId: string | null = null) => site.editor().list(kind, { q: null, parentId });
async function changeOf(id: string, parentId: string, status: string): Promise<Edit> {
  const fresh = await site.editor().read('queue-agents', { id, parentId });
  return { operation: 'update', id, parentId, values: { status }, fresh, original: null };
}
const apply = (edit: Edit) => site.editor().apply('queue-agents', edit);
const changes = () => site.http.requests.filter(({ method }) => method === 'PUT');

describe('agents of a queue', () => {
  it('are changed in this queue alone, as the document has it', async () => {
    const edit = await changeOf('0003*210', support, '2');
    expect(site.editor().calls('queue-agents', edit)).toEqual([
      'PUT /extensions/@me/0003*212/queue/agents/0003*210/  status: "2"',
    ]);
    expect(await apply(edit)).toBe('0003*210');
    expect(changes().map(({ target, body }) => [target, body])).toEqual([
      ['/uapi/extensions/@me/0003*212/queue/agents/0003*210/', '{"status":"2"}'],
    ]);
  });

  it('are listed by name, number and status', async () => {
    expect(await list('queue-agents', support)).toEqual([
      { id: '0003*210', label: 'Ana', note: '0003*210 · online', queueId: 'site/0003*212' },
      { id: '0003*211', label: '0003*211', note: 'paused', queueId: 'site/0003*212' },
    ]);
    expect((await list('queues')).map(({ label, note }) => [label, note])).toEqual([
      ['Support', support],
      [sales, ''],
    ]);
  });

  it('that are remote are only seen', async () => {
    const edit = await changeOf('+40211234567', sales, '0');
    expect(edit.fresh).toMatchObject({ can: [], note: 'online · remote' });
    expect(site.editor().check('queue-agents', edit)).toMatchObject([{ field: 'status' }]);
    await site.editRefusalOf(apply(edit));
    await site.editRefusalOf(apply({ ...edit, fresh: null }));
    expect(changes()).toEqual([]);
  });

  it('have one of three statuses', async () => {
    for (const status of ['3', '', 'ready'])
      expect(site.editor().check('queue-agents', await changeOf('0003*210', support, status))).toMatchObject([
        { field: 'status' },
      ]);
  });

  it('of a queue that is not followed, or not told, are not', async () => {
    expect((await site.editRefusalOf(list('queue-agents', '0003*999'))).reason).toBe('gone');
    site.http.answer(servePbx({ ...good, agents: {} }));
    expect((await site.editRefusalOf(list('queue-agents', support))).reason).toBe('refused');
  });
});

describe('refusals', () => {
  it.each([
    [400, 'status_invalid', 'refused', 1],
    [400, 'qag_agent_invalid', 'gone', 0],
    [400, 'extension_invalid', 'gone', 0],
    [403, 'access_denied', 'refused', 0],
    [405, '', 'not-known', 0],
    [409, 'limit', 'refused', 0],
  ] as const)('HTTP %i %s is %s', async (status, code, reason, problems) => {
    const edit = await changeOf('0003*210', support, '2');
    site.http.answer(servePbx(good, () => error(status, code, `Not with ${clientSecret}`)));
    const refused = await site.editRefusalOf(apply(edit));
    expect(refused.reason).toBe(reason);
    expect(refused.problems).toHaveLength(problems);
  });

  it('nothing in answer is a yes, to be read again', async () => {
    const edit = await changeOf('0003*210', support, '2');
    site.http.answer(servePbx(good, () => ({ status: 204 })));
    expect(await apply(edit)).toBe('0003*210');
  });
});
