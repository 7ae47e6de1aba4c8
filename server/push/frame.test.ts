import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import * as ws from 'ws';
import { TextFrames } from './frame';

// Its types leave out what reads frames.
const { Receiver, PerMessageDeflate } = ws as unknown as {
  Receiver: new (options: object) => Writable;
  PerMessageDeflate: new (options: object, isServer?: boolean) => { accept(offers: object[]): void };
};

/** What an independent implementation of a client reads out of the frame. */
async function read(frame: Buffer): Promise<string> {
  const inflate = new PerMessageDeflate({}, false);
  inflate.accept([{ server_no_context_takeover: [true] }]);
  const receiver = new Receiver({ isServer: false, extensions: { 'permessage-deflate': inflate } });
  const message = once(receiver, 'message');
  receiver.write(frame);
  const [data, isBinary] = (await message) as [Buffer, boolean];
  expect(isBinary).toBe(false);
  return data.toString();
}

const lengths = [0, 1, 125, 126, 1023, 1024, 65_535, 65_536, 600_000];

test.each(lengths)('[V2] a text of %i bytes is read as it was written, plain and deflated', async (length) => {
  const text = 'x'.repeat(length);
  const frames = new TextFrames(text);
  expect(await read(frames.plain)).toBe(text);
  expect(await read(frames.deflated)).toBe(text);
});

test('[V2] the length counts bytes, not characters', async () => {
  const text = '42["floor:delta",{"name":"Sähköposti 客服 🎧"}]'.repeat(40);
  const frames = new TextFrames(text);
  expect(await read(frames.plain)).toBe(text);
  expect(await read(frames.deflated)).toBe(text);
});

test('[V2] the same frame is read again and again: none leans on the one before it', async () => {
  const frames = new TextFrames('{"name":"Ada"}'.repeat(200));
  expect(frames.deflated.length).toBeLessThan(frames.plain.length / 10);
  expect(frames.deflated).toBe(frames.deflated);
  expect(await read(frames.deflated)).toBe(await read(frames.deflated));
});

test('[V2] what is short or very long is not deflated', () => {
  for (const length of [100, 600_000]) {
    const frames = new TextFrames('x'.repeat(length));
    expect(frames.deflated).toBe(frames.plain);
  }
});
