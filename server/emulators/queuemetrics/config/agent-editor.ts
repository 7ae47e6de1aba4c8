import type { AgentChange, Centre, CentreAgent } from '@/server/emulators/centre-types';
import { agentCode, agentIdIn, agentName, findAgent, penaltyOf } from '@/server/emulators/queuemetrics/values';
import { EditFailure } from './edit-failure';
import type { Book, Columns, EditorShape, StoredRecord } from './editor-shape';
import { membersOf, replaceMember } from './members';
import { nameBehind } from './record-forms';

/** Everybody reports to one supervisor, until told otherwise. */
export const supervisorId = '41';

/** Agents: what is saved here is who works in the centre. */
export const agentEditor: EditorShape = {
  idField: 'id_agente',
  firstId: 71,
  title: 'nome_agente',
  columns: {
    ...{ nome_agente: '', descr_agente: '', aliases: '', chiave_agente: '', current_terminal: '', default_server: '0' },
    ...{ group_by: '', location: '', payroll_code: '', sip_login: '', sip_pwd: '', sip_realm: '', sip_uri: '' },
    ...{ supervised_by: '', vnc_url: '', xmpp_address: '' },
  },
  listed: [
    ...['nome_agente', 'descr_agente', 'chiave_agente', 'group_by', 'location', 'supervised_by', 'vnc_url'],
    ...['xmpp_address', 'current_terminal'],
  ],
  refs: { group_by: 'agentGroup', location: 'location', supervised_by: 'user' },
  required: ['nome_agente', 'descr_agente'],
  unique: { nome_agente: (code) => `An agent with code '${code}' already exists` },
  tidy: (columns) => ({
    ...columns,
    nome_agente: (columns.nome_agente ?? '').trim().toLowerCase(),
    current_terminal: columns.current_terminal === '-' ? '' : (columns.current_terminal ?? ''),
  }),
  pull: takeInAgents,
  check: (_book, { nome_agente: code = '' }) => {
    if (!/^[^|/]+\/[^|]+$/.test(code)) throw new EditFailure(`Invalid agent code: '${code}'`);
  },
  isThere: ({ centre }) => {
    const codes = new Set(centre.agents.map(({ id }) => agentCode(id)));
    return ({ columns }) => codes.has(columns.nome_agente ?? '');
  },
  seen: (book, columns) => ({
    ...columns,
    descr_agente: nameNow(book, columns),
    current_terminal: columns.current_terminal || '-',
  }),
  decorateList: (book, { columns }) => ({
    descr_agente: nameNow(book, columns),
    group_name: nameBehind(book, 'agentGroup', columns.group_by),
    loc_name: nameBehind(book, 'location', columns.location),
    group_icon: 'default.png',
    real_name: book.keptAt('user', columns.supervised_by)?.columns.real_name ?? '',
  }),
  decorateFull: ({ centre }, { columns }) => ({ ltCodeAssociate: queuesServed(centre, columns.nome_agente ?? '') }),
  afterSave: saveAgent,
  afterDelete: (book, { columns }) => {
    const code = columns.nome_agente ?? '';
    book.centre.dismiss(agentIdIn(code));
    replaceMember(book, code, null);
  },
};

/** Whoever works in the centre goes by the name they have there. */
function nameNow({ centre }: Book, { nome_agente: code = '', descr_agente: name = '' }: Columns): string {
  const agent = findAgent(centre, code);
  return agent ? agentName(agent) : name;
}

/** Tells the centre again where everybody belongs, after a group or a location got another name. */
export function moveAgents(book: Book, column: 'group_by' | 'location', id: string): void {
  for (const { columns } of book.records('agent'))
    if (columns[column] === id) book.centre.changeAgent(agentIdIn(columns.nome_agente ?? ''), placesIn(book, columns));
}

function takeInAgents(book: Book): void {
  const known = new Set(book.kept('agent').map(({ columns }) => columns.nome_agente));
  for (const agent of book.centre.agents) {
    if (known.has(agentCode(agent.id))) continue;
    book.adopt('agent', {
      nome_agente: agentCode(agent.id),
      descr_agente: agentName(agent),
      current_terminal: agent.extension,
      group_by: placeCalled(book, 'agentGroup', 'group_name', agent.team),
      location: placeCalled(book, 'location', 'loc_name', agent.location),
      supervised_by: supervisorId,
    });
  }
}

/** The record of this name, made where there is none. */
function placeCalled(book: Book, editor: string, column: string, name: string): string {
  if (name === '') return '';
  const known = book.kept(editor).find(({ columns }) => columns[column] === name);
  return (known ?? book.adopt(editor, { [column]: name })).id;
}

function queuesServed(centre: Centre, code: string): readonly (readonly string[])[] {
  const levels = ['Main', 'Wrap', 'Spill'];
  return (findAgent(centre, code)?.memberOf ?? []).map(({ queueId, level }) => {
    const queue = centre.queues.find(({ id }) => id === queueId);
    return [queue?.outbound ? 'outbound' : 'inbound', queue?.name ?? queueId, levels[penaltyOf(level)] ?? ''];
  });
}

function saveAgent(book: Book, before: StoredRecord | null, { columns }: StoredRecord): void {
  const { centre } = book;
  const { nome_agente: code = '', descr_agente: name = '', current_terminal: extension = '' } = columns;
  const isSame = before?.columns.nome_agente === code;
  // Whoever goes does so before anything is looked up: a look takes in whom the centre still has.
  const served = before && !isSame ? leave(book, before.columns.nome_agente ?? '', code) : [];
  const change = { extension, ...placesIn(book, columns) };
  if (before && isSame) {
    centre.changeAgent(
      agentIdIn(code),
      before.columns.descr_agente === name ? change : { ...change, ...namesIn(name) },
    );
    return;
  }
  const agentId = agentIdIn(code);
  centre.hire({ id: agentId, ...change, ...namesIn(name) });
  for (const { queueId, level } of served)
    centre.setMembers(queueId, [...membersOf(centre, queueId), { agentId, level }]);
}

/** Another code is somebody else, who takes over the queues. */
function leave(book: Book, codeBefore: string, code: string): CentreAgent['memberOf'] {
  const served = findAgent(book.centre, codeBefore)?.memberOf ?? [];
  book.centre.dismiss(agentIdIn(codeBefore));
  replaceMember(book, codeBefore, code);
  return served;
}

/** The vendor has one text for a name; a number in brackets at its end is part of it. */
function namesIn(displayName: string): AgentChange {
  const [firstName = '', ...rest] = displayName.replace(/\s*\([^()]*\)\s*$/, '').split(' ');
  return { displayName, firstName, lastName: rest.join(' ') };
}

function placesIn(book: Book, columns: Columns): Pick<AgentChange, 'team' | 'location'> {
  return {
    team: nameBehind(book, 'agentGroup', columns.group_by),
    location: nameBehind(book, 'location', columns.location),
  };
}
