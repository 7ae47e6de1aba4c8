import { type FaceReply, jsonReply } from '@/server/emulators/face-http';

/** An error as UnifiedAPI gives it: a code and words inside an object. */
export class VoipnowFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function failureReply({ status, code, message }: VoipnowFailure): FaceReply {
  return jsonReply({ error: { code, message } }, status);
}

/** A 400 in the manual's words: which parameter, and what it can be. */
export function invalid(name: string, code: string, rule: string): VoipnowFailure {
  return new VoipnowFailure(400, code, `Value supplied in ${name} parameter is missing or invalid. ${rule}`);
}
