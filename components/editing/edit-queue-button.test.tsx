// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { openConsole } from '@/components/shell/fixtures/open-console';
import { refused } from '@/components/shell/fixtures/serve-api';
import type { Role } from '@/lib/principal';
import { EditQueueButton } from './edit-queue-button';
import { list, serveEditors } from './fixtures/editors-server';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = (queueId: string, role: Role = 'lead') =>
  openConsole(<EditQueueButton queueId={queueId} sourceId="lucca" />, { role, url: '/queues' });
const press = async () => fireEvent.click(await screen.findByRole('button', { name: 'Edit at the vendor' }));

test('leads from a queue on the floor to its record', async () => {
  serveEditors();
  show('lucca/q%201%2Fb');
  await press();
  await waitFor(() => expect(window.location.pathname).toBe('/configuration/lucca/queues/q%201%2Fb'));
});

test('says where there is none, or why it could not be looked for', async () => {
  serveEditors();
  show('lucca/gone');
  await press();
  expect(await screen.findByText(/lists have no such queue/)).toBeTruthy();
  cleanup();
  serveEditors({ [list]: refused('unavailable', [], 'Lucca does not answer.') });
  show('lucca/q2');
  await press();
  expect(await screen.findByText('Lucca does not answer.')).toBeTruthy();
});

test('is not there for who may not edit, and asks for nothing', async () => {
  const { sent } = serveEditors();
  show('lucca/q2', 'viewer');
  expect(screen.queryByRole('button')).toBeNull();
  expect(sent).toEqual([]);
});
