import { CommandRefused } from '@/server/vendors/command';
import { isVendorError } from '@/server/vendors/vendor-error';
import { putRecord, readCollection } from './client';
import { type Presence, presences } from './payloads';
import type { SinchContext } from './session';
import { wordOf } from './words';

/** Where an agent is found, by RMI's id. */
export const agentPath = (agent: string): string => `agents/${encodeURIComponent(agent)}`;

/** The presence profiles of the agent at this path. */
export async function readPresences(context: SinchContext, path: string): Promise<Presence[]> {
  const rows = await readCollection<Presence>(context, context.signal, `${path}/presences`, presences);
  return rows.map(({ readAt: _, ...presence }): Presence => presence);
}

/** Takes up the profile that is `wanted`, which is what putting it does [inf]; nothing is sent where there is none. */
export async function takeUp(
  context: SinchContext,
  path: string,
  wanted: (profiles: readonly Presence[]) => Presence | undefined,
  missing: string,
): Promise<void> {
  const profile = wanted(await readPresences(context, path).catch(refuseUnknown));
  if (!profile) throw new CommandRefused(missing);
  await putRecord(context, `${path}/presences/${encodeURIComponent(profile.id)}`, profile);
}

/** The profile that ends a pause: the one of the settings, else the first. */
export function presentProfile(profiles: readonly Presence[], wanted: string): Presence | undefined {
  const present = profiles.filter(({ type }) => wordOf(type) === 'presence');
  if (wanted === '') return present[0];
  return present.find(({ id, name }) => [wordOf(id), wordOf(name)].includes(wanted.toLowerCase()));
}

/** Nothing has been changed yet: that the list is refused is a no, not a doubt. */
function refuseUnknown(error: unknown): never {
  if (isVendorError(error) && (error.status === 400 || error.status === 404))
    throw new CommandRefused('Sinch does not tell the presence profiles of this agent');
  throw error;
}
