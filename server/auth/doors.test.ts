import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { doorOf, hookPrefix, openPaths, openPrefixes } from './doors';

const settings = { basePath: '', publicFiles: new Set(['/logo.svg']), isDevelopment: false };
const door = (path: string) => doorOf(path, settings);

const app = join(import.meta.dirname, '../../app');
const answers =
  /^(page\.\w+|route\.\w+|(apple-)?icon\d*\.\w+|favicon\.ico|(manifest|robots|sitemap)\.\w+|(opengraph|twitter)-image\d*\.\w+)$/;

/** Everything under app/ that answers a request: groups and slots fall away from the URL path, a parameter becomes a word. */
const routes = readdirSync(app, { recursive: true, withFileTypes: true })
  .filter((entry) => answers.test(entry.name))
  .map((entry) => {
    const folder = entry.parentPath.slice(app.length).replace(/\/(\([^)]+\)|@\w+)/g, '');
    const path = folder.replace(/\[+[^\]]+\]+/g, 'word');
    const isNamed = /^(page|route)\./.test(entry.name);
    return { file: join(entry.parentPath, entry.name), path: isNamed ? path || '/' : `${path}/${entry.name}` };
  });

test('[S1] every route of the app is closed, but those on the list', () => {
  const paths = routes.map(({ path }) => path);
  expect(paths).toContain('/api/sources/word/retry');
  expect(paths).toContain('/queues');
  const open = paths.filter((path) => door(path) === 'open');
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

test('[S1] every closed endpoint asks who may, and reads its request, by the contract', () => {
  const closed = routes.filter(({ file, path }) => /route\.\w+$/.test(file) && door(path) !== 'open');
  expect(closed.length).toBeGreaterThan(3);
  const exported = /^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b.*$/gm;
  for (const { file, path } of closed) {
    const doors = readFileSync(file, 'utf8').match(exported) ?? [];
    expect([path, doors.length > 0]).toEqual([path, true]);
    expect(doors.filter((line) => !/ = serve\(/.test(line))).toEqual([]);
  }
});

test('[S1] the list itself is short', () => {
  expect([...openPaths, ...openPrefixes]).toEqual([
    '/sign-in',
    '/api/health',
    '/metrics',
    '/icon.svg',
    '/favicon.ico',
    '/manifest.webmanifest',
    '/api/auth/',
    '/api/invitations/',
    '/invite/',
    '/_next/static/',
  ]);
  expect(hookPrefix).toBe('/hooks/');
});

test('[S1] vendors call at a door of their own, which nothing of the app stands behind', () => {
  expect(door('/hooks/abc.def')).toBe('hook');
  for (const path of ['/hooks', '/HOOKS/abc', '/hooksx/abc', '/api/hooks/abc', '/x/hooks/abc'])
    expect([path, door(path)]).not.toEqual([path, 'hook']);
  expect(routes.filter(({ path }) => door(path) === 'hook')).toEqual([]);
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

test('[S1] names that Next keeps for itself are nobody’s', () => {
  for (const path of ['/_error', '/_global-error', '/_not-found', '/_', '/_nextx/static/a.js', '/__nextjs_source-map'])
    expect([path, door(path)]).toEqual([path, 'outside']);
});

test('[S1] below a base path the same doors are open, and what is outside of it is closed', () => {
  const below = { ...settings, basePath: '/cb' };
  expect(doorOf('/cb/sign-in', below)).toBe('open');
  expect(doorOf('/cb/_next/static/a.js', below)).toBe('open');
  expect(doorOf('/cb/api/floor', below)).toBe('api');
  expect(doorOf('/cb', below)).toBe('page');
  expect(doorOf('/cb/hooks/abc.def', below)).toBe('hook');
  for (const path of ['/', '/sign-in', '/api/health', '/cbx/sign-in', '/_next/static/a.js', '/hooks/abc.def'])
    expect([path, doorOf(path, below)]).toEqual([path, 'outside']);
});
