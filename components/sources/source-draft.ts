import type { ControlValue } from '@/components/form/value-control';
import type { FieldProblem } from '@/lib/protocol/reply';
import type { FormField, SourceSettings, VendorForm } from '@/lib/protocol/source-settings';
import { fromTyped, toTyped } from './typed-value';

/** A secret as it is in the form: what was typed, or that it is to be taken away. */
export interface SecretDraft {
  readonly typed: string;
  readonly isRemoved: boolean;
}

/** The form as it is typed. */
export interface SourceDraft {
  readonly id: string;
  readonly name: string;
  readonly pollEverySeconds: string;
  readonly settings: Readonly<Record<string, ControlValue>>;
  readonly secrets: Readonly<Record<string, SecretDraft>>;
}

export const untouched: SecretDraft = { typed: '', isRemoved: false };

/** The form of a source as it is kept, or an empty one. */
export function draftOf(form: VendorForm, kept: SourceSettings | null): SourceDraft {
  return {
    id: kept?.id ?? '',
    name: kept?.name ?? '',
    pollEverySeconds: kept?.pollEverySeconds == null ? '' : String(kept.pollEverySeconds),
    settings: Object.fromEntries(
      form.settings.map((field) => [field.name, toTyped(field, kept?.settings[field.name])]),
    ),
    secrets: {},
  };
}

/** What is sent of it; a field that was left as the vendor has it is left out and follows the vendor. */
export function sendingOf(form: VendorForm, draft: SourceDraft, kept: SourceSettings | null) {
  const settings: Record<string, unknown> = {};
  for (const field of form.settings) {
    const value = fromTyped(field, draft.settings[field.name] ?? '');
    if (value !== undefined) settings[field.name] = value;
  }
  return { settings, secrets: secretsOf(form, draft, kept) };
}

function secretsOf(form: VendorForm, draft: SourceDraft, kept: SourceSettings | null): Record<string, string | null> {
  const secrets: Record<string, string | null> = {};
  for (const { name, isRequired } of form.secrets) {
    const { typed, isRemoved } = draft.secrets[name] ?? untouched;
    const isKept = kept?.secretsSet.includes(name) ?? false;
    if (typed !== '') secrets[name] = typed;
    else if (isRemoved) secrets[name] = null;
    // Sent though empty, so that the server says that it is needed.
    else if (isRequired && !isKept) secrets[name] = '';
  }
  return secrets;
}

/** Seconds, or the text as it stands, so that the server says what would be right. */
export function pollOf({ pollEverySeconds }: SourceDraft): number | null {
  const text = pollEverySeconds.trim().replace(',', '.');
  if (text === '') return null;
  const seconds = Number(text);
  return Number.isNaN(seconds) ? (text as unknown as number) : seconds;
}

/** An id made of a name: small letters, digits and dashes. */
export function suggestId(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
}

/** What is wrong with a field or anything inside it, as `settings.queues[1]` is inside `settings.queues`. */
export function problemOf(problems: readonly FieldProblem[], path: string): string | null {
  const isHere = ({ field }: FieldProblem) =>
    field === path || (field.startsWith(path) && /^[.[]/.test(field.slice(path.length)));
  const found = problems.find(isHere);
  if (!found) return null;
  const inside = found.field
    .slice(path.length)
    .replace(/^\./, '')
    .replace(/^\[(\d+)\]/, (_, index: string) => `line ${Number(index) + 1}`);
  return inside === '' ? found.message : `${inside} ${found.message}`;
}

/** Problems that none of the shown fields can tell. */
export function strayProblems(problems: readonly FieldProblem[], form: VendorForm): readonly FieldProblem[] {
  const paths = [
    ...['id', 'name', 'pollEverySeconds'],
    ...form.settings.map(({ name }) => `settings.${name}`),
    ...form.secrets.map(({ name }) => `secrets.${name}`),
  ];
  return problems.filter((problem) => !paths.some((path) => problemOf([problem], path) !== null));
}

/** Where two drafts of one source differ, in the order of the form. */
export function differences(form: VendorForm, mine: SourceDraft, theirs: SourceDraft): readonly string[] {
  const settings = form.settings.filter(({ name }) => !isSame(mine.settings[name], theirs.settings[name]));
  return [
    ...(mine.name === theirs.name ? [] : ['name']),
    ...(mine.pollEverySeconds === theirs.pollEverySeconds ? [] : ['pollEverySeconds']),
    ...settings.map(({ name }) => `settings.${name}`),
  ];
}

const isSame = (a: ControlValue | undefined, b: ControlValue | undefined) => JSON.stringify(a) === JSON.stringify(b);

/** `mine` with the named fields as `theirs` has them. */
export function takeFrom(mine: SourceDraft, theirs: SourceDraft, paths: readonly string[]): SourceDraft {
  const settings = { ...mine.settings };
  for (const [name, value] of Object.entries(theirs.settings))
    if (paths.includes(`settings.${name}`)) settings[name] = value;
  return {
    ...mine,
    settings,
    ...(paths.includes('name') ? { name: theirs.name } : {}),
    ...(paths.includes('pollEverySeconds') ? { pollEverySeconds: theirs.pollEverySeconds } : {}),
  };
}

/** A field of a draft as a person reads it. */
export function readable(form: VendorForm, draft: SourceDraft, path: string): { label: string; text: string } {
  if (path === 'name') return { label: 'Name', text: draft.name };
  if (path === 'pollEverySeconds') return { label: pollLabel, text: draft.pollEverySeconds || 'the vendor’s own' };
  const name = path.slice('settings.'.length);
  const field = form.settings.find((one) => one.name === name);
  return { label: field?.label ?? name, text: textOf(field, draft.settings[name]) };
}

export const pollLabel = 'Ask for what goes on every';

function textOf(field: FormField | undefined, value: ControlValue | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = typeof value === 'string' ? value.split('\n').join(', ') : (value ?? []).join(', ');
  return `${text || 'nothing'}${field?.unit && text ? ` ${field.unit}` : ''}`;
}
