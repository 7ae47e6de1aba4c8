import { accountsApi, invitationsApi } from './accounts-api';
import { auditApi } from './audit-api';
import { borrowsApi } from './borrows-api';
import { commandsApi } from './commands-api';
import { docsApi } from './docs-api';
import { editorsApi } from './editors-api';
import { floorApi } from './floor-api';
import { historyApi } from './history-api';
import { meApi } from './me-api';
import { peopleApi } from './people-api';
import { sourcesApi } from './sources-api';

/** Every endpoint for people and programs that are signed in; one line per area. */
export const api = {
  ...accountsApi,
  ...invitationsApi,
  ...floorApi,
  ...historyApi,
  ...sourcesApi,
  ...auditApi,
  ...peopleApi,
  ...commandsApi,
  ...borrowsApi,
  ...editorsApi,
  ...meApi,
  ...docsApi,
} as const;

export type Api = typeof api;
export type ApiKey = keyof Api;
