import { Refusal } from '@/lib/protocol/refusal';
import type { SourceSetup } from '@/server/polling/poller';
import type { AnyVendor, SetupProblem } from '@/server/vendors/vendor';
import { checkTexts } from './check-texts';
import type { SecretBox } from './secret-box';
import { checkEntry, type EntryContext, readForVendor } from './source-entry';
import type { StoredSource } from './source-repository';
import { openSecrets } from './source-secrets';

export interface DraftContext extends EntryContext {
  readonly box: SecretBox | null;
}

/** A source as somebody entered it. */
export interface SourceDraft {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly pollEverySeconds?: number | null | undefined;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Left out: the kept one is used; null: there is to be none. */
  readonly secrets: Readonly<Record<string, string | null>>;
}

/** A draft that is right. */
export interface ReadySource {
  readonly setup: SourceSetup;
  /** Every secret it has, kept and new. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Checks a draft as an entry of the sources file is checked, with the secrets of `kept` where it gives none; throws Refusal. */
export function readDraft(draft: SourceDraft, kept: StoredSource | null, context: DraftContext): ReadySource {
  const { id, name, vendor: vendorId, settings } = draft;
  const typed = checkTexts({ name, settings, secrets: draft.secrets }, '');
  if (typed.length > 0) throw refusalOf(typed);
  const { secrets, borrowed, unreadable } = mergeSecrets(draft, kept, context.box);
  const pollEverySeconds = draft.pollEverySeconds ?? undefined;
  const checked = checkEntry({ id, name, vendor: vendorId, pollEverySeconds, settings, secrets }, '', context);
  // Whoever fills in a form is told of everything at once.
  const vendor = Object.hasOwn(context.vendors, vendorId) ? context.vendors[vendorId] : undefined;
  const forVendor = vendor ? readForVendor(vendor, { settings, secrets }, '', context) : { problems: [] };
  const found = [...(checked.problems ?? []), ...forVendor.problems.filter(isOfNone(unreadable))];
  const problems = [...found, ...unreadable.map(notReadable)];
  if (checked.problems || !forVendor.parsed || problems.length > 0) throw refusalOf(problems);
  if (kept && borrowed.length > 0 && !isSameOrigin(checked.vendor, forVendor.parsed.settings, kept, context))
    throw refusalOf(borrowed.map(notForElsewhere));
  const written = { settings, secretNames: Object.keys(secrets) };
  const { entry } = checked;
  const setup = {
    ...{ id: entry.id, name: entry.name, vendor: checked.vendor, pollEverySeconds },
    ...{ ...forVendor.parsed, origin: 'browser' as const, written },
  };
  return { setup, secrets };
}

function mergeSecrets(draft: SourceDraft, kept: StoredSource | null, box: SecretBox | null) {
  const opened = openSecrets(box, draft.id, kept?.sealedSecrets ?? {});
  const isKept = (name: string) => !Object.hasOwn(draft.secrets, name);
  const given = Object.entries(draft.secrets).filter((pair): pair is [string, string] => pair[1] !== null);
  const borrowed = Object.keys(opened.secrets).filter(isKept);
  const from = Object.fromEntries(borrowed.map((name) => [name, opened.secrets[name] ?? '']));
  return { secrets: { ...from, ...Object.fromEntries(given) }, borrowed, unreadable: opened.unreadable.filter(isKept) };
}

/** Who does not know a secret must not have it sent to a place of theirs: scheme, host and port have to be the old ones. */
function isSameOrigin(
  vendor: AnyVendor<string>,
  settings: unknown,
  kept: StoredSource,
  context: DraftContext,
): boolean {
  const before = originOf(kept, context);
  return before !== null && before === new URL(vendor.http(settings).baseUrl).origin;
}

/** Where a kept source is asked, as scheme, host and port; null when its settings do not fit any more. */
export function originOf(kept: StoredSource, { vendors }: Pick<EntryContext, 'vendors'>): string | null {
  const vendor = Object.hasOwn(vendors, kept.vendor) ? vendors[kept.vendor] : undefined;
  const parsed = vendor?.settings.safeParse(kept.settings);
  return vendor && parsed?.success ? new URL(vendor.http(parsed.data).baseUrl).origin : null;
}

const isOfNone = (names: readonly string[]) => (problem: SetupProblem) =>
  !names.some((name) => problem.path === `secrets.${name}`);

function notReadable(name: string): SetupProblem {
  return { path: `secrets.${name}`, message: 'cannot be read with the keys that are set: enter it again' };
}

function notForElsewhere(name: string): SetupProblem {
  return { path: `secrets.${name}`, message: 'must be entered again, as the address leads to another place' };
}

function refusalOf(problems: readonly SetupProblem[]): Refusal {
  return new Refusal('bad-request', { problems: problems.map(({ path, message }) => ({ field: path, message })) });
}
