import type { Centre, CentreAgent } from '@/server/emulators/centre-types';
import { guidOf } from './guid';

export interface Presence {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  readonly type: 'PRESENCE' | 'ABSENCE' | 'CONFERENCE';
  readonly priority: number;
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [/meeting/i, 'MEETING'],
  [/vacation|holiday/i, 'VACATION'],
];

/** Presence profiles: Available and an absence for every pause the centre knows. */
export function presencesOf(centre: Centre): Presence[] {
  const absences = centre.pauseCodes
    .filter((pause) => !pause.isWrapUp)
    .map(({ code, name }) => presence(centre, code, name, 'ABSENCE'));
  return [presence(centre, '', 'Available', 'PRESENCE'), ...absences];
}

/** The pause code a profile stands for; null is being present. */
export function codeOfPresence(centre: Centre, presenceGuid: string): string | null | undefined {
  const codes = ['', ...centre.pauseCodes.filter((pause) => !pause.isWrapUp).map((pause) => pause.code)];
  const code = codes.find((one) => guidOf(centre, 'presence', one) === presenceGuid);
  return code === '' ? null : code;
}

/** The profile an agent is in: changed at once, even while a contact still goes on. */
export function currentPresence(centre: Centre, agent: CentreAgent): Presence {
  const code = (agent.state === 'paused' ? agent.pauseCode : agent.pendingPause) ?? '';
  const guid = guidOf(centre, 'presence', code);
  const [available, ...absences] = presencesOf(centre);
  return absences.find((absence) => absence.id === guid) ?? (available as Presence);
}

function presence(centre: Centre, code: string, name: string, type: Presence['type']): Presence {
  const reason = reasons.find(([pattern]) => pattern.test(`${code} ${name}`))?.[1] ?? 'NONE';
  return { id: guidOf(centre, 'presence', code), name, reason, type, priority: 100 };
}
