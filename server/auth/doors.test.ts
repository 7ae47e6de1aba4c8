import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { doorOf, openPaths, openPrefixes } from './doors';

const settings = { basePath: '', publicFiles: new Set(['/logo.svg']), isDevelopment: false };
const door = (path: string) => doorOf(path, settings);

/** URL paths of everything under app/ that answers a request: groups fall away, a parameter becomes a word. */
function routesOfApp(): string[] {
  const app = join(import.meta.dirname, '../../app');
  return readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => /^(page\.tsx|route\.ts|icon\.\w+|favicon\.ico|manifest\.ts|robots\.ts)$/.test(entry.name))
    .map((entry) => {
      const folder = entry.parentPath.slice(app.length).replace(/\/\([^)]+\)/g, '');
      const path = folder.replace(/\[[^\]]+\]/g, 'word');
      return /^(page|route)\./.test(entry.name) ? path || '/' : `${path}/${entry.name}`;
    });
}

test('[S1] every route of the app is closed, but those on the list', () => {
  const routes = routesOfApp();
  expect(routes).toContain('/api/sources/word/retry');
  expect(routes).toContain('/queues');
  const open = routes.filter((route) => door(route) === 'open');
  expect(open.sort()).toEqual([
    '/api/auth/word',
    '/api/health',
    '/api/invitations/accept',
    '/icon.svg',
    '/invite/word',
    '/metrics',
    '/sign-in',
  ]);
});

test('[S1] the list itself is short', () => {
  expect([...openPaths, ...openPrefixes]).toEqual([
    '/sign-in',
    '/api/health',
    '/metrics',
    '/icon.svg',
    '/favicon.ico',
    '/api/auth/',
    '/api/invitations/',
    '/invite/',
    '/_next/static/',
  ]);
});

test('[S1] programs are answered as programs, people as people', () => {
  expect(door('/api/floor')).toBe('api');
  expect(door('/_next/image')).toBe('api');
  expect(door('/wall')).toBe('page');
  expect(door('/')).toBe('page');
});

test('[S1] static files are open, and no way of writing a path climbs out of their folder', () => {
  expect(door('/_next/static/chunks/a-b.c.js')).toBe('open');
  expect(door('/logo.svg')).toBe('open');
  for (const path of [
    '/_next/static/../../api/floor',
    '/_next/static/%2e%2e/%2e%2e/api/floor',
    '/_next/static/..%2f..%2fapi/floor',
    '/_next/static/..%5c..%5capi/floor',
    '/_next/static/..\\..\\api',
    '/_next/static//api/floor',
    '/api/auth/../floor',
    '/api/health/',
    '/api/health/x',
    '/API/health',
    '/sign-in/x',
    '/logo.svg/x',
    '/%73ign-in',
  ]) {
    expect([path, door(path)]).not.toEqual([path, 'open']);
  }
});

test('[S1] below a base path the same doors are open, and what is outside of it is closed', () => {
  const below = { ...settings, basePath: '/cb' };
  expect(doorOf('/cb/sign-in', below)).toBe('open');
  expect(doorOf('/cb/_next/static/a.js', below)).toBe('open');
  expect(doorOf('/cb/api/floor', below)).toBe('api');
  expect(doorOf('/cb', below)).toBe('page');
});
