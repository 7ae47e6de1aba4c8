import { createAccounts } from './0001-accounts';
import { createSources } from './0002-sources';
import { createAudit } from './0003-audit';
import { createPeople } from './0004-people';
import { createHistory } from './0005-history';
import { createIntents } from './0007-intents';
import { createOwnAgents } from './0008-own-agents';
import { createConfigChanges } from './0010-config-changes';
import { createBorrows } from './0011-borrows';
import { addBorrowOwners } from './0012-borrow-owners';
import { indexChangesByQueue } from './0013-changes-by-queue';
import type { SchemaChange } from './schema-change';

/**
 * In the order of their names, which never change once released. A new table wants a line here, its columns in a file of
 * `schema/`, and its key in `schema/tables.ts`, so that backups have it.
 */
export const migrations: Readonly<Record<string, SchemaChange>> = {
  '0001-accounts': createAccounts,
  '0002-sources': createSources,
  '0003-audit': createAudit,
  '0004-people': createPeople,
  '0005-history': createHistory,
  '0007-intents': createIntents,
  '0008-own-agents': createOwnAgents,
  '0010-config-changes': createConfigChanges,
  '0011-borrows': createBorrows,
  '0012-borrow-owners': addBorrowOwners,
  '0013-changes-by-queue': indexChangesByQueue,
};
