import { constants, deflateRawSync } from 'node:zlib';

/** Bits of a frame's first byte: final fragment and opcode 1 (text); the message in it is compressed. */
const finalText = 0x81;
const compressed = 0x40;

/** A whole unmasked frame of a websocket server, RFC 6455 section 5.2. */
function frame(firstByte: number, payload: Buffer): Buffer {
  const { length } = payload;
  const headerLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const whole = Buffer.allocUnsafe(headerLength + length);
  whole[0] = firstByte;
  whole[1] = length < 126 ? length : length < 65_536 ? 126 : 127;
  if (headerLength === 4) whole.writeUInt16BE(length, 2);
  if (headerLength === 10) whole.writeBigUInt64BE(BigInt(length), 2);
  payload.copy(whole, headerLength);
  return whole;
}

/** Below the first it is not worth it; above the second it would hold up everybody else. */
const worthDeflating = { from: 1024, to: 512 * 1024 };

/** One text message as frames that any number of sockets can be sent. */
export class TextFrames {
  readonly plain: Buffer;
  private readonly payload: Buffer;
  private deflatedOnce: Buffer | undefined;

  constructor(text: string) {
    this.payload = Buffer.from(text);
    this.plain = frame(finalText, this.payload);
  }

  /** For sockets with `permessage-deflate` and `server_no_context_takeover`, RFC 7692; the plain frame where it does not pay. */
  get deflated(): Buffer {
    const { length } = this.payload;
    if (length < worthDeflating.from || length > worthDeflating.to) return this.plain;
    this.deflatedOnce ??= frame(finalText | compressed, deflate(this.payload));
    return this.deflatedOnce;
  }
}

/** Without the empty block that ends a flush: the other side adds it again (RFC 7692 section 7.2.1). */
function deflate(payload: Buffer): Buffer {
  return deflateRawSync(payload, { level: 3, finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4);
}
