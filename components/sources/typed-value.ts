import type { ControlValue } from '@/components/form/value-control';
import { linesOf, numberOr } from '@/lib/editing/typed-text';
import type { FormField } from '@/lib/protocol/source-settings';

/** An empty text in a list, as it is typed. */
const emptyText = '""';

/** A value as its control shows it; what is not set shows the default. */
export function toTyped(field: FormField, value: unknown): ControlValue {
  const shown = value ?? field.default;
  if (field.kind === 'boolean') return shown === true;
  if (field.kind === 'choices') return Array.isArray(shown) ? shown.map(String) : [];
  if (field.kind === 'list') return Array.isArray(shown) ? shown.map(lineOf).join('\n') : String(shown ?? '');
  if (field.kind === 'pairs')
    return Object.entries(shown ?? {})
      .map(([key, one]) => `${key} = ${one}`)
      .join('\n');
  return shown === null || shown === undefined ? '' : String(shown);
}

const lineOf = (text: unknown) => (text === '' ? emptyText : String(text));

/** The value to send; undefined where the default holds. What cannot be read goes out as it was typed: the server says what is right. */
export function fromTyped(field: FormField, typed: ControlValue): unknown {
  const value = parse(field, typed);
  const isDefault = field.default !== null && JSON.stringify(value) === JSON.stringify(field.default);
  return isDefault && !field.isRequired ? undefined : value;
}

function parse(field: FormField, typed: ControlValue): unknown {
  if (typeof typed !== 'string') return typed;
  const text = typed.trim();
  switch (field.kind) {
    case 'number':
      return text === '' ? missing(field) : numberOr(text);
    case 'list':
      return listOf(field, typed);
    case 'pairs':
      return Object.fromEntries(linesOf(typed).map(pairOf));
    default:
      return text === '' && field.default === null ? missing(field) : text;
  }
}

/** Where something has to be there, the server says so. */
const missing = ({ isRequired }: FormField) => (isRequired ? '' : undefined);

function listOf({ wholeWord, default: fallback }: FormField, typed: string): unknown {
  const lines = linesOf(typed);
  if (wholeWord !== null && lines.length === 1 && lines[0] === wholeWord) return wholeWord;
  if (lines.length === 0 && wholeWord !== null) return fallback ?? undefined;
  return lines.map((line) => (line === emptyText ? '' : line));
}

function pairOf(line: string): [string, number | string] {
  const at = line.lastIndexOf('=');
  return at < 0 ? [line, ''] : [line.slice(0, at).trim(), numberOr(line.slice(at + 1).trim())];
}
