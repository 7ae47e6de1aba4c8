// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openApiOf } from '@/lib/protocol/api/open-api';
import { ApiDocs } from './api-docs';

afterEach(cleanup);

const contract = {
  'GET /api/things/{id}': {
    summary: 'A thing <script>alert(1)</script>',
    action: 'see-audit',
    params: z.strictObject({ id: z.string().max(9) }),
    query: z.strictObject({ form: z.enum(['a', 'b']).default('a').describe('Which form') }),
    reply: z.object({ at: z.number().int(), parts: z.array(z.object({ name: z.string().nullable() })) }),
  },
  'POST /api/others': {
    summary: 'For all',
    action: null,
    isOpen: true,
    body: z.object({ a: z.boolean() }),
    reply: z.object({}),
  },
} as const;

test('an endpoint tells who may, what it takes with what is usual, and what comes back however deep', () => {
  render(<ApiDocs document={openApiOf(contract, { version: '9.9.9', basePath: '/board' })} />);
  const thing = within(screen.getByRole('article', { name: 'GET /board/api/things/{id}' }));
  expect(thing.getByText('A thing <script>alert(1)</script>')).toBeTruthy();
  expect(thing.getByText(/see-audit/)).toBeTruthy();
  expect(thing.getByRole('row', { name: /^id/ }).textContent).toContain('in the path, text, at most 9 characters');
  expect(thing.getByRole('row', { name: /^form/ }).textContent).toBe(
    'formoptional, "a" | "b", "a" unless given. Which form',
  );
  expect(thing.getByText('name').parentElement?.textContent).toBe('name, text or null');
  const other = screen.getByRole('article', { name: 'POST /board/api/others' });
  expect(other.textContent).toContain('Nobody has to be signed in.');
  expect(other.textContent).toContain('a, true or false');
  expect(within(screen.getByRole('navigation', { name: 'Areas' })).getAllByRole('link')).toHaveLength(2);
});
