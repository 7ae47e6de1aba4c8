import { createHash } from 'node:crypto';
import { z } from 'zod';
import { basePath, paths } from '@/lib/paths';
import { missingOidc, type OidcSettings, oidcOf, oidcVariables } from './auth/oidc-settings';
import { type ProxyTrust, parseTrust, trustForm } from './auth/trusted-proxies';
import type { CommandSettings } from './commands/open-commands';
import type { HistorySettings } from './history/open-history';
import { checkShape } from './sources/describe-issue';
import type { Environment } from './sources/fill-in';
import type { SecretKeys } from './sources/secret-box';
import { SetupError } from './sources/setup-error';
import { isAddressRange } from './vendors/address-guard';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What the environment says, checked. */
export interface Config {
  readonly isProduction: boolean;
  readonly port: number;
  /** Undefined: all addresses. */
  readonly host: string | undefined;
  /** Path of the sources file; null: start without sources. */
  readonly sourcesFile: string | null;
  /** Signs sessions. */
  readonly secret: string;
  /** The first admin of an empty data directory. */
  readonly admin: { readonly username: string; readonly password: string } | null;
  readonly dataDir: string;
  /** A PostgreSQL to keep things in; null: the embedded database in the data directory. */
  readonly databaseUrl: string | null;
  readonly history: HistorySettings;
  readonly commands: CommandSettings;
  readonly logLevel: LogLevel;
  /** Origin of the address people open; null where they come as the request says. */
  readonly publicUrl: string | null;
  /** Wanted by `GET /metrics`; null: open. */
  readonly metricsToken: string | null;
  /** Proxies of ours: what they say of the caller is true. */
  readonly trustProxy: ProxyTrust;
  readonly demoAccounts: boolean;
  /** Seal the secrets of sources that are added in the browser; null: none can be added. */
  readonly secretKeys: SecretKeys | null;
  /** Addresses and ranges that sources may lead to though they are refused otherwise. */
  readonly allowAddresses: readonly string[];
  /** An OpenID provider to sign in with; null: none. */
  readonly oidc: OidcSettings | null;
}

const developmentSecret = 'for-development-only-not-a-secret-at-all';
const minSecretLength = 32;
const secretForm = `at least ${minSecretLength} characters; make one with: openssl rand -base64 48`;
const keyForm = 'must be 32 bytes in base64; make one with: openssl rand -base64 32';
const portForm = 'must be a port: a whole number from 0 to 65535';

/** An address of ours. Where below its host we live is fixed when the app is built, so another path would be ignored. */
function address(...mayEndIn: readonly string[]) {
  const where = basePath ? `, with ${basePath} or nothing behind the host` : ', with nothing behind the host';
  const isOurs = (text: string) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
    if (!url || !isWeb || url.username || url.password || url.search || url.hash) return false;
    return ['', basePath, ...mayEndIn].includes(url.pathname.replace(/\/+$/, ''));
  };
  return z.string().refine(isOurs, `must be an address such as https://callboard.example${where}`);
}

const databaseForm = 'must be an address such as postgres://user:password@host:5432/callboard';
const isPostgres = (text: string) =>
  URL.canParse(text) &&
  ['postgres:', 'postgresql:'].includes(new URL(text).protocol) &&
  new URL(text).pathname.length > 1;

function days(standard: number) {
  return wholeNumber(standard, 36_500, 'days');
}

function wholeNumber(standard: number, most: number, unit: string) {
  const form = `must be a whole number of ${unit} from 1 to ${most}`;
  return z
    .string()
    .regex(/^\d{1,6}$/, form)
    .transform(Number)
    .refine((count) => count >= 1 && count <= most, form)
    .default(standard);
}

const flag = z
  .enum(['0', '1', 'false', 'true'])
  .transform((value) => value === '1' || value === 'true')
  .default(false);

/** `openssl rand -base64 32` */
const isKey = (text: string) => /^[A-Za-z0-9+/]{43}=$/.test(text);

/** Parts between commas, trimmed; empty ones do not count. */
const listOf = (text: string) => text.split(',').flatMap((part) => part.trim() || []);

const environmentSchema = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portForm)
    .transform(Number)
    .refine((port) => port <= 65_535, portForm)
    .default(3000),
  CALLBOARD_HOST: z.string().optional(),
  CALLBOARD_SOURCES: z.string().optional(),
  CALLBOARD_SECRET: z
    .string()
    .refine((secret) => secret.length >= minSecretLength, `must be ${secretForm}`)
    .optional(),
  CALLBOARD_ADMIN_USER: z.string().trim().min(1).max(200).optional(),
  CALLBOARD_ADMIN_PASSWORD: z.string().max(1000).optional(),
  CALLBOARD_DATA: z.string().default('./data'),
  DATABASE_URL: z.string().refine(isPostgres, databaseForm).optional(),
  CALLBOARD_KEEP_DELTAS_DAYS: days(7),
  CALLBOARD_KEEP_MINUTES_DAYS: days(30),
  CALLBOARD_KEEP_HOURS_DAYS: days(400),
  CALLBOARD_KEYFRAME_MINUTES: wholeNumber(5, 1440, 'minutes'),
  CALLBOARD_COMMAND_SECONDS: wholeNumber(30, 600, 'seconds'),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  CALLBOARD_URL: address().optional(),
  NEXTAUTH_URL: address(paths.auth).optional(),
  CALLBOARD_METRICS_TOKEN: z.string().min(16).optional(),
  CALLBOARD_TRUST_PROXY: z
    .string()
    .refine((text) => parseTrust(text) !== null, trustForm)
    .transform((text) => parseTrust(text) ?? 'nobody')
    .default('nobody'),
  // Fixed when the app is built: asked for here only to tell whoever sets another one later.
  CALLBOARD_BASE_PATH: z
    .string()
    .refine(
      (path) => path === basePath,
      `is fixed when the app is built: build it again, or set ${basePath || 'nothing'}, as at the build`,
    )
    .optional(),
  CALLBOARD_DEMO_ACCOUNTS: flag,
  CALLBOARD_KEY: z.string().refine(isKey, keyForm).optional(),
  CALLBOARD_KEY_OLD: z
    .string()
    .transform(listOf)
    .refine((keys) => keys.every(isKey), `each part between commas ${keyForm}`)
    .default([]),
  CALLBOARD_ALLOW_ADDRESSES: z
    .string()
    .transform(listOf)
    .refine(
      (parts) => parts.every(isAddressRange),
      'must be addresses or ranges between commas, as 169.254.10.5, fe80::/64',
    )
    .default([]),
  ...oidcVariables,
});

