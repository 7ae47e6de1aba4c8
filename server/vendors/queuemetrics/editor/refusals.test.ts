import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EditorUnderTest, openEditor, password } from '@/server/vendors/queuemetrics/fixtures/editor-under-test';
import type { ServedReply } from '@/server/vendors/serve-http';

let site: EditorUnderTest;
beforeEach(async () => {
  site = await openEditor();
});
afterEach(() => site.close());

const refusalOf = async (reply: ServedReply, kind = 'agent', id = '71', values: object = { descr_agente: 'John' }) => {
  const edit = await site.update(kind, id, values as Parameters<EditorUnderTest['save']>[2]);
  site.answerChanges(reply);
  return site.editRefusalOf(site.editor().apply(kind, edit));
};
const failureOf = async (reply: ServedReply) => {
  const edit = await site.update('agent', '71', { descr_agente: 'John' });
  site.answerChanges(reply);
  return site.vendorErrorOf(site.editor().apply('agent', edit));
};
const tomcat = (message: string, trace: string) =>
  `<!doctype html><html><head><title>HTTP Status 500</title></head><body><h1>HTTP Status 500 – Internal Server Error</h1><p><b>Type</b> Exception Report</p><p><b>Message</b> ${message}</p><pre>${trace}\n\tat it.loway.Editor.save(Editor.java:1)</pre></body></html>`;

describe('a record that somebody else changed', () => {
  it('is a conflict, as the site of the manual tells it', async () => {
    const edit = await site.update('queue', '9', { nome_coda: 'Sales' });
    await site.save('queue', '9', { nome_coda: 'Support' });
    expect((await site.editRefusalOf(site.editor().apply('queue', edit))).reason).toBe('conflict');
    expect(site.data.queue?.['9']?.nome_coda).toBe('Support');
  });

  it.each<[string, ServedReply]>([
    ['500 with text', { status: 500, body: 'OptiLock exception' }],
    [
      '500 with the page of a web server',
      { status: 500, body: tomcat('Internal Server Error', 'it.loway.OptiLockException: changed') },
    ],
    ['500 with JSON', { status: 500, body: { error: { message: 'Optimistic lock failed' } } }],
    ['200 with a status', { body: { resultStatus: 'KO: OptiLock exception', result: '' } }],
    [
      '200 with rows',
      {
        body: {
          result: [
            ['Status', 'ERR'],
            ['Description', 'OptiLock exception'],
          ],
        },
      },
    ],
    ['200 with an error', { body: { error: 'OptiLock exception' } }],
    ['200 with an error beside the record', { body: { PK_ID: '71', sys_optilock: '5', error: 'OptiLock exception' } }],
    ['200 with words', { body: 'OptiLock exception: record modified' }],
    ['409', { status: 409 }],
  ])('is a conflict: %s', async (_, reply) => {
    expect((await refusalOf(reply)).reason).toBe('conflict');
  });

  it('is none where the answer merely has the column', async () => {
    site.answerChanges({
      body: { nome_agente: 'agent/101', sys_optilock: '63944', message: 'OptiLock', id_agente: '71' },
    });
    expect(await site.save('agent', '71', { descr_agente: 'John' })).toBe('71');
  });
});

