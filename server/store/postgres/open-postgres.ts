import { Kysely, PostgresDialect, sql } from 'kysely';
import { SetupError } from '@/server/sources/setup-error';
import { type Availability, unwatched } from '@/server/store/availability';
import type { SchemaTarget } from '@/server/store/migrate-store';
import type { Database } from '@/server/store/schema';
import type { Store } from '@/server/store/store';
import { createGuardedPool, type PoolSettings } from './guarded-pool';

type Pace = Omit<PoolSettings, 'databaseUrl'>;
const everyday: Pace = { connections: 10, answerWithinMs: 5000 };
/** Apart from the others, so that a few long reads do not take every connection. */
const reading: Pace = { connections: 4, answerWithinMs: 60_000 };
/** Changing a schema takes what it takes, and waits for another node that does so. */
const patient: Pace = { connections: 2, answerWithinMs: 0 };

/** Opens the PostgreSQL at the address, after `prepare`. Throws SetupError when it is not there or does not let us in. */
export async function openPostgres(
  databaseUrl: string,
  availability: Availability,
  prepare: (target: SchemaTarget) => Promise<void>,
): Promise<Store> {
  const first = await connectPatiently(databaseUrl);
  try {
    await prepare({ db: first, engine: 'postgres' });
  } finally {
    await first.destroy();
  }
  const [db, reader] = [connect(databaseUrl, availability, everyday), connect(databaseUrl, availability, reading)];
  const close = async () => void (await Promise.all([db.destroy(), reader.destroy()]));
  return { db, reader, engine: 'postgres', status: availability.status, close };
}

/** Connections for work that may take long; throws SetupError where PostgreSQL is not there or does not let us in. */
export async function connectPatiently(databaseUrl: string): Promise<Kysely<Database>> {
  const db = connect(databaseUrl, unwatched, patient);
  try {
    await sql`select 1`.execute(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw cannotReach(error);
  }
}

function connect(databaseUrl: string, availability: Availability, pace: Pace): Kysely<Database> {
  return new Kysely({
    dialect: new PostgresDialect({ pool: createGuardedPool({ databaseUrl, ...pace }, availability) }),
  });
}

const remedies: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at that address: check host and port, and that PostgreSQL runs',
  ENOTFOUND: 'there is no such host: check its name',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ENOENT: 'there is no such socket: check the path of its folder',
  '28P01': 'the password is wrong',
  '28000': 'the user may not sign in from here',
  '3D000': 'there is no such database: create it',
  '53300': 'it has no connection left',
};

/** Our words only: the driver's own can name user and host. */
function cannotReach(error: unknown): SetupError {
  const { cause = error } = error as { cause?: unknown };
  const code = String((cause as { code?: unknown } | null)?.code ?? 'no answer');
  const remedy = remedies[code] ?? 'check the address, and that PostgreSQL runs';
  const message = `PostgreSQL cannot be used (${code}): ${remedy}`;
  return new SetupError('The database cannot be reached', [{ path: 'DATABASE_URL', message }]);
}
