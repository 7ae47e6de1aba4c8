import { type QmUser, usersOf } from '@/server/emulators/queuemetrics/users';
import { moveAgents, supervisorId } from './agent-editor';
import type { Book, EditorShape, StoredRecord } from './editor-shape';

const classKeys: Readonly<Record<string, string>> = {
  ADMINS: 'USER USRADMIN USR_AGENT QUEUE_AGENT KEYEDITOR',
  AGENTS: 'USER AGENT',
  ROBOTS: '',
  SUPERVISORS: 'USER SUPERVISOR',
};

/** Classes give keys to their users. */
const classEditor: EditorShape = {
  idField: 'id_classe',
  title: 'nome_classe',
  columns: { nome_classe: '', descr_classe: '', chiavi_classe: '' },
  required: ['nome_classe'],
  unique: { nome_classe: (name) => `A class named '${name}' already exists` },
  seeds: Object.entries(classKeys).map(([nome_classe, chiavi_classe]) => ({ nome_classe, chiavi_classe })),
};

const userEditor: EditorShape = {
  idField: 'user_id',
  firstId: 101,
  title: 'login',
  columns: {
    ...{ login: '', password: '', real_name: '', classe: '', abilitato: '1', masterkey: '0', chiavi_utente: '' },
    ...{ email: '', comment: '', token: '', n_logon: '0', ultimo_logon: '' },
  },
  listed: ['login', 'real_name', 'classe', 'abilitato', 'email'],
  refs: { classe: 'class' },
  required: ['login', 'classe'],
  unique: { login: (login) => `A user with login '${login}' already exists` },
  choices: { abilitato: ['0', '1'], masterkey: ['0', '1'] },
  secrets: ['password'],
  decorateList: (book, { columns }) => ({ class_name: book.find('class', columns.classe ?? '')?.columns.nome_classe }),
};

function placeEditor(idField: string, title: string, column: 'group_by' | 'location', word: string): EditorShape {
  return {
    ...{ idField, title, required: [title] },
    columns: { [title]: '', ...(column === 'group_by' ? { group_icon: 'default.png' } : { loc_descr: '' }) },
    seeds: column === 'group_by' ? [{ [title]: 'Default' }] : [],
    unique: { [title]: (name) => `${word} named '${name}' already exists` },
    // Groups and locations are there because agents are in them.
    pull: (book) => void book.records('agent'),
    decorateList: (book, record) => ({ opt_n_agents: String(agentsIn(book, column, record).length) }),
    afterSave: (book, _before, { id }) => moveAgents(book, column, id),
    afterDelete: (book, record) => {
      const left = agentsIn(book, column, record);
      for (const { id } of left) book.adjust('agent', id, { [column]: '' });
      moveAgents(book, column, '');
    },
  };
}

const agentsIn = (book: Book, column: string, { id }: StoredRecord): readonly StoredRecord[] =>
  book.records('agent').filter(({ columns }) => columns[column] === id);

/** Editors of who somebody is and belongs to. */
export const peopleEditors: Readonly<Record<string, EditorShape>> = {
  class: classEditor,
  user: userEditor,
  agentGroup: placeEditor('group_id', 'group_name', 'group_by', 'A group'),
  location: placeEditor('loc_id', 'loc_name', 'location', 'A location'),
};

/** Who is there from the beginning: the account of the interface, a supervisor, and who may sign in. */
export function seedPeople(book: Book): void {
  const { users, robotKeys } = book.settings;
  const classOf = (name: string) => (book.findBy('class', 'nome_classe', name) ?? adoptClass(book, name)).id;
  const admin = { login: book.somebody.login, real_name: 'Demo Administrator', classe: classOf('ADMINS') };
  book.adopt('user', admin, book.somebody.id);
  const supervisor = { login: 'demosupervisor', real_name: 'Super Visor', classe: classOf('SUPERVISORS') };
  book.adopt('user', supervisor, supervisorId);
  const { login, id } = book.robot;
  book.adopt('user', { login, real_name: 'Web Robot', classe: classOf('ROBOTS'), chiavi_utente: robotKeys }, id);
  for (const user of users ?? usersOf(book.centre)) {
    const known = book.findBy('user', 'login', user.login)?.id;
    const keys = { chiavi_utente: users === null ? '' : user.keys, classe: classOf(user.className) };
    book.adopt('user', { ...columnsOf(user), ...keys }, known);
  }
  if (users) for (const { id: classId } of book.kept('class')) book.adjust('class', classId, { chiavi_classe: '' });
}

const adoptClass = (book: Book, nome_classe: string) => book.adopt('class', { nome_classe });

const columnsOf = ({ login, password, realName, email = '', isEnabled = true }: QmUser) => ({
  ...{ login, password, real_name: realName, email, abilitato: isEnabled ? '1' : '0' },
});

/** The keys somebody holds: those of the class and some more. */
export function keysOf(book: Book, { columns }: StoredRecord): readonly string[] {
  const ofClass = book.find('class', columns.classe ?? '')?.columns.chiavi_classe ?? '';
  return [...new Set(`${ofClass} ${columns.chiavi_utente}`.split(' ').filter((key) => key !== ''))];
}

/** A user as the sign-in knows one, with the id of the record. */
export interface KnownUser extends QmUser {
  readonly id: string;
}

/** Who may sign in: users without a password may not. */
export function knownUsers(book: Book): readonly KnownUser[] {
  return book
    .records('user')
    .filter(({ columns }) => columns.password !== '')
    .map((record) => {
      const { login = '', password = '', real_name: realName = '', email = '', abilitato, classe } = record.columns;
      const className = book.find('class', classe ?? '')?.columns.nome_classe ?? '';
      const keys = keysOf(book, record).join(' ');
      return { ...{ id: record.id, login, password, realName, className, keys, email }, isEnabled: abilitato === '1' };
    });
}
