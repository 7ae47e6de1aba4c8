import { describe, expect, it } from 'vitest';
import { missingSecrets, rmiPathOf, secrets, settings } from './settings';

const parse = (given: object) => settings.parse({ baseUrl: 'https://cc.example', ...given });

describe('settings', () => {
  it('need only an address', () => {
    expect(parse({})).toMatchObject({ auth: 'basic', timeZone: 'UTC', businessDayStart: 4, pageSize: 1000 });
  });

  it.each([
    [{ baseURL: 'https://cc.example' }, 'baseURL'],
    [{ auth: 'ntlm' }, 'auth'],
    [{ timeZone: 'Helsinki' }, 'timeZone'],
    [{ businessDayStart: 24 }, 'businessDayStart'],
    [{ pageSize: 0 }, 'pageSize'],
    [{ baseUrl: 'ftp://cc.example' }, 'baseUrl'],
    [{ baseUrl: 'https://user:secret@cc.example' }, 'baseUrl'],
  ])('refuse %j', (given, name) => {
    const issue = settings.safeParse({ baseUrl: 'https://cc.example', ...given }).error?.issues[0];
    expect(issue?.code === 'unrecognized_keys' ? issue.keys : issue?.path).toEqual([name]);
  });
});

describe('rmiPathOf', () => {
  it.each([
    ['http://host:8080/RI/rmi', 'basic', ''],
    ['http://host:8080/RI/rmi/', 'basic', ''],
    ['http://host:8080/RI', 'basic', 'rmi'],
    ['http://host:8080', 'basic', 'RI/rmi'],
    ['https://gateway.example/eu/site', 'gateway', 'rmi'],
    ['https://gateway.example/eu/site/rmi', 'gateway', ''],
    ['https://gateway.example', 'bearer', 'rmi'],
    ['https://tenant.example', 'session', 'ecfs/RI/rmi'],
  ])('of %s with %s is "%s"', (baseUrl, auth, path) => {
    expect(rmiPathOf(parse({ baseUrl, auth }))).toBe(path);
  });

  it('is what the settings say, where they do', () => {
    expect(rmiPathOf(parse({ rmiPath: 'v2/rmi/' }))).toBe('v2/rmi');
    expect(rmiPathOf(parse({ baseUrl: 'https://cc.example/rmi', rmiPath: '' }))).toBe('');
  });
});

describe('missingSecrets', () => {
  const missing = (auth: string, given: object) => missingSecrets(parse({ auth }), secrets.parse(given));

  it('names each secret the auth mode lacks', () => {
    expect(missing('gateway', { user: 'u', password: 'p' })).toEqual([
      { path: 'secrets.apiKey', message: 'must be set for "auth": "gateway"' },
    ]);
    expect(missing('session', {}).map((problem) => problem.path)).toEqual(['secrets.user', 'secrets.password']);
    expect(missing('bearer', { user: 'u', password: 'p' }).map((problem) => problem.path)).toEqual(['secrets.token']);
  });

  it('is empty when all is there', () => {
    expect(missing('basic', { user: 'u', password: 'p' })).toEqual([]);
    expect(missing('gateway', { user: 'u', password: 'p', apiKey: 'k' })).toEqual([]);
    expect(missing('bearer', { token: 't' })).toEqual([]);
  });
});
