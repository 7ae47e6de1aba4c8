import type { BareDatabase, Engine } from '@/server/store/store';

/** Changes the schema one step up; there is no way back but a backup. */
export type SchemaChange = (db: BareDatabase, engine: Engine) => Promise<void>;
