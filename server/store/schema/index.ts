import type { AccountTables } from './accounts';
import type { AuditTables } from './audit';
import type { ConfigChangeTables } from './config-changes';
import type { HistoryTables } from './history';
import type { IntentTables } from './intents';
import type { PeopleTables } from './people';
import type { SourceTables } from './sources';

/** Every table; one line per domain. */
export interface Database
  extends AccountTables,
    SourceTables,
    AuditTables,
    PeopleTables,
    HistoryTables,
    IntentTables,
    ConfigChangeTables {}
