import type { Centre, CentreAgent, CentreContact } from '@/server/emulators/centre-types';

export const NBSP = '&nbsp;';

/** Codes of another kind than `agent/…` are kept as they are. */
export const agentCode = (agentId: string): string => (agentId.includes('/') ? agentId : `agent/${agentId}`);

/** The centre's id of an agent with this code, in lower case. */
export function agentIdIn(code: string): string {
  const id = code.startsWith('agent/') ? code.slice('agent/'.length) : code;
  return agentCode(id) === code ? id : code;
}

export const agentName = (agent: CentreAgent): string =>
  agent.displayName ?? `${agent.firstName} ${agent.lastName} (${agent.id})`;

/** Unix seconds as the raw blocks write them; an instant that is not there is `absent`. */
export function unixSeconds(instant: number | null, absent = ''): string {
  return instant === null ? absent : String(Math.floor(instant / 1000));
}

export const wholeSeconds = (durationMs: number): string => String(Math.max(0, Math.floor(durationMs / 1000)));

/** Asterisk's unique id: second of arrival, dot, running number. */
export function uniqueId(contact: CentreContact): string {
  let serial = 0;
  for (let index = 0; index < contact.id.length; index += 1)
    serial = (serial * 31 + contact.id.charCodeAt(index)) % 999_983;
  return `${unixSeconds(contact.enteredAt)}.${serial}`;
}

/** The centre counts levels from 1; here 0 is main, 1 wrap, 2 spill. */
export const penaltyOf = (level: number): number => Math.min(2, Math.max(0, Math.trunc(level) - 1));

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `Agent/101` and `agent/101` are one agent. */
export function findAgent(centre: Centre, code: string): CentreAgent | undefined {
  return centre.agents.find((agent) => agentCode(agent.id) === code.trim().toLowerCase());
}

export interface QmPause {
  readonly code: string;
  readonly since: number;
}

/**
 * The PBX knows pauses only: wrap-up is a pause with a code of its own (or nothing at all where none is defined), and
 * a pause asked for during a call holds at once, while the call goes on.
 */
export function pauseOf(centre: Centre, agent: CentreAgent): QmPause | null {
  if (agent.state === 'logged-out') return null;
  if (agent.state === 'paused') return { code: agent.pauseCode ?? '', since: agent.pausedSince ?? agent.stateSince };
  if (agent.pendingPause !== null) return { code: agent.pendingPause, since: agent.pausedSince ?? agent.stateSince };
  const wrapUp = agent.state === 'wrap-up' ? centre.pauseCodes.find((pause) => pause.isWrapUp) : undefined;
  return wrapUp ? { code: wrapUp.code, since: agent.stateSince } : null;
}
