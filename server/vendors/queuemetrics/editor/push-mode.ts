import { EditRefused } from '@/server/vendors/editor';
import type { Context, EditorRecord } from '@/server/vendors/queuemetrics/client';
import { scalarText } from '@/server/vendors/queuemetrics/plain-text';
import { listRecords, readRecord } from './exchange';
import { kindNamed } from './kinds';
import { orNull } from './picks';
import { idOf, isDecoration } from './raw-record';

export interface PushMode {
  /** As QueueMetrics has it; null where it is not known. */
  readonly mode: string | null;
  readonly words: string;
  readonly creates: boolean;
  readonly updates: boolean;
  readonly deletes: boolean;
  readonly createsUsers: boolean;
  /** Else all of these are assumed. */
  readonly isKnown: boolean;
}

const property = 'default.synchronizer_mode';
const everything = { creates: true, updates: true, deletes: true, createsUsers: true, isKnown: false };
const pbxToo = 'It deletes PBXs too, which cannot be compared here.';
const onlyListed = 'A queue that is changed keeps only the agents that this configuration lists for it.';
const assumed = `It is assumed that it deletes what this configuration lacks, and creates users. ${onlyListed} ${pbxToo}`;

/** What a push may do, by the system parameter that decides it; whatever is not known is assumed to be allowed. */
export async function readMode(context: Context): Promise<PushMode> {
  const records = await orNull(findProperty(context));
  if (records === null)
    return { mode: null, words: `The parameter ${property} could not be read. ${assumed}`, ...everything };
  const mode = records.map(modeIn).find((found) => found !== null) ?? null;
  if (mode === null) return { mode: null, words: `The parameter ${property} is not set. ${assumed}`, ...everything };
  return modeNamed(mode);
}

/** The letters of a mode, as in `CR_UPD_DEL_USR`, say what it may. */
export function modeNamed(mode: string): PushMode {
  const letters = mode.toUpperCase().split('_');
  if (letters.some((each) => !['CR', 'UPD', 'DEL', 'USR'].includes(each)))
    return { mode, words: `The mode ${mode} is not known here. ${assumed}`, ...everything };
  const may = {
    creates: letters.includes('CR'),
    updates: letters.includes('UPD'),
    deletes: letters.includes('DEL'),
    createsUsers: letters.includes('USR'),
  };
  return { mode, words: wordsFor(may), isKnown: true, ...may };
}

function wordsFor(may: Omit<PushMode, 'mode' | 'words' | 'isKnown'>): string {
  const does = [may.creates && 'creates', may.updates && 'changes', may.deletes && 'deletes'].filter((verb) => !!verb);
  const objects = does.length > 0 ? `It ${listed(does)} agents and queues` : 'It leaves agents and queues alone';
  const users = may.creates && may.createsUsers ? ', and creates users for new agents.' : '; it creates no users.';
  const members = may.updates ? onlyListed : 'Queues that are there already keep their agents.';
  return [`${objects}${users}`, members, ...(may.deletes ? [pbxToo] : [])].join(' ');
}

const listed = (verbs: readonly (string | false)[]): string =>
  verbs.length > 1 ? `${verbs.slice(0, -1).join(', ')} and ${verbs.at(-1)}` : String(verbs[0]);

/** Records of the parameter; a search that finds none is not believed. */
async function findProperty(context: Context): Promise<EditorRecord[]> {
  const kind = kindNamed('cfgProp');
  const found = (await listRecords(context, kind, { q: property })).filter(isAbout);
  const listed = found.length > 0 ? found : (await listRecords(context, kind)).filter(isAbout);
  const told = listed.filter((record) => modeIn(record) !== null);
  if (told.length > 0 || listed.length === 0) return told;
  const ids = listed.flatMap((record) => idOf(record) ?? []);
  const [id] = ids;
  if (id === undefined) throw new EditRefused('refused', 'The parameter has no id');
  return [await readRecord(context, kind, id, null)];
}

const textsOf = (record: EditorRecord): string[] =>
  Object.entries(record)
    .filter(([key]) => !/^(sys_|nomedata_|opt_)/.test(key))
    .map(([, value]) => scalarText(value) ?? '');

const isAbout = (record: EditorRecord): boolean => textsOf(record).includes(property);

/** The value of the column that is called one, else whatever looks like a mode. */
function modeIn(record: EditorRecord): string | null {
  const columns = Object.entries(record).filter(([key]) => !isDecoration(key));
  const valued = columns.find(([key, value]) => /val/i.test(key) && scalarText(value) !== property);
  const text = scalarText(valued?.[1]);
  if (text && !/\s/.test(text)) return text;
  return textsOf(record).find((each) => /^(CR|UPD|DEL|USR)(_[A-Z]+)*$/.test(each)) ?? null;
}