/** Reads the environment; an empty variable counts as unset. Throws SetupError that names each wrong variable. */
export function readConfig(env: Environment): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const { data, problems } = checkShape(environmentSchema, set);
  if (problems) throw new SetupError('The environment has wrong values', problems);
  const missing = missingVariables(data);
  if (missing.length > 0) throw new SetupError('The environment lacks values', missing);
  return {
    isProduction: data.NODE_ENV === 'production',
    port: data.PORT,
    host: data.CALLBOARD_HOST,
    sourcesFile: data.CALLBOARD_SOURCES ?? null,
    secret: data.CALLBOARD_SECRET ?? developmentSecret,
    admin: adminOf(data),
    dataDir: data.CALLBOARD_DATA,
    databaseUrl: data.DATABASE_URL ?? null,
    history: {
      keepDeltasDays: data.CALLBOARD_KEEP_DELTAS_DAYS,
      keepMinutesDays: data.CALLBOARD_KEEP_MINUTES_DAYS,
      keepHoursDays: data.CALLBOARD_KEEP_HOURS_DAYS,
      keyframeEveryMs: data.CALLBOARD_KEYFRAME_MINUTES * 60_000,
    },
    commands: { timeoutMs: data.CALLBOARD_COMMAND_SECONDS * 1000 },
    logLevel: data.LOG_LEVEL,
    publicUrl: originOf(data.CALLBOARD_URL ?? data.NEXTAUTH_URL),
    metricsToken: data.CALLBOARD_METRICS_TOKEN ?? null,
    trustProxy: data.CALLBOARD_TRUST_PROXY,
    demoAccounts: data.CALLBOARD_DEMO_ACCOUNTS,
    secretKeys: secretKeysOf(data),
    allowAddresses: data.CALLBOARD_ALLOW_ADDRESSES,
    oidc: oidcOf(data),
  };
}

/** Where the store is, for commands that need nothing else of the environment. */
export function readStorePlace(env: Environment): Pick<Config, 'dataDir' | 'databaseUrl'> {
  const place = environmentSchema.pick({ CALLBOARD_DATA: true, DATABASE_URL: true });
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const { data, problems } = checkShape(place, set);
  if (problems) throw new SetupError('The environment has wrong values', problems);
  return { dataDir: data.CALLBOARD_DATA, databaseUrl: data.DATABASE_URL ?? null };
}

function originOf(address: string | undefined): string | null {
  return address === undefined ? null : new URL(address).origin;
}

type Checked = z.infer<typeof environmentSchema>;

function missingVariables(data: Checked): { path: string; message: string }[] {
  const missing: { path: string; message: string }[] = [];
  if (data.NODE_ENV === 'production' && !data.CALLBOARD_SECRET)
    missing.push({
      path: 'CALLBOARD_SECRET',
      message: `is needed: ${secretForm}`,
    });
  if (data.CALLBOARD_KEY_OLD.length > 0 && !data.CALLBOARD_KEY)
    missing.push({ path: 'CALLBOARD_KEY', message: 'is needed together with CALLBOARD_KEY_OLD' });
  if (data.CALLBOARD_ADMIN_USER && !data.CALLBOARD_ADMIN_PASSWORD)
    missing.push({ path: 'CALLBOARD_ADMIN_PASSWORD', message: 'is needed together with CALLBOARD_ADMIN_USER' });
  if (data.CALLBOARD_ADMIN_PASSWORD && !data.CALLBOARD_ADMIN_USER)
    missing.push({ path: 'CALLBOARD_ADMIN_USER', message: 'is needed together with CALLBOARD_ADMIN_PASSWORD' });
  return [...missing, ...missingOidc(data)];
}

function adminOf(data: Checked): Config['admin'] {
  const { CALLBOARD_ADMIN_USER: username, CALLBOARD_ADMIN_PASSWORD: password } = data;
  return username && password ? { username, password } : null;
}

function secretKeysOf(data: Checked): SecretKeys | null {
  const old = data.CALLBOARD_KEY_OLD.map((key) => Buffer.from(key, 'base64'));
  if (data.CALLBOARD_KEY) return { current: Buffer.from(data.CALLBOARD_KEY, 'base64'), old };
  if (data.NODE_ENV === 'production') return null;
  return { current: createHash('sha256').update(developmentSecret).digest(), old };
}
