import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemOfValue } from '@/lib/editing/problem-of-value';
import {
  type EditOperation,
  type EditorKind,
  editorKind,
  type FieldValues,
  type RecordField,
  recordLine,
  recordRead,
} from '@/lib/editing/records';
import type { EpochMs } from '@/lib/floor/records';
import { createFakeClock } from '@/server/fake-clock';
import { deepFreeze } from './deep-freeze';
import { describeActions } from './describe-editor-actions';
import { describeAgentLines } from './describe-editor-agents';
import { describeMeanwhile } from './describe-editor-meanwhile';
import { describeTexts } from './describe-editor-texts';
import type { Edit, FreshRecord } from './editor';
import { openSite, type SiteUnderTest } from './open-site';
import type { Serve, ServedRequest } from './serve-http';
import type { AnyVendor } from './vendor';

/** What a vendor hands to the contract suite of editors; settings, secrets and time as in `VendorFixtures`. */
export interface EditorFixtures {
  settings(baseUrl: string): unknown;
  readonly secrets: Readonly<Record<string, string>>;
  /** A site that has the records below and accepts every change. */
  readonly site: Serve;
  readonly now?: EpochMs;
  /** A record of every kind. */
  readonly kinds: { readonly [kind: string]: KindCase };
  /** Whether a request changes something at the vendor; every one but GET unless told otherwise. */
  isChange?(request: ServedRequest): boolean;
  /** The site without the records below; 404 to everything unless told otherwise. */
  readonly gone?: Serve;
  /** The same as it is when they are deleted between being read and being changed; as `gone` unless told otherwise. */
  readonly vanished?: Serve;
  /** A site whose feeds tell the agents that records are about; of editors with such records. */
  readonly floor?: Serve;
  /** What a vendor with a lock of its own answers to a change that comes too late. */
  readonly conflict?: Serve;
}

export interface KindCase {
  /** Of a record that is there. */
  readonly id: string;
  readonly parentId?: string;
  /** All that a new one wants, and what is changed of this one; of kinds that can. */
  readonly create?: FieldValues;
  readonly update?: FieldValues;
  /** Where one is created, if there can be no second one on the site. */
  readonly createOn?: Serve;
  /** Changing requests that it takes; 1 unless told otherwise. */
  readonly changes?: { readonly [O in EditOperation]?: number };
  /** A field that takes any text, in `create` or else `update`; the first text in there unless told otherwise. */
  readonly nameField?: string | null;
  /** What each of its actions is told. */
  readonly actions?: { readonly [action: string]: FieldValues };
  /** Actions that ask the vendor for nothing. */
  readonly idleActions?: readonly string[];
}

/** One kind on the good site. */
export interface EditorStage {
  readonly kind: string;
  readonly given: KindCase;
  site(): SiteUnderTest;
  isChange(request: ServedRequest): boolean;
  /** Requests so far that change something. */
  changes(): readonly ServedRequest[];
  /** The record as it is read now. */
  fresh(): Promise<FreshRecord>;
  editFor(operation: EditOperation): Promise<Edit>;
  /** From now on changes are answered by `fault`, the rest as usual. */
  spoil(fault: Serve): void;
}

/** What every editor of every driver must do, over real HTTP on 127.0.0.1. */
export function describeEditor(vendor: AnyVendor<string>, fixtures: EditorFixtures): void {
  const kinds = vendor.editor?.kinds(vendor.settings.parse(fixtures.settings('http://127.0.0.1:1'))) ?? [];
  describe(`${vendor.id} keeps the editor contract`, () => {
    let site: SiteUnderTest;
    beforeEach(async () => {
      site = await openSite(vendor, fixtures, createFakeClock(fixtures.now));
    });
    afterEach(() => site.close());

    it('describes its kinds', () => expectKinds(kinds, fixtures.kinds));
    describe.each(kinds.map((kind) => [kind.id, kind.can] as const))('kind %s', (kind, can) => {
      const given = fixtures.kinds[kind];
      if (!given) return;
      const stage = createStage(kind, given, fixtures, () => site);
      describeReading(stage, fixtures);
      describeAgentLines(stage, fixtures);
      for (const operation of can) describe(operation, () => describeOperation(stage, operation, fixtures));
      if (can.includes('create') && can.includes('remove')) describeAgain(stage);
      describeTexts(stage);
      describeActions(stage);
    });
  });
}

