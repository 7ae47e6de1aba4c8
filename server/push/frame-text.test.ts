import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import * as ws from 'ws';
import { frameText } from './frame-text';

// Its types leave out what reads frames.
const { Receiver } = ws as unknown as { Receiver: new (options: object) => Writable };

/** What an independent implementation reads out of the frame. */
async function read(frame: Buffer): Promise<string> {
  const receiver = new Receiver({ isServer: false });
  const message = once(receiver, 'message');
  receiver.write(frame);
  const [data, isBinary] = (await message) as [Buffer, boolean];
  expect(isBinary).toBe(false);
  return data.toString();
}

test.each([0, 1, 125, 126, 65_535, 65_536, 300_000])(
  '[V2] a text of %i bytes is read as it was written',
  async (length) => {
    const text = 'x'.repeat(length);
    expect(await read(frameText(text))).toBe(text);
  },
);

test('[V2] the length counts bytes, not characters', async () => {
  const text = '42["floor:delta",{"name":"Sähköposti 客服 🎧"}]'.repeat(4);
  expect(await read(frameText(text))).toBe(text);
});
