import { z } from 'zod';
import { parsed } from './agent-commands';
import { badRequest, notFound, SinchFailure } from './failure';
import type { UserSetting } from './kept-records';
import type { Row } from './list-query';
import type { World } from './world';

const longestId = 100;

// "Provide all properties since all fields are updated."
const settingSchema = z.object({
  id: z.string().min(1).max(longestId),
  uiLanguage: z.string().regex(/^[A-Z]{2}$/i),
  value: z.string(),
});

/** `GET /settings`: those of the signed-in user and nobody else's. */
export const settingList = ({ kept }: World): Row[] => [...kept.settings.values()].map((setting) => ({ ...setting }));

/** `GET /settings/{id}`. */
export function settingRecord(world: World, id: string): Row {
  return { ...settingAt(world, id) };
}

function settingAt({ kept }: World, id: string): UserSetting {
  const setting = kept.settings.get(id);
  if (!setting) throw notFound();
  return setting;
}

/** `POST /settings`; the id comes with it, as it does in the only example there is. */
export function addSetting(world: World, body: unknown): string {
  const setting = parsed(settingSchema, body);
  if (world.kept.settings.has(setting.id)) throw new SinchFailure(409, 'HTTP 409 Conflict');
  const order = { deed: 'add-setting', agentId: null, details: { ...setting } };
  world.centre.command(order, (as) => keepSetting(world, as(setting)));
  return setting.id;
}

/** `PUT /settings/{id}`. */
export function putSetting(world: World, id: string, body: unknown): void {
  const { id: known } = settingAt(world, id);
  const setting = parsed(settingSchema, body);
  if (setting.id !== known) throw badRequest('Invalid setting');
  const order = { deed: 'setting', agentId: null, details: { ...setting } };
  world.centre.command(order, (as) => keepSetting(world, { ...as(setting), id }));
}

function keepSetting({ kept }: World, setting: UserSetting): boolean {
  kept.settings.set(setting.id, setting);
  return true;
}

/** Somebody else at the same user's monitoring page changes a setting, or deletes it; null when there is none. */
export function editSetting(world: World, id: string, values: Readonly<Record<string, unknown>> | null): Row | null {
  const before = world.kept.settings.get(id);
  if (!before) return null;
  if (values === null) world.kept.settings.delete(id);
  else keepSetting(world, { ...parsed(settingSchema, { ...before, ...values }), id });
  return { ...(world.kept.settings.get(id) ?? before) };
}
