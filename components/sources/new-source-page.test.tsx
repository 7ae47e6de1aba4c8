// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Opening, openConsole } from '@/components/shell/fixtures/open-console';
import { refused } from '@/components/shell/fixtures/serve-api';
import { helsinki, serveSources, sinchForm, tellLines } from './fixtures/sources-server';
import { NewSourcePage } from './new-source-page';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = (opening: Opening = {}) =>
  openConsole(<NewSourcePage />, { role: 'admin', url: '/sources/new?vendor=sinch', ...opening });
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label, { exact: true }), { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const described = (label: string) => {
  const ids = screen.getByLabelText(label).getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent).join(' ');
};

test('the kind of system comes first, and lives in the address', async () => {
  serveSources({});
  show({ url: '/sources/new' });
  fireEvent.click(await screen.findByRole('radio', { name: /Sinch/ }));
  expect(window.location.search).toBe('?vendor=sinch');
  expect(await screen.findByLabelText('Address')).toBeTruthy();
});

test('sends what was typed and nothing that was left as the vendor has it, then shows the source', async () => {
  const { last } = serveSources({ 'POST /api/sources': { body: helsinki } });
  show();
  await screen.findByLabelText('Address');
  type('Name', 'Helsinki Süd');
  expect(screen.getByLabelText<HTMLInputElement>('ID').value).toBe('helsinki-sud');
  type('ID', 'helsinki');
  type('Name', 'Helsinki');
  expect(screen.getByLabelText<HTMLInputElement>('ID').value).toBe('helsinki');
  type('Address', ' https://gateway.example ');
  type('Sign-in', 'gateway');
  type('User', 'robot');
  type('Queues', '1\n\n2');
  type('Answer within (seconds)', '25');
  fireEvent.click(screen.getByLabelText('Read details'));
  fireEvent.click(screen.getByLabelText('queue'));
  press('Add this source');
  await waitFor(() => expect(window.location.pathname + window.location.hash).toBe('/sources#helsinki'));
  expect(last()).toEqual({
    call: 'POST /api/sources',
    body: {
      ...{ id: 'helsinki', name: 'Helsinki', vendor: 'sinch', pollEverySeconds: null, secrets: { user: 'robot' } },
      settings: {
        ...{ baseUrl: 'https://gateway.example', auth: 'gateway', queues: ['1', '2'], answerWithinSeconds: 25 },
        ...{ readDetails: false, editors: ['agent'] },
      },
    },
  });
});

describe('what is wrong', () => {
  test('stands at its field, the first has the focus, and what was typed stays', async () => {
    const problems = [
      { field: 'secrets.user', message: 'must not be empty' },
      { field: 'settings.queues[1]', message: 'must not be empty' },
      { field: 'settings.gone', message: 'there is no such setting' },
    ];
    serveSources({ 'POST /api/sources': refused('bad-request', problems) });
    show();
    await screen.findByLabelText('Address');
    type('Name', '<script>');
    press('Add this source');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('User')));
    expect(described('User')).toContain('Must not be empty');
    expect(described('Queues')).toContain('Line 2 must not be empty');
    expect(screen.getByLabelText('Address').getAttribute('aria-invalid')).toBeNull();
    expect(screen.getByText('3 fields need another look.')).toBeTruthy();
    expect(screen.getByText('settings.gone there is no such setting')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('<script>');
  });

  test('among the settings that are folded away opens them', async () => {
    serveSources({
      'POST /api/sources': refused('bad-request', [
        { field: 'settings.answerWithinSeconds', message: 'must be number' },
      ]),
    });
    show();
    await screen.findByLabelText('Address');
    const details = screen.getByText('More settings').closest('details');
    expect(details?.open).toBe(false);
    press('Add this source');
    await waitFor(() => expect(details?.open).toBe(true));
    expect(document.activeElement).toBe(screen.getByLabelText('Answer within (seconds)'));
  });

  test.each([
    [refused('unavailable', [], 'Set CALLBOARD_KEY first.'), 'Set CALLBOARD_KEY first.'],
    [{ status: 500, body: 'x' }, /could not be saved. Try again; Callboard’s log/],
    [{ status: 403, body: { ok: false, code: 'not-allowed' } }, /You may not do that/],
    [{ status: 401, body: { ok: false, code: 'not-signed-in' } }, /You are signed out/],
  ])('%#: and has no field is said below', async (answer, words) => {
    serveSources({ 'POST /api/sources': answer });
    show();
    await screen.findByLabelText('Address');
    press('Add this source');
    expect(await screen.findByText(words)).toBeTruthy();
  });
});

