import type { APIRequestContext, Page } from '@playwright/test';
import type { EditorKind, FieldValue, RecordLine, RecordRead } from '@/lib/editing/records';
import type { EditedSource } from '@/lib/queries/editors';
import { expect, test } from './fixtures';
import { expectNoViolations } from './no-violations';

// Systems of its own: what is made here stays, and others count queues.
test.use({ sites: ['milan', 'lucca'] });
test.beforeEach(() => test.setTimeout(120_000));

/** A queue of a source, as its editor has it. */
interface Found {
  readonly kind: EditorKind;
  readonly record: RecordRead;
  readonly read: () => Promise<RecordRead>;
  readonly change: (values: Readonly<Record<string, FieldValue>>) => Promise<void>;
  /** The label of the field that the vendor calls so. */
  readonly label: (name: RegExp) => string;
}

async function findQueue(request: APIRequestContext, source: string): Promise<Found> {
  const { sources } = (await (await request.get('/api/editors')).json()) as { sources: EditedSource[] };
  const kind = sources
    .find(({ id }) => id === source)
    ?.kinds.find(({ one, parent }) => /queue/i.test(one) && parent === null) as EditorKind;
  const { records } = (await (await request.get(`/api/editors/${source}/${kind.id}`)).json()) as {
    records: RecordLine[];
  };
  const path = `/api/editors/${source}/${kind.id}/record/${encodeURIComponent(records[0]?.id ?? '')}`;
  const read = async () => (await (await request.get(path)).json()) as RecordRead;
  const record = await read();
  return {
    ...{ kind, record, read },
    label: (name) => record.fields.find((field) => name.test(field.name))?.label ?? `no field like ${name}`,
    async change(values) {
      const { lock } = await read();
      const reply = await request.put(path, { data: { values, lock, requestId: `e2e-${JSON.stringify(values)}` } });
      expect(reply.status()).toBe(200);
    },
  };
}

async function openRecord(page: Page, source: string, { kind, record }: Found): Promise<void> {
  await page.goto(`/configuration/${source}/${kind.id}/${encodeURIComponent(record.id)}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(record.label);
  const more = page.locator('summary', { hasText: 'More fields' });
  if (await more.isVisible()) await more.click();
}

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ }).first();

test('a lead raises the limit of a queue, and takes it back', async ({ login, api }) => {
  const found = await findQueue(await api('supervisor'), 'lucca');
  const most = /^maxWaitingCalls(\.value)?$/;
  const limitOf = ({ fields, values }: RecordRead) => values[fields.find(({ name }) => most.test(name))?.name ?? ''];
  const before = limitOf(found.record);
  const page = await login('supervisor');
  await page.goto('/configuration');
  await page.getByRole('region', { name: 'Lucca' }).getByRole('link', { name: found.kind.label }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await expectNoViolations(page);
  await openRecord(page, 'lucca', found);
  await page.getByLabel(found.label(most)).fill('37');
  await page.getByRole('button', { name: 'Show the calls' }).click();
  await expect(page.getByText(/would be sent to the vendor/i)).toBeVisible();
  await expectNoViolations(page);
  await save(page).click();
  await expect(undo(page)).toBeVisible();
  expect(limitOf(await found.read())).toBe(37);
  await undo(page).click();
  await expect.poll(async () => limitOf(await found.read())).toBe(before);
});

for (const source of ['lucca', 'milan']) {
  test(`two people change one queue of ${source}: each field is chosen`, async ({ login, api }) => {
    const found = await findQueue(await api('admin'), source);
    const name = found.record.fields.find((field) => field.name === 'name' || field.isRequired)?.name ?? 'name';
    const was = String(found.record.values[name]);
    const page = await login('admin');
    await openRecord(page, source, found);
    const field = page.getByLabel(found.label(new RegExp(`^${name}$`)), { exact: false }).first();
    await field.fill(`${was} mine`);
    await found.change({ [name]: `${was} theirs` });
    await save(page).click();
    const conflict = page.getByRole('region', { name: /Somebody else has changed/ });
    await expect(conflict).toBeFocused();
    await expect(conflict).toContainText(`${was} theirs`);
    await expectNoViolations(page);
    await conflict.getByRole('button', { name: 'Save as chosen' }).click();
    await expect(conflict).toHaveCount(0);
    expect((await found.read()).values[name]).toBe(`${was} mine`);
    await found.change({ [name]: was });
  });
}

test('a queue is made, refused by its name where that is too long, deleted, and made again', async ({ login, api }) => {
  const found = await findQueue(await api('admin'), 'lucca');
  const page = await login('admin');
  await page.goto(`/configuration/lucca/${found.kind.id}`);
  await page.getByRole('link', { name: `New ${found.kind.one}` }).click();
  const name = page.getByLabel(found.label(/^name$/), { exact: true });
  await name.fill('x'.repeat(51));
  const numbers = page.getByLabel(found.label(/^phoneNumber/));
  await numbers.fill('7999');
  const create = page.getByRole('button', { name: `Create this ${found.kind.one}` });
  await create.click();
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expectNoViolations(page);
  const label = 'Reclami "e2e" | 100% / ערב';
  await name.fill(label);
  await create.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(label);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await undo(page).click();
  await expect(page.getByLabel(found.label(/^name$/), { exact: true })).toHaveValue(label);
  await page.goto('/configuration/changes?source=lucca');
  await expect(page.getByRole('listitem').filter({ hasText: label })).toHaveCount(3);
  await expectNoViolations(page);
  // Taking back what made it again deletes it.
  await undo(page).click();
  await expect(page.getByRole('listitem').filter({ hasText: label })).toHaveCount(4);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages can be used by everybody on a phone, ${colorScheme}`, async ({ login, api }) => {
    const found = await findQueue(await api('admin'), 'milan');
    const page = await login('admin', { viewport: { width: 390, height: 844 }, colorScheme });
    await page.goto('/configuration');
    await expect(page.getByRole('region', { name: 'Milan' })).toBeVisible();
    await expectNoViolations(page);
    await openRecord(page, 'milan', found);
    await expectNoViolations(page);
    await page.goto('/configuration/milan/push');
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await expect(page.getByRole('region', { name: 'What it would do' })).toBeVisible();
    await expectNoViolations(page);
  });
}