function createStage(kind: string, given: KindCase, fixtures: EditorFixtures, site: () => SiteUnderTest): EditorStage {
  const isChange = fixtures.isChange ?? (({ method }: ServedRequest) => method !== 'GET');
  const parentId = given.parentId ?? null;
  let usual = fixtures.site;
  const fresh = async () => deepFreeze(await site().editor().read(kind, { id: given.id, parentId }));
  return {
    ...{ kind, given, site, isChange, fresh },
    changes: () => site().http.requests.filter(isChange),
    async editFor(operation) {
      usual = (operation === 'create' ? given.createOn : undefined) ?? fixtures.site;
      site().http.answer(usual);
      const shared = { operation, parentId, original: null };
      if (operation === 'create') return deepFreeze({ ...shared, id: null, values: given.create ?? {}, fresh: null });
      const values = operation === 'update' ? (given.update ?? {}) : {};
      return deepFreeze({ ...shared, id: given.id, values, fresh: await fresh() });
    },
    spoil: (fault) => site().http.answer((request) => (isChange(request) ? fault(request) : usual(request))),
  };
}

function expectKinds(kinds: readonly EditorKind[], cases: EditorFixtures['kinds']): void {
  expect(kinds.map((kind) => editorKind.safeParse(kind).error?.issues ?? [])).toEqual(kinds.map(() => []));
  const ids = kinds.map(({ id }) => id);
  expect(new Set(ids).size, 'ids are unique').toBe(ids.length);
  expect(Object.keys(cases).sort(), 'a case for each').toEqual([...ids].sort());
  for (const { id, label, one, parent, can, actions } of kinds) {
    expect([label, one], id).not.toContain('');
    expect(id).toMatch(/^[\w-]{1,60}$/);
    if (parent !== null) expect(ids, `${id}: parent`).toContain(parent);
    expect(Object.keys(cases[id]?.actions ?? {}).sort()).toEqual(actions.map((action) => action.id).sort());
    expect(cases[id]?.create !== undefined, `${id}: can create`).toBe(can.includes('create'));
    expect(cases[id]?.update !== undefined, `${id}: can update`).toBe(can.includes('update'));
  }
}

function describeReading(stage: EditorStage, { gone }: EditorFixtures): void {
  const { kind, given, site, fresh, changes } = stage;
  const parentId = given.parentId ?? null;

  it('lists what can be read, and whose values fit their fields', async () => {
    const lines = await site().editor().list(kind, { q: null, parentId });
    expect(lines.flatMap((line) => recordLine.safeParse(line).error?.issues ?? [])).toEqual([]);
    const ids = lines.map(({ id }) => id);
    expect(new Set(ids).size, 'ids are unique').toBe(ids.length);
    expect(ids).toContain(given.id);
    for (const { queueId } of lines) if (queueId !== null) expect(queueId).toMatch(/^site\/[^/]+$/);
    const read = await fresh();
    expect(recordRead.safeParse(read).error?.issues ?? []).toEqual([]);
    expect(read.id).toBe(given.id);
    expect(read.queueId).toBe(lines.find(({ id }) => id === given.id)?.queueId);
    expectFitting(read.fields, read.values);
    expect(() => JSON.parse(read.original)).not.toThrow();
    expect(changes()).toEqual([]);
  });

  it('reads the same twice, under the same lock', async () => {
    const first = await fresh();
    expect(first.lock).not.toBe('');
    site().memory.clear();
    expect(await fresh()).toEqual(first);
  });

  it.runIf(given.create)('has a blank one whose values fit its fields', async () => {
    const { fields, values } = await site().editor().blank(kind, parentId);
    expectFitting(fields, values, true);
    for (const name of Object.keys(given.create ?? {})) expect(fields.map((field) => field.name)).toContain(name);
    expect(changes()).toEqual([]);
  });

  it('says that a record is gone', async () => {
    await fresh();
    site().http.answer(gone ?? (() => ({ status: 404 })));
    expect((await site().editRefusalOf(fresh())).reason).toBe('gone');
  });

  it('refused credentials are auth, a web page is bad-response', async () => {
    site().http.answer(site().telltale({ status: 401 }));
    expect((await site().vendorErrorOf(fresh())).kind).toBe('auth');
    site().memory.clear();
    site().http.answer(site().telltale({}, '<html>Please sign in</html>'));
    expect((await site().vendorErrorOf(fresh())).kind).toBe('bad-response');
  });
}

