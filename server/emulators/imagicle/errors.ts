import { CommandRefused } from '@/server/emulators/command-refused';
import { type FaceReply, jsonReply, type TellRefusal } from '@/server/emulators/face-http';

/** The envelope of errors is not documented; `reason` is, where a status has several, and so are the codes of 403. */
export function errorReply(status: number, message: string, reason?: number): FaceReply {
  return jsonReply({ message, ...(reason === undefined ? {} : { reason }) }, status);
}

const forbiddenWords = {
  '403.GlobalAdmin': 'Requires complete management privileges',
  '403.GlobalOrSpecificInstanceAdmin': 'Requires to be manager of this instance',
  '403.GlobalSupervisorOrInstanceSupervisor': 'Requires to be supervisor of this queue',
  '403.Self': 'Users cannot remove themselves unless they have complete management privileges',
} as const;

export type ForbiddenCode = keyof typeof forbiddenWords;

export function forbidden(code: ForbiddenCode, words: string | null = null): FaceReply {
  return jsonReply({ code, message: words ?? forbiddenWords[code] }, 403);
}

export const wrongMethod = errorReply(405, 'Method not allowed');
export const nothingHere = errorReply(404, 'Not found');

/** Reasons of a 400: those of cloning a service, which are the only documented ones, wherever a name and a number are sent. */
export const badReason = { missing: 0, badId: 1, nameTooLong: 2, badPhone: 3 } as const;
/** Reasons of a 409 about a name or number already in use: numbers of our own, in the order they are documented. */
export const takenReason = { name: 0, phone: 1 } as const;

/** The face of a write: `tell` says no where a fault does. */
export function unlessRefused(run: () => FaceReply, tell: TellRefusal): FaceReply {
  try {
    return run();
  } catch (error) {
    if (error instanceof CommandRefused) return tell(error.words);
    throw error;
  }
}

export const refusedAddition: TellRefusal = (words) =>
  errorReply(409, words ?? 'The name is already in use', takenReason.name);
export const refusedRemoval: TellRefusal = (words) => forbidden('403.GlobalAdmin', words);

/** What a body was found to be: its values, or the reply that says what is wrong with it. */
export type Checked<Values> = { readonly values: Values } | { readonly reply: FaceReply };
