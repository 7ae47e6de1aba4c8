import { expect, it } from 'vitest';
import { polledFeedNames, sliceKinds } from '@/lib/floor/kinds';
import { expectWellFormed } from './expect-well-formed';
import type { ReadingSet, SiteUnderTest } from './open-site';
import type { Serve, ServedReply } from './serve-http';
import type { Slices } from './vendor';
import { isVendorError } from './vendor-error';

interface OddFixtures {
  readonly site: Serve;
}
type Json = unknown;

/** What systems do with good answers: other types for the same values, rows twice, a value that is none. */
export function describeOddValues(fixtures: OddFixtures, site: () => SiteUnderTest): void {
  const served = (change: (body: Json) => Json) => site().http.answer(spoilt(fixtures.site, change));

  it.each([
    ['numbers as strings', (value: Json) => (typeof value === 'number' ? String(value) : value)],
    ['strings as numbers', (value: Json) => (isWholeNumber(value) ? Number(value) : value)],
  ])('%s change nothing', async (_, change) => {
    const plain = site().normalize(await site().readAll());
    site().memory.clear();
    served((body) => eachLeaf(body, change));
    expect(site().normalize(await site().readAll())).toEqual(plain);
  });

  it('rows that come twice make no second record and no higher count', async () => {
    const plain = site().normalize(await site().readAll());
    site().memory.clear();
    served(twice);
    const slices = site().normalize(await site().readAll());
    expectWellFormed(slices);
    expect(byId(slices)).toEqual(byId(plain));
  });

  it('a value that is another thing, or none, is a failure of the feed or makes whole records', async () => {
    const good = await site().readAll();
    const random = repeatable(1);
    for (let turn = 0; turn < turns; turn += 1) {
      const feed = polledFeedNames[turn % polledFeedNames.length] ?? 'live';
      served((body) => oneLeafOdd(body, random));
      const outcome = await outcomeOf(site(), good, feed);
      if (outcome instanceof Error) expect([isVendorError(outcome), outcome]).toEqual([true, outcome]);
      else expectWellFormed(outcome);
    }
  });
}

const turns = 60;
const oddValues: readonly Json[] = [
  null,
  '',
  ' ',
  -1,
  0,
  1e308,
  'x',
  true,
  {},
  [],
  '<b>&amp;</b>',
  '1e400',
  '\u0000',
  '\ud83d',
  '__proto__',
];

async function outcomeOf(site: SiteUnderTest, good: ReadingSet, feed: (typeof polledFeedNames)[number]) {
  try {
    return site.normalize({ ...good, [feed]: await site.read(feed) });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function spoilt(serve: Serve, change: (body: Json) => Json): Serve {
  return async (request) => {
    const reply: ServedReply = await serve(request);
    const { body } = reply;
    if (body === undefined || (reply.status ?? 200) >= 300) return reply;
    if (typeof body !== 'string') return { ...reply, body: change(structuredClone(body)) };
    return /^\s*[[{]/.test(body) ? { ...reply, body: JSON.stringify(change(JSON.parse(body))) } : reply;
  };
}

function eachLeaf(value: Json, change: (leaf: Json) => Json): Json {
  if (Array.isArray(value)) return value.map((item) => eachLeaf(item, change));
  if (typeof value !== 'object' || value === null) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, eachLeaf(item, change)]));
}

/** Every list of objects or rows, with its rows twice; a row's own cells stay. */
function twice(value: Json): Json {
  if (Array.isArray(value)) {
    const items = value.map(twice);
    return items.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
      ? [...items, ...structuredClone(items)]
      : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, twice(item)]));
}

function oneLeafOdd(body: Json, random: () => number): Json {
  let leaves = 0;
  eachLeaf(body, () => {
    leaves += 1;
  });
  const chosen = Math.floor(random() * leaves);
  const odd = oddValues[Math.floor(random() * oddValues.length)];
  let at = -1;
  return eachLeaf(body, (leaf) => {
    at += 1;
    return at === chosen ? odd : leaf;
  });
}

function isWholeNumber(value: Json): boolean {
  return typeof value === 'string' && /^\d+$/.test(value) && String(Number(value)) === value;
}

function byId(slices: Slices): Record<string, unknown> {
  return Object.fromEntries(
    sliceKinds.map((kind) => [kind, Object.fromEntries((slices[kind] ?? []).map((record) => [record.id, record]))]),
  );
}

/** The same numbers in [0, 1) on every run (mulberry32). */
function repeatable(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