/** Every field has a value of its kind, and what is chosen can be chosen. */
function expectFitting(fields: readonly RecordField[], values: FieldValues, mayBeEmpty = false): void {
  const names = fields.map(({ name }) => name);
  expect(new Set(names).size, 'names are unique').toBe(names.length);
  expect(Object.keys(values).sort()).toEqual([...names].sort());
  for (const field of fields) {
    expect(field.label, field.name).not.toBe('');
    const found = problemOfValue({ ...field, maxLength: null, isRequired: false }, values[field.name] ?? null);
    expect(found, `${field.name}: ${JSON.stringify(values[field.name])}`).toBeNull();
    if (field.isRequired && !mayBeEmpty)
      expect(problemOfValue(field, values[field.name] ?? null), field.name).toBeNull();
  }
}

function describeOperation(stage: EditorStage, operation: EditOperation, fixtures: EditorFixtures): void {
  const { kind, given, site, isChange, changes, editFor, spoil } = stage;
  const apply = (edit: Edit) => site().editor().apply(kind, edit);

  it('has nothing against it, says which calls it makes, and makes these', async () => {
    const edit = await editFor(operation);
    expect(site().editor().check(kind, edit)).toEqual([]);
    const id = await applyAsAnnounced(stage, edit);
    if (operation !== 'create') expect(id).toBe(given.id);
    expect(changes()).toHaveLength(given.changes?.[operation] ?? 1);
  });

  it('refused credentials are auth, and it is sent once, or once more with a new token', async () => {
    const edit = await editFor(operation);
    spoil(site().telltale({ status: 401 }));
    expect((await site().vendorErrorOf(apply(edit))).kind).toBe('auth');
    expect([1, 2]).toContain(changes().length);
  });

  it.each([500, 503])('HTTP %i is no refusal: who knows what was done', async (status) => {
    const edit = await editFor(operation);
    spoil(site().telltale({ status }));
    expect(await site().vendorErrorOf(apply(edit))).toMatchObject({ kind: 'bad-response', status });
    expect(changes()).toHaveLength(1);
  });

  it('a web page is not taken for a yes', async () => {
    const edit = await editFor(operation);
    spoil(site().telltale({ headers: { 'content-type': 'text/html' } }, '<!DOCTYPE html><html>OK, please sign in'));
    expect((await site().vendorErrorOf(apply(edit))).kind).toBe('bad-response');
    expect(changes()).toHaveLength(1);
  });

  it('no answer in time is a time-out, and nothing is sent again', async () => {
    const edit = await editFor(operation);
    spoil(() => ({ fault: 'hang' }));
    const failure = site().vendorErrorOf(apply(edit));
    while (!site().http.requests.some(isChange)) await site().http.nextRequest();
    await site().clock.advance(600_000);
    expect((await failure).kind).toBe('timeout');
    expect(changes()).toHaveLength(1);
  });

  it('a refusal that repeats what was sent gives nothing away', async () => {
    const edit = await editFor(operation);
    spoil(site().telltale({ status: 400 }, 'No: '));
    const thrown = apply(edit);
    await Promise.any([site().editRefusalOf(thrown), site().vendorErrorOf(thrown)]);
    expect(changes()).toHaveLength(1);
  });

  if (operation !== 'create') describeMeanwhile(stage, operation, fixtures);
}

function describeAgain(stage: EditorStage): void {
  it('makes one that was deleted again, by the calls that it says', async () => {
    const { fields, values, original, parentId } = { ...(await stage.fresh()), parentId: stage.given.parentId ?? null };
    const writable = fields.filter(({ isReadOnly }) => !isReadOnly).map(({ name }) => [name, values[name] ?? null]);
    const edit = { id: null, parentId, values: Object.fromEntries(writable), fresh: null, original };
    await applyAsAnnounced(stage, deepFreeze({ ...edit, operation: 'create' }));
    expect(stage.changes().length).toBeGreaterThan(0);
  });
}

async function applyAsAnnounced({ kind, site, changes }: EditorStage, edit: Edit): Promise<string | null> {
  const calls = site().editor().calls(kind, edit);
  expect(changes()).toEqual([]);
  const id = await site().editor().apply(kind, edit);
  expect(changes().map(({ method }) => method)).toEqual(calls.map((call) => call.split(' ')[0]));
  for (const [at, request] of changes().entries()) expectCall(calls[at] ?? '', request);
  return id;
}

/** A call as it was announced, `{…}` standing for what only the vendor's answer tells. */
function expectCall(call: string, { target, path }: ServedRequest): void {
  const announced = call.split(' ')[1] ?? '';
  const pattern = announced
    .split(/\{[^}]*\}/)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('[^/]+');
  expect(announced, call).not.toBe('');
  expect(
    [target, path].some((sent) => new RegExp(`${pattern}$`).test(sent)),
    `${call} announced, ${target} sent`,
  ).toBe(true);
}
