import { floorApi } from './floor-api';
import { historyApi } from './history-api';
import { sourcesApi } from './sources-api';

/** Every endpoint for people and programs that are signed in; one line per area. */
export const api = {
  ...floorApi,
  ...historyApi,
  ...sourcesApi,
} as const;

export type Api = typeof api;
export type ApiKey = keyof Api;
