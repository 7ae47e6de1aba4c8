import { z } from 'zod';
import type { SourceSetup } from '@/server/polling/poller';
import type { AnyVendor, HttpSettings, SetupProblem } from '@/server/vendors/vendor';
import { checkShape, pathOf } from './describe-issue';

/** What an entry is checked against, whether it comes from the file or from the browser. */
export interface EntryContext {
  readonly vendors: Readonly<Record<string, AnyVendor<string>>>;
  /** Tries whether a door can be made, e.g. whether the CA file can be read; throws when not. */
  readonly tryDoor: (settings: HttpSettings) => void;
}

const longestName = 200;

const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, 'must be letters, digits, "-" and "_" only, 63 at most')
  .refine((value) => value !== 'callboard', 'must not be "callboard": that name is taken');

const open = z.record(z.string(), z.unknown());

function entrySchema(vendorIds: readonly string[]) {
  return z.strictObject({
    id,
    name: z.string().trim().min(1).max(longestName),
    vendor: z.enum(vendorIds),
    pollEverySeconds: z.number().min(0.5).max(3600).optional(),
    settings: open,
    secrets: open.default({}),
  });
}

export type SourceEntry = z.infer<ReturnType<typeof entrySchema>>;

/** An entry of the right outer form with its vendor, or what is wrong under `path`. */
export function checkEntry(
  value: unknown,
  path: string,
  { vendors }: EntryContext,
):
  | { readonly entry: SourceEntry; readonly vendor: AnyVendor<string>; readonly problems: null }
  | { readonly problems: readonly SetupProblem[] } {
  const { data, problems } = checkShape(entrySchema(Object.keys(vendors)), value, path);
  const vendor = data ? vendors[data.vendor] : undefined;
  return data && vendor ? { entry: data, vendor, problems: null } : { problems: problems ?? [] };
}

interface ForVendor {
  readonly problems: readonly SetupProblem[];
  readonly parsed?: Pick<SourceSetup, 'settings' | 'secrets'>;
}

/** Settings and secrets as the vendor takes them, or what is wrong under `path`. */
export function readForVendor(
  vendor: AnyVendor<string>,
  raw: { readonly settings: unknown; readonly secrets: unknown },
  path: string,
  { tryDoor }: Pick<EntryContext, 'tryDoor'>,
): ForVendor {
  const settings = checkShape<unknown>(vendor.settings, raw.settings, pathOf(path, ['settings']));
  const secrets = checkShape<unknown>(vendor.secrets, raw.secrets, pathOf(path, ['secrets']));
  if (settings.problems || secrets.problems)
    return { problems: [...(settings.problems ?? []), ...(secrets.problems ?? [])] };
  const between = vendor.check?.(settings.data, secrets.data) ?? [];
  const problems = between.map((problem) => ({ ...problem, path: pathOf(path, [problem.path]) }));
  try {
    tryDoor(vendor.http(settings.data));
  } catch {
    problems.push({ path: pathOf(path, ['settings', 'caFile']), message: 'must name a PEM file that can be read' });
  }
  return problems.length > 0 ? { problems } : { problems, parsed: { settings: settings.data, secrets: secrets.data } };
}
