import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SourceSetup } from '@/server/polling/poller';
import type { AnyVendor, HttpSettings, SetupProblem } from '@/server/vendors/vendor';
import { checkShape, pathOf } from './describe-issue';
import { type Environment, fillIn } from './fill-in';
import { findJsonError } from './find-json-error';
import { SetupError } from './setup-error';

interface SourcesFileContext {
  readonly vendors: Readonly<Record<string, AnyVendor<string>>>;
  readonly env: Environment;
  /** Tries whether a door can be made, e.g. whether the CA file can be read; throws when not. */
  readonly tryDoor: (settings: HttpSettings) => void;
}

const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, 'must be letters, digits, "-" and "_" only, 63 at most')
  .refine((value) => value !== 'callboard', 'must not be "callboard": that name is taken');

const open = z.record(z.string(), z.unknown());

function entrySchema(vendorIds: readonly string[]) {
  return z.strictObject({
    id,
    name: z.string().trim().min(1),
    vendor: z.enum(vendorIds),
    pollEverySeconds: z.number().min(0.5).max(3600).optional(),
    settings: open,
    secrets: open.default({}),
  });
}

type Entry = z.infer<ReturnType<typeof entrySchema>>;

/** Reads the sources file; throws SetupError that names every problem by its path and hides the values. */
export function readSourcesFile(file: string, context: SourcesFileContext): SourceSetup[] {
  return parseSources(readText(file), file, context);
}

/** The same for its text. */
export function parseSources(text: string, file: string, context: SourcesFileContext): SourceSetup[] {
  const shape = z.strictObject({ sources: z.array(z.unknown()) });
  const { data, problems } = checkShape(shape, parseText(text, file));
  if (problems) throw new SetupError(`The sources file ${file} has the wrong form`, problems);
  const found: SetupProblem[] = [];
  const setups = data.sources.flatMap((entry, index) => readEntry(entry, `sources[${index}]`, context, found) ?? []);
  found.push(...repeatedIds(data.sources));
  if (found.length > 0) throw new SetupError(`The sources file ${file} cannot be used`, found);
  return setups;
}

function readEntry(
  value: unknown,
  path: string,
  { vendors, env, tryDoor }: SourcesFileContext,
  found: SetupProblem[],
): SourceSetup | null {
  const entry = checkShape(entrySchema(Object.keys(vendors)), value, path);
  if (entry.problems) found.push(...entry.problems);
  const vendor = entry.data ? vendors[entry.data.vendor] : undefined;
  if (!entry.data || !vendor) return null;
  const unset: SetupProblem[] = [];
  const settings = fillIn(entry.data.settings, env, `${path}.settings`, unset);
  const secrets = fillIn(entry.data.secrets, env, `${path}.secrets`, unset);
  const forVendor = unset.length > 0 ? { problems: unset } : readForVendor(vendor, settings, secrets, path, tryDoor);
  found.push(...forVendor.problems);
  return 'parsed' in forVendor ? { ...setupOf(entry.data, vendor), ...forVendor.parsed } : null;
}

function setupOf({ id, name, pollEverySeconds }: Entry, vendor: AnyVendor<string>) {
  return { id, name, vendor, pollEverySeconds };
}

interface ForVendor {
  readonly problems: readonly SetupProblem[];
  readonly parsed?: Pick<SourceSetup, 'settings' | 'secrets'>;
}

function readForVendor(
  vendor: AnyVendor<string>,
  rawSettings: unknown,
  rawSecrets: unknown,
  path: string,
  tryDoor: SourcesFileContext['tryDoor'],
): ForVendor {
  const settings = checkShape<unknown>(vendor.settings, rawSettings, `${path}.settings`);
  const secrets = checkShape<unknown>(vendor.secrets, rawSecrets, `${path}.secrets`);
  if (settings.problems || secrets.problems)
    return { problems: [...(settings.problems ?? []), ...(secrets.problems ?? [])] };
  const between = vendor.check?.(settings.data, secrets.data) ?? [];
  const problems = between.map((problem) => ({ ...problem, path: pathOf(path, [problem.path]) }));
  try {
    tryDoor(vendor.http(settings.data));
  } catch {
    problems.push({ path: `${path}.settings.caFile`, message: 'must name a PEM file that can be read' });
  }
  return { problems, parsed: { settings: settings.data, secrets: secrets.data } };
}

function repeatedIds(entries: readonly unknown[]): SetupProblem[] {
  const ids = entries.map((entry) => (entry as { id?: unknown } | null)?.id);
  return ids.flatMap((value, index) => {
    const first = ids.indexOf(value);
    if (typeof value !== 'string' || first === index) return [];
    return [{ path: `sources[${index}].id`, message: `must be its own: sources[${first}] has the same one` }];
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'unknown error';
    const message = `cannot be read (${code}): it must be the path of a JSON file`;
    throw new SetupError('The sources file cannot be used', [{ path: 'CALLBOARD_SOURCES', message }]);
  }
}

function parseText(text: string, file: string): unknown {
  const clean = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(clean);
  } catch {
    const { line, column } = findJsonError(clean);
    const message = `is not JSON at line ${line}, column ${column}`;
    throw new SetupError('The sources file cannot be used', [{ path: file, message }]);
  }
}
