import { z } from 'zod';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const flag = z
  .enum(['0', '1', 'false', 'true'], 'must be 1 or 0')
  .transform((value) => value === '1' || value === 'true')
  .default(false);

const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d+$/, 'must be a port number, such as 3000')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number from 0 to 65535')
    .default(3000),
  CALLBOARD_HOST: z.string().optional(),
  CALLBOARD_URL: z
    .url({ protocol: /^https?$/, error: 'must be the address people open, such as https://callboard.example' })
    .optional(),
  CALLBOARD_SOURCES: z.string('must be the path of the sources file, such as ./sources.json; see docs/sources.md'),
  CALLBOARD_SECRET: z
    .string('must be set: it signs sessions; make one with "openssl rand -base64 48"')
    .min(32, 'must have at least 32 characters; make one with "openssl rand -base64 48"'),
  CALLBOARD_ADMIN_USER: z.string().max(200, 'must have at most 200 characters').optional(),
  CALLBOARD_ADMIN_PASSWORD: z
    .string()
    .min(8, 'must have at least 8 characters')
    .max(1000, 'must have at most 1000 characters')
    .optional(),
  CALLBOARD_DATA: z.string().default('./data'),
  CALLBOARD_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  CALLBOARD_TRUST_PROXY: flag,
  CALLBOARD_DEMO_ACCOUNTS: flag,
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});

export interface Config {
  readonly port: number;
  /** Undefined: all addresses. */
  readonly host: string | undefined;
  /** The address people open, without a trailing slash; null where they come as the request says. */
  readonly publicUrl: string | null;
  readonly sourcesFile: string;
  readonly secret: string;
  readonly admin: { readonly username: string; readonly password: string } | null;
  readonly dataDir: string;
  readonly metricsToken: string | null;
  /** One proxy of ours stands before us, and what it says of the caller is true. */
  readonly trustProxy: boolean;
  readonly demoAccounts: boolean;
  readonly logLevel: (typeof logLevels)[number];
}

/** Reads the environment; throws one error that names every wrong variable, what would be right, and no value. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`);
    throw new Error(`The environment is not right:\n${lines.join('\n')}`);
  }
  return configOf(parsed.data);
}

function configOf(env: z.infer<typeof environment>): Config {
  const { CALLBOARD_ADMIN_USER: username, CALLBOARD_ADMIN_PASSWORD: password } = env;
  return {
    port: env.PORT,
    host: env.CALLBOARD_HOST,
    publicUrl: env.CALLBOARD_URL?.replace(/\/+$/, '') ?? null,
    sourcesFile: env.CALLBOARD_SOURCES,
    secret: env.CALLBOARD_SECRET,
    admin: username !== undefined && password !== undefined ? { username, password } : null,
    dataDir: env.CALLBOARD_DATA,
    metricsToken: env.CALLBOARD_METRICS_TOKEN ?? null,
    trustProxy: env.CALLBOARD_TRUST_PROXY,
    demoAccounts: env.CALLBOARD_DEMO_ACCOUNTS,
    logLevel: env.LOG_LEVEL,
  };
}
