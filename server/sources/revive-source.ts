import type { SourceSetup } from '@/server/polling/poller';
import type { SetupProblem } from '@/server/vendors/vendor';
import type { RestingSetup } from './resting-source';
import { type DraftContext, originOf } from './source-draft';
import { checkEntry, readForVendor } from './source-entry';
import type { StoredSource } from './source-repository';
import { openSecrets } from './source-secrets';

/** What the registry is to hold for a kept source: one to ask, or one that cannot be asked as it stands. */
export type Revived =
  | { readonly setup: SourceSetup; readonly resting?: undefined }
  | { readonly setup?: undefined; readonly resting: RestingSetup };

/** Makes a kept source ready to be asked; whatever is wrong with it becomes words on the floor, never an error. */
export function reviveSource(kept: StoredSource, context: DraftContext): Revived {
  if (kept.isPaused) return { resting: restingOf(kept, context, 'paused', 'Paused by an admin') };
  const { secrets, unreadable } = openSecrets(context.box, kept.id, kept.sealedSecrets);
  if (unreadable.length > 0) return needsPerson(kept, context, unreadableWords(context.box !== null, unreadable));
  const { id, name, vendor: vendorId, settings } = kept;
  const pollEverySeconds = kept.pollEverySeconds ?? undefined;
  const checked = checkEntry({ id, name, vendor: vendorId, pollEverySeconds, settings, secrets }, '', context);
  if (checked.problems) return needsPerson(kept, context, misfitWords(checked.problems));
  const { parsed, problems } = readForVendor(checked.vendor, { settings, secrets }, '', context);
  if (!parsed) return needsPerson(kept, context, misfitWords(problems));
  const written = { settings, secretNames: Object.keys(secrets) };
  return { setup: { id, name, vendor: checked.vendor, pollEverySeconds, ...parsed, origin: 'browser', written } };
}

function needsPerson(kept: StoredSource, context: DraftContext, problem: string): Revived {
  return { resting: restingOf(kept, context, 'needs-attention', problem) };
}

/** How a kept source stands on the floor while it is not asked. */
function restingOf(
  kept: StoredSource,
  context: DraftContext,
  link: RestingSetup['link'],
  problem: string,
): RestingSetup {
  const origin = originOf(kept, context);
  const { id, name, vendor } = kept;
  return { id, name, vendor, origin: 'browser', host: origin === null ? '' : new URL(origin).host, link, problem };
}

function unreadableWords(hasKey: boolean, names: readonly string[]): string {
  const what = `Its secrets (${names.join(', ')}) cannot be read`;
  return hasKey
    ? `${what} with CALLBOARD_KEY: name the key they were sealed with in CALLBOARD_KEY_OLD, or enter them again`
    : `${what} without a key: set CALLBOARD_KEY to the one they were sealed with`;
}

function misfitWords(problems: readonly SetupProblem[]): string {
  const said = problems.slice(0, 3).map(({ path, message }) => `${path} ${message}`);
  return `Its settings do not fit: ${said.join('; ')}`;
}
