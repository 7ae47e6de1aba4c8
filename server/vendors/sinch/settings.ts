import { z } from 'zod';
import { commonSettings } from '@/server/vendors/common-settings';
import type { SetupProblem } from '@/server/vendors/vendor';

export const authModes = ['basic', 'gateway', 'session', 'bearer'] as const;

/** Settings of a Sinch Contact Center source; everything but `baseUrl` has a default. */
export const settings = z.strictObject({
  ...commonSettings,
  baseUrl: commonSettings.baseUrl.describe(
    'gateway, bearer: the address Sinch issued; session: the tenant’s address; basic: as http://host:8080/RI/rmi',
  ),
  auth: z.enum(authModes).default('basic').meta({
    title: 'Sign-in',
    essential: true,
    description:
      'basic: own server; gateway: user, password and API key; session: ECFS sign-in; bearer: a token of your own',
  }),
  rmiPath: z
    .string()
    .optional()
    .meta({ title: 'RMI path' })
    .describe('Path of RMI below baseUrl; by default what the auth mode uses, nothing where baseUrl ends with /rmi'),
  authenticationPath: z.string().min(1).default('ecfs/authentication').describe('Path of the sign-in, auth "session"'),
  notReadyWord: z
    .string()
    .trim()
    .default('NotReady')
    .describe(
      'What a pause without a reason sets as readyState, which no public document names; "" to insist on a reason',
    ),
  readyProfile: z
    .string()
    .trim()
    .default('')
    .describe('Name or id of the presence profile that ends a pause; "" for the first of type PRESENCE'),
  pageSize: z.number().int().min(1).max(10_000).default(1000).describe('Rows asked for in one request'),
});
export type SinchSettings = z.infer<typeof settings>;

export const secrets = z.strictObject({
  user: z.string().min(1).optional().describe('User with monitoring rights; every auth mode but bearer'),
  password: z.string().min(1).optional().describe('That user’s password'),
  apiKey: z
    .string()
    .min(1)
    .optional()
    .meta({ title: 'API key' })
    .describe('The x-api-key of the gateway; auth "gateway"'),
  token: z.string().min(1).optional().describe('An id token; auth "bearer"'),
});
export type SinchSecrets = z.infer<typeof secrets>;

const needed = {
  basic: ['user', 'password'],
  gateway: ['user', 'password', 'apiKey'],
  session: ['user', 'password'],
  bearer: ['token'],
} as const satisfies Record<SinchSettings['auth'], readonly (keyof SinchSecrets)[]>;

/** Which secrets the auth mode lacks. */
export function missingSecrets({ auth }: SinchSettings, given: SinchSecrets): SetupProblem[] {
  return needed[auth]
    .filter((name) => given[name] === undefined)
    .map((name) => ({ path: `secrets.${name}`, message: `must be set for "auth": "${auth}"` }));
}

/** Where RMI lies below the base address; '' where the base address is RMI itself. */
export function rmiPathOf({ baseUrl, auth, rmiPath }: SinchSettings): string {
  if (rmiPath !== undefined) return rmiPath.replace(/\/+$/, '');
  const path = new URL(baseUrl).pathname.replace(/\/+$/, '');
  if (/\/rmi$/i.test(path)) return '';
  if (auth === 'session') return 'ecfs/RI/rmi';
  return auth === 'basic' && !/\/ri$/i.test(path) ? 'RI/rmi' : 'rmi';
}
