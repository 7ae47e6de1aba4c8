import { type FaceReply, jsonReply } from '@/server/emulators/face-http';

/** An error as RingMe gives it: words, and for a refused token the status as well. */
export class RingmeFailure extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function failureReply({ status, message }: RingmeFailure): FaceReply {
  return jsonReply(status === 401 ? { status, message } : { message }, status);
}

export const unauthorized = (): RingmeFailure => new RingmeFailure(401, 'Unauthorized');
export const notFound = (): RingmeFailure => new RingmeFailure(404, 'Not found');
export const wrongMethod = (): RingmeFailure => new RingmeFailure(405, 'Method not allowed');
