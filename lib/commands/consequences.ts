import type { CommandAction } from './actions';

/** Whom a sentence about a command names. */
export interface NamesInCommand {
  /** Of whom or what it is aimed at, as “Anna Rossi” or “the call of 0521 123 with Anna Rossi”. */
  readonly target: string;
  readonly site: string;
}

type Say = (names: NamesInCommand) => string;

const sentences: { readonly [A in CommandAction]?: Say } = {
  'hang-up': ({ target }) => `Ends ${target} at once, for both sides. It cannot be taken back.`,
  transfer: ({ target }) => `Takes ${target} away from the agent and sends it to another number.`,
  'transfer-to-voicemail': ({ target }) => `Takes ${target} away from the agent and sends it to a voicemail box.`,
  listen: ({ target }) => `Your phone rings; when you answer you hear ${target}. Nobody in it is told by Callboard.`,
  whisper: ({ target }) => `Your phone rings; when you answer you are in ${target}, and only the agent hears you.`,
  'barge-in': ({ target }) => `Your phone rings; when you answer you are in ${target}, and everybody hears you.`,
  'pick-up': ({ target }) => `Your phone rings in place of whoever was to have ${target}.`,
  hold: ({ target }) => `Puts ${target} on hold.`,
  resume: ({ target }) => `Takes ${target} off hold.`,
  park: ({ target }) => `Parks ${target}: the agent is free, the caller waits.`,
  unpark: ({ target }) => `Gives ${target} back to the agent.`,
  record: ({ target }) => `Begins to record ${target}. Callers may have to be told.`,
  'stop-recording': ({ target }) => `Stops recording ${target}.`,
  dial: ({ target }) => `The phone of ${target} rings; once answered, the number is called on behalf of the queue.`,
  'send-text': ({ target }) => `Shows on the phone of ${target}.`,
  'message-agent': ({ target, site }) => `Shows on the pages of ${target} at ${site}.`,
  'message-queue': ({ target, site }) => `Shows on the pages of everyone in ${target} at ${site}.`,
  'message-location': ({ site }) => `Shows on the pages of everyone at that location of ${site}.`,
  'message-supervisor': ({ site }) => `Shows on the pages of everyone whom that supervisor leads at ${site}.`,
  'message-everyone': ({ site }) => `Everybody who is logged in at ${site} sees it. It cannot be taken back.`,
};

/** What will happen, in a sentence; empty where the name of the command says it all. */
export function consequenceOf(action: CommandAction, names: NamesInCommand): string {
  return sentences[action]?.(names) ?? '';
}

/** Why a command is asked twice that changes the vendor's configuration. */
export const configurationWords = (site: string): string =>
  `This changes the configuration of ${site}: who belongs to the queue, not only who serves it now.`;
