import { beforeEach, describe, expect, it } from 'vitest';
import { createMemorySources } from '@/server/sources/memory-sources';
import type { SourceRepository, StoredSource } from '@/server/sources/source-repository';
import { eachEngine } from './each-engine';
import { createSourcesRepository } from './sources-repository';

const milan: StoredSource = {
  id: 'milan',
  name: 'Milan – “Porta Nuova” 漢字 \u{1f600} <script>\'";--',
  vendor: 'queuemetrics',
  pollEverySeconds: 0.5,
  settings: { baseUrl: 'https://qm.example/queuemetrics', queues: ['300|301'], businessDayStartByQueue: { 300: 7 } },
  sealedSecrets: { user: 'v1.a.b.c', password: 'v1.d.e.f' },
  isPaused: false,
  version: 1,
  createdAt: 1_764_000_000_123,
  updatedAt: 1_764_000_000_123,
};
const lucca: StoredSource = {
  ...milan,
  id: 'Lucca',
  pollEverySeconds: null,
  isPaused: true,
  settings: {},
  sealedSecrets: {},
};

/** What every place that keeps sources does. */
function describeRepository(open: () => Promise<SourceRepository>) {
  let sources: SourceRepository;
  beforeEach(async () => {
    sources = await open();
  });

  it('keeps what it was given, every field of it', async () => {
    expect(await sources.list()).toEqual([]);
    expect(await sources.get('milan')).toBeNull();
    expect(await sources.insert(milan)).toBe(true);
    expect(await sources.insert(lucca)).toBe(true);
    expect(await sources.get('milan')).toEqual(milan);
    expect(await sources.get('Lucca')).toEqual(lucca);
    expect(new Set((await sources.list()).map(({ id }) => id))).toEqual(new Set(['milan', 'Lucca']));
  });

  it('takes an id once, and leaves the first as it was', async () => {
    await sources.insert(milan);
    expect(await sources.insert({ ...milan, name: 'Other' })).toBe(false);
    expect(await sources.get('milan')).toEqual(milan);
  });

  it('changes only the version that was read', async () => {
    await sources.insert(milan);
    await sources.insert(lucca);
    const mine = { ...milan, name: 'Mine', version: 2, isPaused: true, pollEverySeconds: null };
    const theirs = { ...milan, name: 'Theirs', version: 2 };
    const outcomes = await Promise.all([sources.update(mine, 1), sources.update(theirs, 1)]);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await sources.get('milan')).toEqual(outcomes[0] ? mine : theirs);
    expect(await sources.update({ ...mine, version: 2 }, 1)).toBe(false);
    expect(await sources.update({ ...mine, id: 'nobody' }, 2)).toBe(false);
    expect(await sources.get('Lucca')).toEqual(lucca);
  });

  it('takes away only the version that was read', async () => {
    await sources.insert(milan);
    expect(await sources.remove('milan', 2)).toBe(false);
    expect(await sources.remove('nobody', 1)).toBe(false);
    expect(await sources.remove('milan', 1)).toBe(true);
    expect(await sources.remove('milan', 1)).toBe(false);
    expect(await sources.list()).toEqual([]);
    expect(await sources.insert(milan)).toBe(true);
  });
}

eachEngine((open) => describeRepository(async () => createSourcesRepository(await open())));
describe('in memory', () => describeRepository(async () => createMemorySources()));
