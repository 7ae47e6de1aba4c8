import type { Centre } from '@/server/emulators/centre-types';
import type { Managed } from './configuration';
import type { ImagicleSettings } from './settings';
import type { ImagicleUser } from './users';

/** A request of whoever was let in. */
export interface ImagicleCall {
  readonly centre: Centre;
  readonly settings: ImagicleSettings;
  /** Username of who asks. */
  readonly self: string;
  /** People of the suite beside the agents. */
  readonly office: readonly ImagicleUser[];
  readonly method: string;
  readonly query: URLSearchParams;
  /** The body as JSON; undefined when there is none that can be read. */
  readonly body: unknown;
}

/** Whether who asks may change this queue or service. */
export function mayManage({ settings, self }: ImagicleCall, { managers }: Managed): boolean {
  return settings.managesEverything || managers.some(({ username }) => username === self);
}