describe('a record that was deleted a moment ago', () => {
  /** Deletes it behind the back of an edit that is sent then, and has this answer to that. */
  async function send(operation: 'update' | 'remove', reply?: ServedReply, kind = 'agent', id = '71') {
    const changed = await site.update(kind, id, kind === 'agent' ? { descr_agente: 'John' } : { prop_key: 'a.b' });
    const edit = operation === 'update' ? changed : { ...changed, operation, values: {} };
    delete site.data[kind]?.[id];
    if (reply) site.answerChanges(reply);
    return site.editor().apply(kind, edit);
  }
  const said: readonly (readonly [string, ServedReply])[] = [
    ['an empty record', { body: {} }],
    ['none', { body: 'null' }],
    ['an empty list', { body: [] }],
    ['404', { status: 404 }],
    ['words', { status: 500, body: 'Record 71 does not exist' }],
    ['words that say nothing of it', { status: 500, body: 'Agent could not be saved' }],
    ['a status', { body: { resultStatus: 'KO: no row' } }],
    ['a lock that has changed', { status: 500, body: 'OptiLock exception' }],
  ];

  it.each(said)('is gone, not to be changed or deleted, when that is answered by %s', async (_, reply) => {
    for (const operation of ['update', 'remove'] as const) {
      const refused = await site.editRefusalOf(send(operation, reply));
      expect(refused).toMatchObject({ reason: 'gone', message: 'There is no such agent at QueueMetrics any more' });
      expect(site.sent()).toHaveLength(1);
      await site.close();
      site = await openEditor();
    }
  });

  it.each<[string, ServedReply]>([
    ['nothing', { body: '' }],
    ['an error without words', { status: 500 }],
    ['a page', { body: '<html>Sign in</html>' }],
  ])('is gone, not to be changed, when that is answered by %s', async (_, reply) => {
    expect((await site.editRefusalOf(send('update', reply))).reason).toBe('gone');
  });

  it('may have been deleted by what was answered by nothing or broke off', async () => {
    expect(await send('remove', { body: '' })).toBe('71');
    await site.close();
    site = await openEditor();
    expect((await site.vendorErrorOf(send('remove', { status: 500 }))).kind).toBe('bad-response');
  });

  it('is not even sent where it has to be read once more before', async () => {
    expect((await site.editRefusalOf(send('update', undefined, 'cfgProp', '2'))).reason).toBe('gone');
    expect(site.sent()).toEqual([]);
  });

  it('is refused for what was said where it is still there, or cannot be looked at', async () => {
    const edit = await site.update('agent', '71', { descr_agente: 'John' });
    site.answerChanges({ body: {} });
    expect(await site.editor().apply('agent', edit)).toBe('71');
    site.http.answer(({ method }) => (method === 'GET' ? { status: 502 } : { status: 409 }));
    expect((await site.editRefusalOf(site.editor().apply('agent', edit))).reason).toBe('conflict');
  });
});

