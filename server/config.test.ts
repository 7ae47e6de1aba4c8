import { expect, test } from 'vitest';
import { readConfig } from './config';

const least = { CALLBOARD_SOURCES: './sources.json', CALLBOARD_SECRET: 'x'.repeat(32) };

test('the least that is needed brings sensible defaults', () => {
  expect(readConfig(least)).toMatchObject({
    port: 3000,
    publicUrl: null,
    admin: null,
    dataDir: './data',
    logLevel: 'info',
    trustProxy: false,
    demoAccounts: false,
  });
});

test('an empty variable is one that is not set', () => {
  expect(readConfig({ ...least, CALLBOARD_ADMIN_USER: '', CALLBOARD_ADMIN_PASSWORD: '', PORT: '' }).admin).toBeNull();
});

test.each([
  ['PORT', '80a', 'must be a port number'],
  ['PORT', '70000', 'from 0 to 65535'],
  ['CALLBOARD_SECRET', 'hunter2-hunter2', 'at least 32 characters'],
  ['CALLBOARD_SECRET', '', 'must be set'],
  ['CALLBOARD_SOURCES', '', 'path of the sources file'],
  ['CALLBOARD_ADMIN_PASSWORD', 'hunter2', 'at least 8'],
  ['CALLBOARD_URL', 'wall.example', 'such as https://'],
  ['LOG_LEVEL', 'loud', 'one of trace, debug'],
  ['CALLBOARD_TRUST_PROXY', 'perhaps', 'must be 1 or 0'],
])('%s=%s is named with what would be right, and its value stays hidden', (name, value, hint) => {
  const start = () => readConfig({ ...least, [name]: value });
  expect(start).toThrow(new RegExp(`${name} .*${hint}`));
  if (value) expect(start).not.toThrow(value);
});

test('all that is wrong is told at once', () => {
  expect(() => readConfig({ PORT: 'x' })).toThrow(/PORT[\s\S]*CALLBOARD_SOURCES[\s\S]*CALLBOARD_SECRET/);
});
