// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openConsole, type Site } from '@/components/shell/fixtures/open-console';
import { ShellFrame } from '@/components/shell/shell-frame';
import type { Role } from '@/lib/principal';
import { type CommandServer, serveCommands } from './fixtures/command-server';
import { TargetCommands } from './target-commands';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));
vi.mock('@/lib/vendors/vendor-label', () => import('./fixtures/vendors'));

let server: CommandServer;
beforeEach(() => {
  server = serveCommands();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const milan: Site = { id: 'milan', name: 'Milan', vendor: 'queuemetrics' };

function show({ role = 'lead', site = milan }: { role?: Role; site?: Site } = {}) {
  return openConsole(
    <ShellFrame viewer={{ name: 'Ada', role }}>
      <TargetCommands kind="source" targetId={site.id} sourceId={site.id} name={site.name ?? ''} title="Tell people" />
    </ShellFrame>,
    { sites: [site], role },
  );
}

const dialog = () => within(screen.getByRole('dialog'));
const fill = (name: string, value: string) =>
  fireEvent.change(dialog().getByRole('textbox', { name }), { target: { value } });

test('a message to a location needs the location and the text', async () => {
  show();
  fireEvent.click(screen.getByRole('button', { name: 'Message a location' }));
  fill('Text', 'Fire drill at ten');
  fireEvent.click(dialog().getByRole('button', { name: 'Send' }));
  expect(server.sent).toEqual([]);
  fill('Location', 'Floor 2');
  fireEvent.click(dialog().getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(server.sent).toHaveLength(1));
  expect(server.sent[0]?.orders).toEqual([
    { action: 'message-location', targetId: 'milan', fields: { text: 'Fire drill at ten', to: 'Floor 2' } },
  ]);
});

test('everyone is told only after it was said how many will see it', () => {
  show();
  fireEvent.click(screen.getByRole('button', { name: 'Message everyone' }));
  expect(dialog().getByText('Everybody who is logged in at Milan sees it', { exact: false })).toBeTruthy();
});

test.each([
  ['a viewer', { role: 'viewer' as const }],
  ['a vendor that has no messages', { site: { ...milan, vendor: 'imagicle' } }],
  ['a vendor of another release', { site: { ...milan, vendor: 'acme' } }],
  ['a source that is paused', { site: { ...milan, link: 'paused' as const } }],
])('nothing is offered to %s', (_, opening) => {
  show(opening);
  expect(screen.queryByRole('button', { name: /Message/ })).toBeNull();
});

test('the search finds the way to it', () => {
  show();
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
  fireEvent.change(screen.getByRole('combobox', { name: 'Find' }), { target: { value: 'message' } });
  expect(screen.getAllByRole('option').map((one) => one.textContent)).toEqual(['Message people at Milanaction']);
});
