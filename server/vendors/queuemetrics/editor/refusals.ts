import { inSentence } from '@/lib/editing/in-sentence';
import type { EditorKind, FieldValue, FieldValues, RecordField } from '@/lib/editing/records';
import { isSecretField } from '@/lib/editing/secret-field';
import type { FieldProblem } from '@/lib/protocol/reply';
import { quoteVendor } from '@/server/vendors/command';
import { EditRefused } from '@/server/vendors/editor';
import { hideSecrets } from '@/server/vendors/hide-secrets';
import type { Secrets } from '@/server/vendors/queuemetrics/settings';
import { speaksOfKey } from './vendor-words';

/** What the vendor said, without the source's secrets and those of what was sent; of these none so short that it is in every word. */
export function withoutSecrets(words: string, secrets: Secrets, more: readonly string[] = []): string {
  const others = more.filter((secret) => secret.length > 2);
  return hideSecrets(words, { ...secrets, ...Object.fromEntries(others.entries()) });
}

/** A field as a message may speak of it. */
export type NamedField = Pick<RecordField, 'name' | 'label'>;

export const refusal = {
  conflict: (kind: EditorKind) =>
    new EditRefused('conflict', `Somebody else changed this ${kind.one} at QueueMetrics meanwhile`),
  mayNot: (kind: EditorKind, what: 'read' | 'change', words: string) => {
    const key = kind.id === 'cfgProp' && what === 'change' ? ': it needs the key EDIT_CFG' : '';
    const message = `QueueMetrics does not let the account of this source ${what} ${inSentence(kind.label)}${key}`;
    return new EditRefused('refused', message, words === '' ? {} : { vendorWords: words });
  },
  /** In the vendor's words, beside the field that they name, or whose value they repeat. */
  said: (kind: EditorKind, words: string, fields: readonly NamedField[], sent: FieldValues = {}) => {
    if (speaksOfKey(words) && /lack|miss|need|requir|without|hold|not allowed|denied/i.test(words))
      return refusal.mayNot(kind, 'change', words);
    return new EditRefused('refused', 'QueueMetrics refused', {
      vendorWords: words,
      problems: problemsIn(words, fields, sent),
    });
  },
};

/** The field whose name or label is in the words, else the one whose value is; of several the one with the longest, which says most. */
function problemsIn(words: string, fields: readonly NamedField[], sent: FieldValues): FieldProblem[] {
  const names = fields.flatMap(({ name, label }) =>
    [name, label.length > 3 ? label : name].map((term) => ({ name, term })),
  );
  const values = Object.entries(sent).flatMap(([name, value]) =>
    isSecretField(name) ? [] : textsOf(value).map((term) => ({ name, term })),
  );
  const text = spaced(words);
  const longest = (terms: readonly { readonly name: string; readonly term: string }[]) =>
    terms
      .filter(({ term }) => spaced(term).length > 3 && text.includes(spaced(term)))
      .toSorted((a, b) => b.term.length - a.term.length)[0];
  const found = longest(names) ?? longest(values);
  return found ? [{ field: found.name, message: `QueueMetrics refused: “${quoteVendor(words)}”` }] : [];
}

/** Words alone, with a blank around each. */
const spaced = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, ' ')
    .trim()} `;

/** What a message could repeat of a value: a yes, a no or a lone digit says nothing. */
function textsOf(value: FieldValue): string[] {
  if (!Array.isArray(value)) return typeof value === 'string' ? [value] : [];
  return value.map((entry) => (typeof entry === 'string' ? entry : entry.of));
}
