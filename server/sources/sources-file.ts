import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SourceSetup } from '@/server/polling/poller';
import type { SetupProblem } from '@/server/vendors/vendor';
import { checkShape } from './describe-issue';
import { type Environment, fillIn } from './fill-in';
import { findJsonError } from './find-json-error';
import { SetupError } from './setup-error';
import { checkEntry, type EntryContext, readForVendor } from './source-entry';

interface SourcesFileContext extends EntryContext {
  readonly env: Environment;
}

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
  context: SourcesFileContext,
  found: SetupProblem[],
): SourceSetup | null {
  const checked = checkEntry(value, path, context);
  if (checked.problems) {
    found.push(...checked.problems);
    return null;
  }
  const { entry, vendor } = checked;
  const unset: SetupProblem[] = [];
  const settings = fillIn(entry.settings, context.env, `${path}.settings`, unset);
  const secrets = fillIn(entry.secrets, context.env, `${path}.secrets`, unset);
  const forVendor =
    unset.length > 0 ? { problems: unset } : readForVendor(vendor, { settings, secrets }, path, context);
  found.push(...forVendor.problems);
  if (!('parsed' in forVendor) || !forVendor.parsed) return null;
  const { id, name, pollEverySeconds } = entry;
  const written = { settings: entry.settings, secretNames: Object.keys(entry.secrets) };
  return { id, name, vendor, pollEverySeconds, ...forVendor.parsed, written };
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
