import type { Kysely } from 'kysely';
import type { Engine } from '@/server/store/store';

/** Changes the schema one step up; there is no way back but a backup. */
// biome-ignore lint/suspicious/noExplicitAny: while it is being made a schema has no type
export type SchemaChange = (db: Kysely<any>, engine: Engine) => Promise<void>;
