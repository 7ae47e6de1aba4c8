import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import GlobalError from '@/app/global-error';
import { failurePage } from './failure-page.mjs';

vi.mock('@/app/globals.css', () => ({}));

const next = `<html><head><script src="/_next/static/chunks/a.js" async=""></script>
<link rel="preload" href="/_next/static/chunks/1q-.css" as="style"/><link rel="stylesheet" href="/_next/static/chunks/1q-.css"/>
<style>body { margin: 0 }</style></head><body style="color:red"><script>1</script></body></html>`;

test('the last page holds nothing that our policy would not let count', () => {
  const page = failurePage(next, '/board');
  expect(page).not.toMatch(/<style|style=|<script|javascript:|\son\w+=/);
  expect(page.match(/rel="stylesheet" href="[^"]+"/g)).toEqual([
    'rel="stylesheet" href="/_next/static/chunks/1q-.css"',
  ]);
  expect(page).toContain('<a href="/board/"');
});

test('it says and looks what the error page of the app does', () => {
  const body = (html: string) => html.slice(html.indexOf('<body'), html.indexOf('</body>'));
  expect(body(failurePage(next, ''))).toBe(body(renderToStaticMarkup(<GlobalError />)));
});
