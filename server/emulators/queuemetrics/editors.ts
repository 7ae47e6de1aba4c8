import type { Centre, CentreAgent, CentrePauseCode } from '@/server/emulators/centre-types';
import { type FaceReply, jsonReply, textReply } from '@/server/emulators/face-http';
import type { QmSettings } from './settings';
import { agentCode, agentName, penaltyOf } from './values';

/** Everybody reports to one supervisor. */
export const supervisorLogin = 'demosupervisor';

type Row = Readonly<Record<string, unknown>>;
interface Entry {
  readonly row: Row;
  /** What the record's own address gives: more than the list does. */
  readonly detail: () => Row;
}

const editors: Readonly<Record<string, (centre: Centre, settings: QmSettings) => Entry[]>> = {
  agent: agentEntries,
  queue: queueEntries,
  pause: (centre) => centre.pauseCodes.map((pause, index) => pauseEntry(pause, String(1 + index))),
};

/** The list (`id` empty) or one record of `{base}/{editor}/{id}/jsonEditorApi.do`; an editor unknown here is a 500. */
export function editorReply(centre: Centre, settings: QmSettings, editor: string, id: string, q: string): FaceReply {
  const list = Object.hasOwn(editors, editor) ? editors[editor] : undefined;
  if (!list) return textReply(500, 'Internal Server Error');
  const entries = list(centre, settings);
  if (id === '') return jsonReply(entries.map(({ row }) => row).filter((row) => matches(row, q)));
  const found = entries.find(({ row }) => row.PK_ID === id);
  return found ? jsonReply(found.detail()) : textReply(500, 'Internal Server Error');
}

function matches(row: Row, q: string): boolean {
  const wanted = q.toLowerCase();
  return Object.values(row).some((value) => String(value).toLowerCase().includes(wanted));
}

function agentEntries(centre: Centre): Entry[] {
  const groups = [...new Set(centre.agents.map((agent) => agent.team))];
  const locations = [...new Set(centre.agents.map((agent) => agent.location))];
  return centre.agents.map((agent, index) => {
    const groupId = String(1 + groups.indexOf(agent.team));
    const locationId = String(1 + locations.indexOf(agent.location));
    return agentEntry(centre, agent, String(71 + index), { group_by: groupId, location: locationId });
  });
}

function agentEntry(centre: Centre, agent: CentreAgent, id: string, places: Row): Entry {
  const shared = {
    nome_agente: agentCode(agent.id),
    descr_agente: agentName(agent),
    chiave_agente: '',
    ...places,
    supervised_by: '41',
    vnc_url: '',
    xmpp_address: '',
  };
  const list = {
    group_name: agent.team,
    loc_name: agent.location,
    group_icon: 'default.png',
    real_name: 'Super Visor',
  };
  const row = { ...shared, ...list, PK_ID: id, current_terminal: agent.extension };
  return { row, detail: () => ({ ...shared, ...agentDetail(centre, agent, id) }) };
}

function agentDetail(centre: Centre, agent: CentreAgent, id: string): Row {
  const levels = ['Main', 'Wrap', 'Spill'];
  const queues = agent.memberOf.map(({ queueId, level }) => {
    const queue = centre.queues.find((one) => one.id === queueId);
    return [queue?.outbound ? 'outbound' : 'inbound', queue?.name ?? queueId, levels[penaltyOf(level)]];
  });
  return {
    aliases: '',
    current_terminal: agent.extension || '-',
    default_server: '0',
    group_by__DECODED: agent.team,
    id_agente: id,
    location__DECODED: agent.location,
    ltCodeAssociate: queues,
    payroll_code: '',
    sip_login: '',
    sip_pwd: '',
    sip_realm: '',
    sip_uri: '',
    supervised_by__DECODED: supervisorLogin,
    ...systemColumns,
  };
}

function queueEntries(centre: Centre, settings: QmSettings): Entry[] {
  const atomic = centre.queues.map(({ id, name, outbound }) => ({ name, queueIds: [id], outbound }));
  const composite = settings.composites.map(({ name, queueIds }) => ({ name, queueIds, outbound: false }));
  return [...atomic, ...composite].map(({ name, queueIds, outbound }, index) => {
    const shared = {
      nome_coda: name,
      composizione_coda: queueIds.join('|'),
      q_direction: outbound ? 'outbound' : 'inbound',
      visibility_key: '',
    };
    const members = (level: number) => membersAt(centre, queueIds, level).join('|');
    const spill = () => ({
      agenti_membri: members(0),
      agenti_spilloff_1: members(1),
      agenti_spilloff_2: members(2),
    });
    const id = String(101 + index);
    const detail = () => ({ ...shared, ...spill(), id_coda: id, ...systemColumns });
    return { row: { ...shared, PK_ID: id }, detail };
  });
}

/** Agents whose best level on any of the queues is this one. */
function membersAt(centre: Centre, queueIds: readonly string[], penalty: number): string[] {
  const wanted = new Set(queueIds);
  const best = (agent: CentreAgent) => {
    const levels = agent.memberOf.filter(({ queueId }) => wanted.has(queueId)).map(({ level }) => penaltyOf(level));
    return Math.min(...levels);
  };
  return centre.agents.filter((agent) => best(agent) === penalty).map((agent) => agentCode(agent.id));
}

function pauseEntry(pause: CentrePauseCode, id: string): Entry {
  const billable = pause.isWrapUp ? '1' : '0';
  const shared = { pause_code: pause.code, pause_descr: pause.name, is_billable: billable, is_payable: billable };
  const detail = () => ({ ...shared, pause_id: id, visibility_key: '', ...systemColumns });
  return { row: { ...shared, PK_ID: id }, detail };
}

const systemColumns: Row = {
  nomedata_insert: 'demoadmin, 18/06/2007, 22:28',
  nomedata_update: 'demoadmin, 05/05/2014, 12:56',
  sys_dt_creazione: '2007-06-18 22:28:20',
  sys_dt_modifica: '2014-05-05 12:56:33',
  sys_optilock: '63943',
  sys_user_creazione: '32',
  sys_user_modifica: '32',
};
