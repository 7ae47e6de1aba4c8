// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { giveRoom, openConsole } from '@/components/shell/fixtures/open-console';
import { type ApiAnswers, refused } from '@/components/shell/fixtures/serve-api';
import { makeField } from '@/lib/editing/fixtures/make-field';
import type { Role } from '@/lib/principal';
import {
  makeChange,
  makeReply,
  member,
  one,
  queueFields,
  sales,
  serveEditors,
  withValues,
} from './fixtures/editors-server';
import { RecordPage } from './record-page';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

beforeEach(() => giveRoom());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const put = `PUT ${one}`;

async function show(answers: ApiAnswers = {}, role: Role = 'supervisor') {
  const server = serveEditors(answers);
  const url = '/configuration/lucca/queues/q%201%2Fb';
  openConsole(<RecordPage source="lucca" kind="queues" record="q 1/b" />, { role, url });
  await screen.findByRole('heading', { level: 1, name: 'Vendite' }, { timeout: 4000 });
  return server;
}
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label, { exact: true }), { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const typedIn = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;
const described = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby')?.split(' ') ?? [])
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ');
const draft = () => screen.getByRole('region', { name: 'What changes' });
const most = 'Most waiting (seconds)';

describe('a draft', () => {
  test('marks what would change, shows the calls, and is put back', async () => {
    const { sent, last } = await show({
      [`POST ${one}/calls`]: { body: { calls: ['PUT /queues/q  most: 30', '<script>'] } },
    });
    expect(draft().textContent).toContain('Nothing is sent before you save');
    type(most, '30');
    expect(draft().textContent).toContain('10 s → ');
    expect(screen.getByText('Before: 10 s')).toBeTruthy();
    press('Show the calls');
    expect(await screen.findByText('PUT /queues/q most: 30')).toBeTruthy();
    expect(screen.getByText('<script>')).toBeTruthy();
    expect(last()?.body).toEqual({ parent: null, values: { most: 30 }, operation: 'update' });
    // Another draft makes other calls.
    type('Name', 'Sales');
    expect(screen.queryByText('<script>')).toBeNull();
    press('Put back Name');
    expect(typedIn('Name')).toBe('Vendite');
    press('Discard');
    expect(typedIn(most)).toBe('10');
    expect(sent.some(({ call }) => call.startsWith('PUT'))).toBe(false);
  });

  test('of members says who comes and goes', async () => {
    await show();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Agent 000' }));
    fireEvent.change(screen.getByRole('searchbox', { name: 'Find in Agents' }), { target: { value: '250' } });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Agent 250' }));
    expect(draft().textContent).toContain('added: Agent 250 (Main); taken out: Agent 000 (Main)');
  });

  test('that is not saved is not left without asking', async () => {
    await show();
    type(most, '30');
    fireEvent.click(screen.getByRole('link', { name: 'Queues' }));
    expect(screen.getByRole('alertdialog', { name: 'Leave without saving?' })).toBeTruthy();
  });

  test('sends what changed under the lock that was read; what comes back goes on, and can be taken back', async () => {
    const undo = 'POST /api/changes/c1/undo';
    const { last } = await show({
      [put]: makeReply(withValues({ most: 30 }), {}, { words: 'Saved at Lucca.' }),
      [undo]: makeReply(withValues({ most: 10 }, 'lock-3'), { id: 'c2', undoes: 'c1' }, { words: 'Taken back.' }),
    });
    press('Save');
    expect(last()).toBeUndefined();
    type(most, '30');
    press('Save');
    expect(await screen.findByText('Saved at Lucca.')).toBeTruthy();
    expect(last()?.body).toMatchObject({ parent: null, values: { most: 30 }, lock: 'lock-1' });
    expect(draft().textContent).toContain('Nothing yet');
    press(/^Undo/);
    expect(await screen.findByText('Taken back.')).toBeTruthy();
    expect(last()?.call).toBe(undo);
    expect(typedIn(most)).toBe('10');
  });

  test('sent again after no answer came goes under the same id, another draft under another', async () => {
    const { sent } = await show({
      [put]: () => {
        throw new TypeError('no network');
      },
    });
    const save = async (value: string) => {
      type(most, value);
      press('Save');
      await screen.findByText(/could not be reached/);
    };
    await save('30');
    press('Save');
    await waitFor(() => expect(sent.filter(({ call }) => call === put)).toHaveLength(2));
    await screen.findByText(/could not be reached/);
    await save('31');
    const ids = sent.flatMap(({ call, body }) => (call === put ? [(body as { requestId: string }).requestId] : []));
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  test('that cannot be undone has no undo', async () => {
    await show({ [put]: makeReply(withValues({ most: 30 }), { canUndo: false }) });
    type(most, '30');
    press('Save');
    await screen.findByText('Saved.');
    expect(screen.queryByRole('button', { name: /^Undo/ })).toBeNull();
  });
});

describe('a refusal', () => {
  const tooLong = 'x'.repeat(51);
  test('stands beside its field, which has the focus, and what was typed stays', async () => {
    const problems = [{ field: 'name', message: 'is refused by the vendor: “too long”' }];
    await show({ [put]: refused('bad-request', problems) });
    type('Name', tooLong);
    press('Save');
    await screen.findByText(/refused by the vendor: “too long”/);
    const name = screen.getByLabelText('Name');
    await waitFor(() => expect(document.activeElement).toBe(name));
    expect(described(name)).toContain('Is refused by the vendor');
    expect(typedIn('Name')).toBe(tooLong);
  });

  test('of a field that is folded away opens it; one without a field is said below', async () => {
    const problems = [
      { field: 'values.phones[1]', message: 'must be a number' },
      { field: 'tenant', message: 'is full' },
    ];
    await show({ [put]: refused('bad-request', problems) });
    type('Numbers', '701\nx');
    press('Save');
    expect(await screen.findByText('Line 2 must be a number')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Numbers')));
    expect(screen.getByText('tenant is full')).toBeTruthy();
  });
});

describe('when somebody else was first', () => {
  function meet(theirs: Parameters<typeof withValues>[0]) {
    let reads = 0;
    let saves = 0;
    return show({
      [`GET ${one}`]: () => ({ body: reads++ === 0 ? sales : withValues(theirs) }),
      [put]: () => (saves++ === 0 ? refused('conflict') : makeReply(withValues({ most: 30 }, 'lock-3'))),
    });
  }
  const region = () => screen.findByRole('region', { name: 'Somebody else has changed this queue meanwhile' });

  test('before, mine and theirs are shown for what clashes, and theirs can be chosen', async () => {
    const { last } = await meet({ most: 20, name: 'Sales', open: false });
    type(most, '30');
    type('Name', 'Verkauf');
    press('Save');
    const box = await region();
    await waitFor(() => expect(document.activeElement).toBe(box));
    expect(box.textContent).toContain('Theirs is kept where only they changed something: Open.');
    const before = last();
    press('Save');
    expect(last()).toBe(before);
    const clash = within(within(box).getByRole('group', { name: 'Most waiting' }));
    expect(clash.getByText('Before both: 10 s')).toBeTruthy();
    expect(clash.getByRole<HTMLInputElement>('radio', { name: /Mine\s*30 s/ }).checked).toBe(true);
    fireEvent.click(
      within(within(box).getByRole('group', { name: 'Name' })).getByRole('radio', { name: /Theirs\s*Sales/ }),
    );
    fireEvent.click(within(box).getByRole('button', { name: 'Save as chosen' }));
    await screen.findByText('Saved.');
    expect(last()?.body).toMatchObject({ values: { most: 30 }, lock: 'lock-2' });
    expect(screen.queryByRole('region', { name: /Somebody else/ })).toBeNull();
  });

  test('what does not clash is merged by itself, and said', async () => {
    const { last } = await meet({ open: false, agents: [member(0), member(1), member(2)] });
    type(most, '30');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Agent 000' }));
    press('Save');
    const box = await region();
    expect(box.textContent).toContain('only they changed something: Open.');
    expect(box.textContent).toContain('stands side by side: Agents.');
    fireEvent.click(within(box).getByRole('button', { name: 'Save mine upon it' }));
    await screen.findByText('Saved.');
    expect(last()?.body).toMatchObject({ values: { most: 30, agents: [member(1), member(2)] }, lock: 'lock-2' });
  });

  test('and did the same, nothing is left to do', async () => {
    await meet({ most: 30 });
    type(most, '30');
    press('Save');
    expect((await region()).textContent).toContain('nothing left to save');
    expect(draft().textContent).toContain('Nothing yet');
  });

  test('and deleted it, that is said, and the draft stays', async () => {
    let reads = 0;
    await show({
      [`GET ${one}`]: () => (reads++ === 0 ? { body: sales } : { status: 404, body: { ok: false, code: 'not-found' } }),
      [put]: refused('conflict'),
    });
    type(most, '30');
    press('Save');
    expect(await screen.findByText(/may have been deleted meanwhile/)).toBeTruthy();
    expect(typedIn(most)).toBe('30');
  });
});

describe('what came of it', () => {
  test('may be something else than was asked: each field, asked and kept', async () => {
    const differences = [{ field: 'most', label: 'Most waiting', wanted: 30, got: 25 }];
    await show({
      [put]: makeReply(
        withValues({ most: 25 }),
        { outcome: 'saved-otherwise', fields: queueFields },
        { differences, words: 'Kept otherwise.' },
      ),
    });
    type(most, '30');
    press('Save');
    const box = await screen.findByRole('region', { name: /kept something else/ });
    await waitFor(() => expect(document.activeElement).toBe(box));
    expect(within(box).getAllByRole('row').at(-1)?.textContent).toBe('Most waiting30 s25 s');
    expect(typedIn(most)).toBe('25');
    expect(within(box).getByRole('button', { name: /^Undo/ })).toBeTruthy();
  });

  test('may be unknown: the draft stays until it was read again', async () => {
    let reads = 0;
    await show({
      [`GET ${one}`]: () => ({ body: reads++ === 0 ? sales : withValues({ most: 30 }) }),
      [put]: makeReply(null, { outcome: 'unknown', canUndo: false }, { words: 'Lucca did not answer.' }),
    });
    type(most, '30');
    press('Save');
    const box = await screen.findByRole('region', { name: /not known whether/ });
    expect(box.textContent).toContain('Lucca did not answer.');
    expect(draft().textContent).toContain('30 s');
    press('Read again');
    expect(await screen.findByText('This is what the vendor has now.')).toBeTruthy();
    expect(draft().textContent).toContain('Nothing yet');
  });
});

describe('deleting', () => {
  const removed = `DELETE ${one}`;
  test('asks by name, and can be taken back though the record has another id then', async () => {
    const { last } = await show({
      [removed]: makeReply(null, { operation: 'remove' }, { words: 'Vendite is deleted.' }),
      'POST /api/changes/c1/undo': makeReply({ ...sales, id: 'q9' }, { id: 'c2', operation: 'create' }),
    });
    press('Delete');
    const dialog = screen.getByRole('alertdialog', { name: 'Delete Vendite?' });
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' })));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Delete Vendite' }));
    expect(await screen.findByText('Vendite is deleted.')).toBeTruthy();
    expect(last()?.call).toMatch(/record\/q%201%2Fb\?lock=lock-1&requestId=.+/);
    expect(screen.queryByLabelText('Name')).toBeNull();
    press(/^Undo/);
    await waitFor(() => expect(window.location.pathname).toBe('/configuration/lucca/queues/q9'));
  });

  test('is refused where it changed meanwhile, and the record is read again', async () => {
    let reads = 0;
    await show({
      [`GET ${one}`]: () => ({ body: reads++ === 0 ? sales : withValues({ most: 99 }) }),
      [removed]: refused('conflict'),
    });
    press('Delete');
    press('Delete Vendite');
    expect(await screen.findByText(/changed meanwhile and is read again/)).toBeTruthy();
    await waitFor(() => expect(typedIn(most)).toBe('99'));
  });
});

test('something else can be done to it, with a form of its own', async () => {
  let tries = 0;
  const act = `POST ${one}/act/clone`;
  const { last } = await show({
    [act]: () =>
      tries++ === 0
        ? refused('bad-request', [{ field: 'name', message: 'is taken' }])
        : makeReply(
            { ...sales, id: 'q9', label: 'Copy' },
            { recordId: 'q9', operation: 'create' },
            { words: 'Cloned as Copy.' },
          ),
    'POST /api/changes/c1/undo': makeReply(null, { id: 'c2', recordId: 'q9', operation: 'remove' }, { words: 'Gone.' }),
  });
  press('Clone');
  const dialog = within(screen.getByRole('dialog', { name: 'Clone: Vendite' }));
  fireEvent.change(dialog.getByLabelText('New name'), { target: { value: 'Copy' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Clone' }));
  expect(await dialog.findByText('Is taken')).toBeTruthy();
  expect(document.activeElement).toBe(dialog.getByLabelText('New name'));
  fireEvent.click(dialog.getByRole('button', { name: 'Clone' }));
  expect(await screen.findByText('Cloned as Copy.')).toBeTruthy();
  expect(last()?.body).toMatchObject({ values: { name: 'Copy' } });
  const link = screen.getByRole('link', { name: 'Open Copy' });
  expect(link.getAttribute('href')).toBe('/configuration/lucca/queues/q9');
  // The record itself is as it was, also when the copy goes again.
  press(/^Undo/);
  await screen.findByText('Gone.');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Vendite');
  expect(typedIn('Name')).toBe('Vendite');
});

/** As the form was when it was changed. */
const formerly = [makeField('most', { label: 'Limit', kind: 'number' })];

test('history tells who changed what, and takes it back', async () => {
  const changes = [
    makeChange({ by: 'Bob <b>', after: { agents: [member(2)] }, before: { agents: [] } }),
    makeChange({
      id: 'c0',
      outcome: 'refused',
      reason: 'Name taken',
      canUndo: false,
      undoneBy: 'c1',
      fields: formerly,
    }),
  ];
  const { sent } = await show({
    'GET /api/changes': { body: { changes, more: false } },
    'POST /api/changes/c1/undo': refused('conflict'),
  });
  const history = within(screen.getByRole('region', { name: 'History' }));
  const [first, second] = await history.findAllByRole('listitem');
  expect(first?.textContent).toContain('Bob <b>');
  expect(first?.textContent).toContain('Agents: added: Agent 002 (Main)');
  expect(second?.textContent).toContain('The vendor refused it: nothing was changed.Name taken');
  expect(second?.textContent).toContain('Limit: 10 → 30');
  expect(second?.textContent).toContain('Taken back since.');
  expect(sent.some(({ call }) => call.includes('/api/changes?source=lucca&kind=queues&record=q+1%2Fb'))).toBe(true);
  fireEvent.click(history.getByRole('button', { name: /^Undo/ }));
  expect(await history.findByText(/changed again since, so nothing was taken back/)).toBeTruthy();
});

test('who may only read sees all and changes nothing', async () => {
  await show({ [`GET ${one}`]: { body: { ...sales, can: [] } } });
  expect(screen.getByText('This queue can be read here, not changed.')).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
  for (const name of ['Save', 'Delete']) expect(screen.queryByRole('button', { name })).toBeNull();
  expect(screen.getByText('Agent 000 (Main), Agent 001 (Main)')).toBeTruthy();
});

describe('a new one', () => {
  const blank = { fields: queueFields, values: { name: '', most: 20, open: null, agents: [], id: null, phones: null } };
  const post = 'POST /api/editors/lucca/queues';

  async function showNew(answers: ApiAnswers) {
    const server = serveEditors({ 'GET /api/editors/lucca/queues/new': { body: blank }, ...answers });
    openConsole(<RecordPage source="lucca" kind="queues" record={null} />, { url: '/configuration/lucca/queues/new' });
    await screen.findByLabelText('Name', {}, { timeout: 4000 });
    return server;
  }

  test('begins as the vendor proposes it, and goes on as the record it became', async () => {
    const { last } = await showNew({
      [post]: makeReply(sales, { operation: 'create' }, { words: 'Created.' }),
      'POST /api/changes/c1/undo': makeReply(
        null,
        { id: 'c2', operation: 'remove', canUndo: false },
        { words: 'Gone.' },
      ),
    });
    expect(typedIn(most)).toBe('20');
    type('Name', 'Vendite');
    press('Create this queue');
    expect(await screen.findByText('Created.')).toBeTruthy();
    expect(last()?.body).toMatchObject({ parent: null, values: { name: 'Vendite', most: 20, agents: [] } });
    expect(window.location.pathname).toBe('/configuration/lucca/queues/q%201%2Fb');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Vendite');
    expect(screen.getByRole('button', { name: 'Save' })).toBeTruthy();
    press(/^Undo/);
    expect(await screen.findByText('Gone.')).toBeTruthy();
    expect(screen.queryByLabelText('Name')).toBeNull();
  });

  test('of which nobody knows whether it was created is not sent twice by itself', async () => {
    await showNew({ [post]: makeReply(null, { operation: 'create', outcome: 'unknown', canUndo: false }) });
    type('Name', 'Vendite');
    press('Create this queue');
    const box = await screen.findByRole('region', { name: /not known whether/ });
    expect(box.textContent).toContain('Look for it in the list');
    expect(screen.getByRole('link', { name: 'All queues' }).getAttribute('href')).toBe('/configuration/lucca/queues');
    expect(screen.queryByRole('button', { name: /Create/ })).toBeNull();
  });
});

test('one that is not there, or cannot be read, says so', async () => {
  serveEditors({ [`GET ${one}`]: refused('unavailable', [], 'Lucca does not answer.') });
  openConsole(<RecordPage source="lucca" kind="queues" record="q 1/b" />, { url: '/configuration/lucca/queues/q' });
  expect(await screen.findByText('Lucca does not answer.', {}, { timeout: 4000 })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});