test('another kind of system asks before it takes what was typed with it', async () => {
  const vendors = [sinchForm, { ...sinchForm, vendor: 'imagicle', label: 'Imagicle' }];
  serveSources({ 'GET /api/vendors': { body: { vendors, refusal: null } } });
  show();
  await screen.findByLabelText('Address');
  type('Name', 'Helsinki');
  fireEvent.click(screen.getByRole('radio', { name: /Imagicle/ }));
  expect(screen.getByRole('alertdialog', { name: 'Leave without saving?' })).toBeTruthy();
  press('Go on here');
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Helsinki');
});

test('without a key it says what to set instead of a form', async () => {
  serveSources({ 'GET /api/vendors': { body: { vendors: [], refusal: 'Set CALLBOARD_KEY and restart.' } } });
  show();
  expect(await screen.findByText('Set CALLBOARD_KEY and restart.')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

describe('the test', () => {
  test('tells each step as it comes and what came of all', async () => {
    const { body, tell } = tellLines();
    const { last } = serveSources({ 'POST /api/sources/test': { body } });
    show();
    await screen.findByLabelText('Address');
    type('Address', 'https://gateway.example');
    type('User', 'robot');
    press('Test these settings');
    const panel = within(screen.getByRole('region', { name: 'Test' }));
    const step = { step: 'address', words: '', durationMs: null } as const;
    await act(async () => tell({ ...step, outcome: 'running' }));
    expect((await panel.findByRole('listitem')).textContent).toContain('under way');
    const ended = { ...step, outcome: 'ok', words: 'Leads to 10.0.0.7', durationMs: 12 } as const;
    await act(async () => tell(ended));
    await waitFor(() => expect(panel.getByRole('listitem').textContent).toContain('Leads to 10.0.0.7'));
    expect(panel.getByRole('status').textContent).toBe('Testing…');
    await act(async () => tell({ done: { ok: false, durationMs: 1234, steps: [ended] } }));
    expect(await panel.findByText('It does not work yet, after 1.2 s.')).toBeTruthy();
    expect(last()?.body).toEqual({
      ...{
        vendor: 'sinch',
        settings: { baseUrl: 'https://gateway.example' },
        secrets: { user: 'robot' },
        secretsOf: null,
      },
    });
  });

  test('can be cancelled, and one that breaks off is not called good', async () => {
    const { body, end } = tellLines();
    serveSources({ 'POST /api/sources/test': { body } });
    show();
    await screen.findByLabelText('Address');
    press('Test these settings');
    await act(async () => end());
    expect(await screen.findByText(/could not be reached/)).toBeTruthy();
    vi.stubGlobal(
      'fetch',
      (_: string, init: RequestInit) =>
        new Promise((_resolve, reject) => {
          init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    );
    press('Test these settings');
    press('Cancel the test');
    expect(await screen.findByText('The test was cancelled.')).toBeTruthy();
  });

  test('of settings that are wrong tells it in the form', async () => {
    serveSources({
      'POST /api/sources/test': refused('bad-request', [{ field: 'settings.baseUrl', message: 'must be an address' }]),
    });
    show();
    await screen.findByLabelText('Address');
    press('Test these settings');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Address')));
    expect(described('Address')).toContain('Must be an address');
  });
});
