// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Opening, openConsole } from '@/components/shell/fixtures/open-console';
import { refused } from '@/components/shell/fixtures/serve-api';
import type { SourceSettings } from '@/lib/protocol/source-settings';
import { EditSourcePage } from './edit-source-page';
import { helsinki, serveSources } from './fixtures/sources-server';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const here = 'GET /api/sources/helsinki/settings';
const put = 'PUT /api/sources/helsinki';

function show(answers: Parameters<typeof serveSources>[0], opening: Opening = {}) {
  const server = serveSources({ [here]: { body: helsinki }, ...answers });
  openConsole(<EditSourcePage id="helsinki" />, { role: 'admin', url: '/sources/helsinki', ...opening });
  return server;
}
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label, { exact: true }), { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const typedIn = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;

test('shows what is kept, and of a secret only that it is set', async () => {
  show({});
  expect((await screen.findByLabelText<HTMLInputElement>('Address')).value).toBe('https://gateway.example');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Helsinki');
  expect([typedIn('Queues'), typedIn('User'), typedIn('Answer within (seconds)')]).toEqual(['1\n2', '', '20']);
  expect(screen.getByLabelText<HTMLInputElement>('User').placeholder).toBe('Set; type to replace');
  expect(screen.queryByLabelText('ID')).toBeNull();
});

test('sends the version that was read and only the secrets that were touched; what comes back goes on', async () => {
  const { last } = show({ [put]: () => ({ body: { ...helsinki, name: 'North', version: 4, secretsSet: ['user'] } }) });
  await screen.findByLabelText('Address');
  type('Name', 'North');
  type('User', 'robot');
  press('Remove API key');
  expect(screen.getByText(/It will be removed when this is saved/)).toBeTruthy();
  press('Save changes');
  expect(await screen.findByText(/^Saved\./)).toBeTruthy();
  expect(last()?.body).toEqual({
    ...{ name: 'North', pollEverySeconds: null, settings: helsinki.settings, version: 3 },
    secrets: { user: 'robot', apiKey: null },
  });
  expect(typedIn('User')).toBe('');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('North');
  press('Save changes');
  await waitFor(() => expect(last()?.body).toMatchObject({ version: 4, secrets: {} }));
});

describe('when somebody else has saved meanwhile', () => {
  const theirs: SourceSettings = {
    ...helsinki,
    ...{ name: 'South', version: 4, settings: { ...helsinki.settings, answerWithinSeconds: 30 } },
  };

  function meet() {
    let reads = 0;
    let saves = 0;
    return show({
      [here]: () => ({ body: reads++ === 0 ? helsinki : theirs }),
      [put]: () => (saves++ === 0 ? refused('conflict') : { body: { ...theirs, name: 'North', version: 5 } }),
    });
  }

  test('both are shown; what I touched is mine and the rest theirs, unless I choose otherwise', async () => {
    const { last } = meet();
    await screen.findByLabelText('Address');
    type('Name', 'North');
    type('Queues', '1');
    press('Save changes');
    const box = await screen.findByRole('region', { name: /Somebody else has saved/ });
    expect(document.activeElement).toBe(box);
    const group = (name: string) => within(within(box).getByRole('group', { name }));
    expect(group('Name').getByRole<HTMLInputElement>('radio', { name: /Mine/ }).checked).toBe(true);
    expect(group('Name').getByRole('radio', { name: /Theirs South/ })).toBeTruthy();
    expect(group('Answer within').getByRole<HTMLInputElement>('radio', { name: /Theirs 30 s/ }).checked).toBe(true);
    fireEvent.click(group('Queues').getByRole('radio', { name: /Theirs 1, 2/ }));
    press('Save as chosen');
    await screen.findByText(/^Saved\./);
    expect(last()?.body).toMatchObject({ name: 'North', settings: theirs.settings, version: 4 });
    expect(screen.queryByRole('region', { name: /Somebody else/ })).toBeNull();
  });
});

test('leaving with something typed asks first, and no more once it is saved or put back', async () => {
  show({ [put]: { body: { ...helsinki, name: 'North', version: 4 } } });
  await screen.findByLabelText('Address');
  const link = screen.getByRole('link', { name: 'Sources' });
  // Only what is held up is looked at here.
  link.addEventListener('click', (event) => event.preventDefault());
  const leave = () => fireEvent.click(link);
  const dialog = () => screen.queryByRole('alertdialog', { name: 'Leave without saving?' });
  type('Name', 'North');
  leave();
  expect(dialog()).toBeTruthy();
  press('Go on here');
  expect(typedIn('Name')).toBe('North');
  type('Name', 'Helsinki');
  leave();
  expect(dialog()).toBeNull();
  type('Name', 'North');
  press('Save changes');
  await screen.findByText(/^Saved\./);
  leave();
  expect(dialog()).toBeNull();
});

describe('pausing and deleting', () => {
  test('ask by name before they are done', async () => {
    const { last, sent } = show({
      'POST /api/sources/helsinki/pause': { body: { ...helsinki, isPaused: true, version: 4 } },
      'DELETE /api/sources/helsinki?version=4': { body: { ok: true } },
    });
    await screen.findByLabelText('Address');
    press('Pause');
    expect(screen.getByRole('alertdialog', { name: 'Pause Helsinki?' })).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' })));
    press('Cancel');
    expect(sent.filter(({ call }) => call.startsWith('POST'))).toEqual([]);
    press('Pause');
    press('Pause Helsinki');
    expect(await screen.findByRole('button', { name: 'Resume' })).toBeTruthy();
    press('Delete');
    press('Delete Helsinki');
    await waitFor(() => expect(window.location.pathname).toBe('/sources'));
    expect(last()?.call).toBe('DELETE /api/sources/helsinki?version=4');
  });

  test('that fail say why, and the dialog stays', async () => {
    show({ 'DELETE /api/sources/helsinki?version=3': refused('conflict', [], 'Somebody else has saved this source.') });
    await screen.findByLabelText('Address');
    press('Delete');
    press('Delete Helsinki');
    const dialog = screen.getByRole('alertdialog');
    expect((await within(dialog).findByText('Somebody else has saved this source.')).getAttribute('role')).toBe(
      'alert',
    );
  });
});

test('one of the sources file is read only, and says when it hides another', async () => {
  const inFile: SourceSettings = { ...helsinki, origin: 'file', settings: { baseUrl: `https://\${HOST}`, gone: [1] } };
  show({ [here]: { body: inFile } });
  expect(await screen.findByText(/stands in the sources file/)).toBeTruthy();
  expect(screen.getByText(/that one is not used/)).toBeTruthy();
  const facts = screen.getByRole('region', { name: 'Written in the file' }).textContent;
  expect(facts).toContain(`https://\${HOST}`);
  expect(facts).toContain('gone');
  expect(facts).toContain('set, not shown');
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(screen.getByRole('button').textContent).toBe('Delete the one added in the browser');
});

test('one that is not there, or cannot be read, says so', async () => {
  show({ [here]: { status: 404, body: { ok: false, code: 'not-found' } } });
  expect(await screen.findByText(/There is no such source/)).toBeTruthy();
  cleanup();
  show({ [here]: { status: 500, body: {} } });
  expect(await screen.findByText(/could not be read/)).toBeTruthy();
});
