import type { FieldValue, MemberValue, RecordField } from './records';

/** What is wrong with a value for this field, as far as the field itself tells; null when nothing is. */
export function problemOfValue(field: RecordField, value: FieldValue): string | null {
  if (isEmpty(value)) return field.isRequired ? 'must not be empty' : null;
  return problems[field.kind](value, field);
}

const isEmpty = (value: FieldValue) => value === null || value === '' || (Array.isArray(value) && value.length === 0);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const isClean = (value: string) => !control.test(value);

type Judge = (value: FieldValue, field: RecordField) => string | null;

const text: Judge = (value, { maxLength }) => {
  if (typeof value !== 'string') return 'must be text';
  if (!isClean(value)) return 'must be without control characters';
  return maxLength !== null && [...value].length > maxLength ? `must have at most ${maxLength} characters` : null;
};

const problems: { readonly [K in RecordField['kind']]: Judge } = {
  text: (value, field) => text(value, field) ?? (/[\r\n\u2028\u2029]/.test(String(value)) ? 'must be one line' : null),
  'long-text': text,
  number: (value) => (typeof value === 'number' ? null : 'must be a number'),
  boolean: (value) => (typeof value === 'boolean' ? null : 'must be yes or no'),
  choice: (value, { picks }) =>
    picks.some((one) => one.value === value) ? null : 'must be one of those to choose from',
  choices: (value, { picks }) => {
    if (!isTexts(value)) return 'must be a list';
    return value.every((one) => picks.some((pick) => pick.value === one)) ? null : 'has one that cannot be chosen';
  },
  list: (value) => {
    if (!isTexts(value)) return 'must be a list of texts';
    return value.every(isClean) ? null : 'must be without control characters';
  },
  members: (value, { picks, levels }) => {
    if (!isMembers(value)) return 'must be a list of members';
    if (!value.every(({ of }) => picks.some((pick) => pick.value === of))) return 'has one that cannot be chosen';
    if (new Set(value.map(({ of }) => of)).size < value.length) return 'has one twice';
    const known = levels.length === 0 ? [''] : levels.map((level) => level.value);
    return value.every(({ level }) => known.includes(level)) ? null : 'has a level that cannot be chosen';
  },
};

function isTexts(value: FieldValue): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isMembers(value: FieldValue): value is readonly MemberValue[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'of' in one);
}
