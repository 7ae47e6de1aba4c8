import type { SinchSettings } from './settings';

/** A monitoring setting of a user; the value is whatever a client put there. */
export interface UserSetting {
  readonly id: string;
  readonly uiLanguage: string;
  readonly value: string;
}

/** What is kept beside the centre for as long as the system runs. */
export interface KeptRecords {
  /** Of the one user the interface is asked by, by id. */
  readonly settings: Map<string, UserSetting>;
  /** Memberships that some other system serves, as `{agent}/{queue}`. */
  readonly external: Set<string>;
}

/** What the vendor's own monitoring page has stored for its user. */
const ofMonitoringPage: UserSetting = {
  id: 'MON365_SETTINGS',
  uiLanguage: 'EN',
  value: JSON.stringify({ layout: 'grid', columns: ['queueName', 'inQueueCurrent'], refreshSeconds: 10 }),
};

export function createKeptRecords({ externallyServed }: SinchSettings): KeptRecords {
  return { settings: new Map([[ofMonitoringPage.id, ofMonitoringPage]]), external: new Set(externallyServed) };
}
