import type { FloorServer } from './socket-types';

/** Tells the size of every event once per encoding, however many viewers it goes to. */
export function onEncoded(io: FloorServer, listener: (event: string, bytes: number) => void): void {
  const { encoder } = io;
  const encode = encoder.encode.bind(encoder);
  encoder.encode = (packet) => {
    const frames: (string | Buffer)[] = encode(packet);
    const event: unknown = Array.isArray(packet.data) ? packet.data[0] : null;
    if (typeof event === 'string') {
      listener(
        event,
        frames.reduce((sum, frame) => sum + Buffer.byteLength(frame), 0),
      );
    }
    return frames;
  };
}
