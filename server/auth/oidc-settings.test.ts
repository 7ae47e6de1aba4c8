import { expect, test } from 'vitest';
import { readConfig } from '@/server/config';

const base = {
  CALLBOARD_OIDC_ISSUER: 'https://id.example/realms/acme/',
  CALLBOARD_OIDC_CLIENT_ID: 'callboard',
  CALLBOARD_OIDC_CLIENT_SECRET: 'hush',
};
const roles = { CALLBOARD_OIDC_ROLES: 'wb-admins=admin, CN=Leads,OU=x=lead' };

test('groups are told as pairs or as JSON', () => {
  const { oidc } = readConfig({ ...base, CALLBOARD_OIDC_ROLES: 'wb-admins=admin, a=b=lead' });
  expect(oidc).toEqual({
    issuer: 'https://id.example/realms/acme',
    clientId: 'callboard',
    clientSecret: 'hush',
    name: 'your company',
    groupsClaim: 'groups',
    roles: { 'wb-admins': 'admin', 'a=b': 'lead' },
    defaultRole: null,
  });
  const json = { CALLBOARD_OIDC_ROLES: '{"CN=Leads,OU=x": "lead"}', CALLBOARD_OIDC_DEFAULT_ROLE: 'viewer' };
  expect(readConfig({ ...base, ...json }).oidc).toMatchObject({
    roles: { 'CN=Leads,OU=x': 'lead' },
    defaultRole: 'viewer',
  });
  expect(readConfig({}).oidc).toBeNull();
});

test.each([
  [{ ...base, ...roles }, /CALLBOARD_OIDC_ROLES: must be group=role/],
  [{ ...base, CALLBOARD_OIDC_ROLES: 'x=king' }, /CALLBOARD_OIDC_ROLES: must be group=role/],
  [{ ...base, CALLBOARD_OIDC_ROLES: '{"x": "screen"}' }, /CALLBOARD_OIDC_ROLES/],
  [base, /CALLBOARD_OIDC_ROLES: is needed, or CALLBOARD_OIDC_DEFAULT_ROLE/],
  [{ ...base, CALLBOARD_OIDC_CLIENT_SECRET: '', CALLBOARD_OIDC_DEFAULT_ROLE: 'agent' }, /CLIENT_SECRET: is needed/],
  [{ CALLBOARD_OIDC_ROLES: 'x=lead' }, /CALLBOARD_OIDC_ISSUER: is needed/],
  [
    { ...base, CALLBOARD_OIDC_ISSUER: 'http://id.example', CALLBOARD_OIDC_DEFAULT_ROLE: 'agent' },
    /ISSUER: must be the https/,
  ],
  [
    { ...base, CALLBOARD_OIDC_ISSUER: 'https://hush@id.example', CALLBOARD_OIDC_DEFAULT_ROLE: 'agent' },
    /ISSUER: must be/,
  ],
])('%j is refused by name, without the secret', (env, words) => {
  const attempt = () => readConfig(env);
  expect(attempt).toThrow(words);
  expect(attempt).not.toThrow(/hush/);
});