describe('other refusals', () => {
  it.each<[string, ServedReply]>([
    ['500 with text', { status: 500, body: 'java.lang.Exception: Agent code is already in use\n\tat x.y.Z(Z.java:1)' }],
    ['500 with a page', { status: 500, body: tomcat('Agent code is already in use', '') }],
    [
      '500 with a page that says it below',
      { status: 500, body: tomcat('Internal Server Error', 'x.y.CheckException: Agent code is already in use') },
    ],
    ['400 with JSON', { status: 400, body: { message: 'Agent code is already in use' } }],
    ['200 with JSON', { body: { resultStatus: 'K0: Agent code is already in use' } }],
    ['200 with a message only', { body: { message: 'Agent code is already in use', status: 500 } }],
    ['200 with words', { body: 'Error: Agent code is already in use' }],
  ])('say it in quotes, beside the field that is named: %s', async (_, reply) => {
    const refused = await refusalOf(reply);
    expect(refused.reason).toBe('refused');
    expect(refused.message).toMatch(/^QueueMetrics refused: “(Error: )?Agent code is already in use”$/);
    expect(refused.problems).toMatchObject([{ field: 'nome_agente' }]);
  });

  it('find the field by a value of it that is repeated, where none is named', async () => {
    site.answerChanges({ status: 500, body: "'Agent/9' exists" });
    const values = { nome_agente: 'agent/9', descr_agente: 'Agent', default_server: '9', sip_pwd: 'exists' };
    const refused = await site.editRefusalOf(site.create('agent', values));
    expect(refused.problems).toMatchObject([{ field: 'nome_agente' }]);
    site.answerChanges({ status: 500, body: 'Somebody exists' });
    expect((await site.editRefusalOf(site.create('agent', values))).problems).toEqual([]);
  });

  it('find the field by its column too', async () => {
    const refused = await refusalOf({ status: 500, body: 'Bad value for rsa_sla' }, 'queue', '9', { nome_coda: 'x' });
    expect(refused.problems).toMatchObject([{ field: 'rsa_sla' }]);
  });

  it('of a key that is missing say which', async () => {
    const refused = await refusalOf({ status: 403 }, 'cfgProp', '1', { prop_value: 'CR' });
    expect(refused.message).toContain('needs the key EDIT_CFG');
    const told = await refusalOf({ status: 500, body: 'User lacks key EDIT_CFG' }, 'cfgProp', '1', {
      prop_value: 'CR',
    });
    expect(told).toMatchObject({ reason: 'refused', message: expect.stringContaining('“User lacks key EDIT_CFG”') });
    expect((await refusalOf({ status: 403 })).message).toContain(
      'does not let the account of this source change agents',
    );
  });

  it.each<[string, string]>([
    ['Unknown editor: agent', 'not-known'],
    ['Record 71 does not exist', 'gone'],
  ])('%s: %s', async (body, reason) => {
    expect((await refusalOf({ status: 500, body })).reason).toBe(reason);
    expect((await refusalOf({ body: { error: body } })).reason).toBe(reason);
  });

  it('of credentials are auth, which is asked once more', async () => {
    expect((await failureOf({ status: 501 })).kind).toBe('auth');
    expect((await failureOf({ body: { resultStatus: 'KO: Http auth missing or failed' } })).kind).toBe('auth');
  });

  it.each<[string, ServedReply]>([
    ['without words', { status: 500 }],
    ['with a page of a proxy', { status: 502, body: '<h1>Bad gateway</h1>' }],
    ['with words of nothing', { status: 500, body: 'Internal Server Error' }],
    ['with broken JSON', { status: 500, body: '{"message": "Agent' }],
    ['that breaks off', { body: { PK_ID: '71' }, fault: 'cut' }],
  ])('are none where it is not known what was done: %s', async (_, reply) => {
    expect(['bad-response', 'unreachable']).toContain((await failureOf(reply)).kind);
  });

  it('repeat no secret in whatever form', async () => {
    const refused = await refusalOf({ status: 400, body: `Not for robot:${password} ${encodeURIComponent(password)}` });
    expect(refused.message).not.toContain(password);
    const user = await refusalOf({ status: 400, body: 'Bad: hunter22' }, 'user', '41', { real_name: 'x' });
    expect(user.message).not.toContain('hunter22');
  });

  it('of what can only be read come before anything is sent', async () => {
    const edit = await site.update('perftrackRule', '1', { name: 'x' });
    expect((await site.editRefusalOf(site.editor().apply('perftrackRule', edit))).message).toContain('only be read');
    expect(site.sent()).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it('is an editor that is not known, with where to name it', async () => {
    const { skill: _, ...rest } = site.data;
    await site.close();
    site = await openEditor({}, rest);
    const unknown = await site.editRefusalOf(site.editor().list('skill', { q: null, parentId: null }));
    expect(unknown).toMatchObject({ reason: 'not-known', message: expect.stringContaining('editorNames') });
    expect((await site.editRefusalOf(site.editor().read('skill', { id: '1', parentId: null }))).reason).toBe(
      'not-known',
    );
    expect((await site.editRefusalOf(site.create('skill', { name: 'x' }))).reason).toBe('not-known');
    expect((await site.editRefusalOf(site.editor().list('constructor', { q: null, parentId: null }))).reason).toBe(
      'not-known',
    );
  });

  it.each<[string, ServedReply]>([
    ['404', { status: 404 }],
    ['an empty record', { body: {} }],
    ['nothing', { body: '' }],
    ['an error', { status: 500, body: 'NullPointerException' }],
    ['words', { body: { resultStatus: 'KO: no such record' } }],
  ])('is gone where the list has it no more: %s', async (_, reply) => {
    site.http.answer(({ path }) => (path === '/agent/71/jsonEditorApi.do' ? reply : { body: [] }));
    expect((await site.editRefusalOf(site.editor().read('agent', { id: '71', parentId: null }))).reason).toBe('gone');
  });

  it('is a fault where the list has it still', async () => {
    site.http.answer(({ path }) =>
      path === '/agent/71/jsonEditorApi.do' ? { status: 500 } : { body: [{ PK_ID: '71' }] },
    );
    expect((await site.vendorErrorOf(site.editor().read('agent', { id: '71', parentId: null }))).kind).toBe(
      'bad-response',
    );
  });

  it('is a fault of an editor that has answered before', async () => {
    await site.editor().list('skill', { q: null, parentId: null });
    site.http.answer(() => ({ status: 500 }));
    const failure = await site.vendorErrorOf(site.editor().list('skill', { q: null, parentId: null }));
    expect(failure).toMatchObject({ kind: 'bad-response', status: 500 });
    expect((await site.vendorErrorOf(site.create('skill', { name: 'x' }))).kind).toBe('bad-response');
  });

  it('is a right that is missing', async () => {
    site.http.answer(() => ({ status: 403 }));
    const refused = await site.editRefusalOf(site.editor().read('user', { id: '41', parentId: null }));
    expect(refused).toMatchObject({ reason: 'refused', message: expect.stringContaining('read users') });
  });

  it('is a list of another form', async () => {
    site.http.answer(() => ({ body: [1, 2] }));
    const failure = await site.vendorErrorOf(site.editor().list('agent', { q: null, parentId: null }));
    expect([failure.kind, failure.path]).toEqual(['bad-response', '[0]']);
  });
});
