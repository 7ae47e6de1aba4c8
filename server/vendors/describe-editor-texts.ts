import { describe, expect, it } from 'vitest';
import type { FieldValues, RecordField } from '@/lib/editing/records';
import type { EditorStage } from './describe-editor';
import type { Edit } from './editor';
import type { ServedRequest } from './serve-http';

const oddTexts = [
  `O'Neil "The Fox"`,
  'Sales|Support',
  'North/South\\East?#&=+;',
  '100% %2F %',
  'مبيعات \u200fدعم',
  '😀 Žluťoučký',
  '<b>bold</b>',
  'x'.repeat(51),
];

/** What a driver's editor must do with texts that are empty, too long or odd. */
export function describeTexts(stage: EditorStage): void {
  const { kind, given, site, changes } = stage;
  const operation = given.create ? 'create' : 'update';
  const sample: FieldValues | undefined = given.create ?? given.update;
  if (!sample) return;

  const problemsOf = (edit: Edit, values: FieldValues) =>
    site()
      .editor()
      .check(kind, { ...edit, values: { ...edit.values, ...values } })
      .map(({ field }) => field);

  async function fields(): Promise<readonly RecordField[]> {
    const { fields } = given.create
      ? await site()
          .editor()
          .blank(kind, given.parentId ?? null)
      : await stage.fresh();
    return fields.filter(({ isReadOnly }) => !isReadOnly);
  }

  it('refuses what is empty or too long, beside its field', async () => {
    const edit = await stage.editFor(operation);
    for (const { name, kind: type, isRequired, maxLength } of await fields()) {
      if (type !== 'text' && type !== 'long-text') continue;
      if (isRequired) expect(problemsOf(edit, { [name]: '' }), `${name} is empty`).toContain(name);
      if (maxLength === null) continue;
      expect(problemsOf(edit, { [name]: 'x'.repeat(maxLength + 1) }), `${name} is too long`).toContain(name);
    }
    expect(changes()).toEqual([]);
  });

  describe.runIf(given.nameField !== null)('odd names', () => {
    it.each(oddTexts)('%s is sent as it is, or refused beside its field', async (odd) => {
      const texts = (await fields()).filter((field) => field.kind === 'text' && typeof sample[field.name] === 'string');
      const name = given.nameField ?? texts[0]?.name;
      if (name === undefined) return;
      const edit = await stage.editFor(operation);
      const values = { ...edit.values, [name]: odd };
      const problems = problemsOf(edit, values);
      if (problems.length > 0) {
        expect(new Set(problems)).toEqual(new Set([name]));
        return;
      }
      await site()
        .editor()
        .apply(kind, { ...edit, values });
      expect(
        changes()
          .flatMap(textsIn)
          .some((text) => text.includes(odd)),
        JSON.stringify(changes().at(-1)),
      ).toBe(true);
    });
  });
}

/** Every text that a request carries, decoded in whatever way it was encoded. */
function textsIn({ path, query, body }: ServedRequest): string[] {
  const segments = path.split('/').map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return '';
    }
  });
  return [...segments, ...query.values(), ...new URLSearchParams(body).values(), ...textsOf(parsed(body))];
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
