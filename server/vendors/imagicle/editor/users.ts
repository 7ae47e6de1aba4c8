import type { EditorKind, RecordField } from '@/lib/editing/records';
import { recordId } from '@/lib/floor/ids';
import { checkValues } from '@/server/vendors/editing/check-values';
import { editField, seenField } from '@/server/vendors/editing/edit-field';
import { editLine } from '@/server/vendors/editing/edit-line';
import { freshRecord } from '@/server/vendors/editing/fresh-record';
import type { KindChanges, KindEditor } from '@/server/vendors/editing/join-kinds';
import { pathSegment } from '@/server/vendors/editing/path-segment';
import { type RawRecord, textAt } from '@/server/vendors/editing/raw-record';
import { type Edit, EditRefused } from '@/server/vendors/editor';
import type { ImagicleSecrets, ImagicleSettings } from '@/server/vendors/imagicle/settings';
import { askForEdit, type EditorContext, readRecords, resolved } from './edit-call';
import type { Reasons } from './refusal';

/** Users who belong to a queue or a service, as its agents or managers: listed, added by user name, removed. */
export interface UserList {
  readonly kind: Pick<EditorKind, 'id' | 'label' | 'one' | 'help' | 'right' | 'isCommon'> & { readonly parent: string };
  /** Where they are, of one parent. */
  pathOf(settings: ImagicleSettings, parentId: string): string;
  readonly setting: keyof ImagicleSettings;
  readonly reasons: Reasons;
  /** Throws `gone` where there is no such parent any more. */
  needParent(context: EditorContext, parentId: string): Promise<void>;
  /** Their parents are queues of the floor. */
  readonly isOfQueue: boolean;
}

/** Name and number are the user's own, and come with the list. */
const userFields: readonly RecordField[] = [
  seenField('firstName', 'text', 'First name'),
  seenField('lastName', 'text', 'Last name'),
  seenField('telephoneAddress', 'text', 'Phone'),
];
const username = {
  seen: seenField('username', 'text', 'User name'),
  asked: editField('username', 'text', 'User name', {
    isRequired: true,
    maxLength: 255,
    help: 'As it is written in Imagicle',
  }),
};
export const seenUserFields = [username.seen, ...userFields];

/** Such a list as a kind of record: names are added and removed, nothing of a user is changed. */
export function userKind(list: UserList): KindEditor<ImagicleSettings, ImagicleSecrets> {
  return {
    kind: { ...list.kind, can: ['create', 'remove'], canSearch: false, actions: [] },
    async list(context, { parentId }) {
      const users = await readUsers(context, list, parentId ?? '');
      return [...users].map(([id, raw]) => userLine(id, raw, queueIdOf(context, list, parentId)));
    },
    async read(context, { id, parentId }) {
      const users = await readUsers(context, list, parentId ?? '');
      const [known, raw] = [...users].find(([one]) => one.toLowerCase() === id.toLowerCase()) ?? [];
      if (known === undefined || !raw) throw new EditRefused('gone', `This user is no ${list.kind.one} any more`);
      const line = userLine(known, raw, queueIdOf(context, list, parentId));
      return freshRecord({ line, raw, fields: seenUserFields, can: ['remove'] });
    },
    change: changesOf(list),
  };
}

function changesOf(list: UserList): KindChanges<ImagicleSettings, ImagicleSecrets> {
  const pathOf = (settings: ImagicleSettings, { parentId, id, operation }: Edit) => {
    const path = list.pathOf(settings, parentId ?? '');
    return operation === 'create' ? path : `${path}/${pathSegment(id ?? '')}`;
  };
  return {
    blank: () => ({ fields: [username.asked], values: { username: '' } }),
    // Made again, a user brings along what it was called and its number.
    check: (edit) =>
      checkValues([username.asked, ...userFields], { ...edit, values: { ...edit.values, username: nameIn(edit) } }),
    calls: (edit, settings) => [
      edit.operation === 'create'
        ? editLine('POST', resolved(settings, pathOf(settings, edit)), { username: nameIn(edit) })
        : editLine('DELETE', resolved(settings, pathOf(settings, edit))),
    ],
    async apply(context, edit) {
      const path = pathOf(context.settings, edit);
      const call = { path, settings: [list.setting], reasons: list.reasons };
      if (edit.operation === 'remove') {
        await askForEdit(context, { ...call, method: 'DELETE', whatIsGone: () => needUser(context, list, edit) });
        return edit.id;
      }
      const name = nameIn(edit);
      const whatIsGone = () => refuseStranger(context, list, edit.parentId ?? '');
      await askForEdit(context, { ...call, method: 'POST', body: { username: name }, whatIsGone });
      return name;
    },
  };
}

/** Who is to be added; where somebody is added again, who it was. */
function nameIn({ values, original }: Edit): string {
  const { username: given } = values;
  if (typeof given === 'string') return given.trim();
  return original ? textAt(JSON.parse(original) as RawRecord, 'username') : '';
}

/** As they came, by user name. */
export function readUsers(
  context: EditorContext,
  { pathOf, setting, needParent }: Pick<UserList, 'pathOf' | 'setting' | 'needParent'>,
  parentId: string,
): Promise<ReadonlyMap<string, RawRecord>> {
  const path = pathOf(context.settings, parentId);
  const whatIsGone = () => needParent(context, parentId);
  return readRecords(context, { path, settings: [setting], whatIsGone }, (raw) => textAt(raw, 'username'));
}

/** Of one who is listed a 404 is about the path. */
async function needUser(context: EditorContext, list: UserList, { parentId, id }: Edit): Promise<void> {
  const names = [...(await readUsers(context, list, parentId ?? '')).keys()];
  if (!names.some((name) => name.toLowerCase() === id?.toLowerCase()))
    throw new EditRefused('gone', `This user is no ${list.kind.one} any more`);
}

/** Where the list itself can be read, a 404 is about the user. */
async function refuseStranger(context: EditorContext, list: UserList, parentId: string): Promise<void> {
  await readUsers(context, list, parentId);
  const message = 'is no user of this Imagicle';
  throw new EditRefused('refused', `Imagicle refused: this ${message}`, { problems: [{ field: 'username', message }] });
}

export function userLine(id: string, raw: RawRecord, queueId: string | null) {
  const name = [textAt(raw, 'firstName'), textAt(raw, 'lastName')].filter(Boolean).join(' ');
  const notes = [name === '' ? '' : id, textAt(raw, 'telephoneAddress')];
  return { id, label: name || id, note: notes.filter(Boolean).join(' · '), queueId };
}

const queueIdOf = ({ sourceId }: EditorContext, { isOfQueue }: UserList, parentId: string | null) =>
  isOfQueue && parentId !== null ? recordId(sourceId, parentId) : null;
