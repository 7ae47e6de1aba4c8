import { type FaceReply, jsonReply } from '@/server/emulators/face-http';

/** The envelope of errors is not documented; `reason` is, where a status has several. */
export function errorReply(status: number, message: string, reason?: number): FaceReply {
  return jsonReply({ message, ...(reason === undefined ? {} : { reason }) }, status);
}
