import type { IncomingHttpHeaders } from 'node:http';
import { expect, test } from 'vitest';
import { isSameOrigin } from './same-origin';

const host = 'wall.example';
const from = (headers: IncomingHttpHeaders, publicUrl: string | null = null) =>
  isSameOrigin({ host, ...headers }, publicUrl);

test('our own pages are, other people’s are not', () => {
  expect(from({ origin: 'https://wall.example' })).toBe(true);
  expect(from({ origin: 'http://wall.example' })).toBe(true);
  for (const origin of [
    'https://evil.example',
    'https://wall.example.evil.example',
    'https://evil.example/wall.example',
    'https://wall.example:8443',
    'https://sub.wall.example',
    'null',
    '',
    'file://wall.example',
    'chrome-extension://wall.example',
    'wall.example',
    'https://',
    'https://wall.example, https://evil.example',
    `https://${'x'.repeat(9000)}`,
  ])
    expect([origin, from({ origin })]).toEqual([origin, false]);
});

test('who names no origin is a program, unless the browser says it comes from elsewhere', () => {
  expect(from({})).toBe(true);
  expect(from({ 'sec-fetch-site': 'same-origin' })).toBe(true);
  expect(from({ 'sec-fetch-site': 'none' })).toBe(true);
  expect(from({ 'sec-fetch-site': 'same-site' })).toBe(false);
  expect(from({ 'sec-fetch-site': 'cross-site' })).toBe(false);
});

test('behind TLS only the public address counts: the same host without TLS is somebody on the line', () => {
  const publicUrl = 'https://wall.example';
  expect(from({ origin: 'https://wall.example' }, publicUrl)).toBe(true);
  expect(from({ origin: 'https://wall.example', host: '10.0.0.5:3000' }, publicUrl)).toBe(true);
  expect(from({ origin: 'http://wall.example' }, publicUrl)).toBe(false);
  expect(from({ origin: 'https://evil.example', host: 'evil.example' }, publicUrl)).toBe(false);
});

test('without TLS people may come by another address of ours as well', () => {
  expect(from({ origin: 'http://10.0.0.5:3000', host: '10.0.0.5:3000' }, 'http://wall.example')).toBe(true);
});

test('the host our proxy was asked for is the one that counts', () => {
  expect(from({ origin: 'https://wall.example', host: 'app:3000', 'x-forwarded-host': 'wall.example' })).toBe(true);
});
