import type { SourceRepository, StoredSource } from './source-repository';

/** Keeps sources for as long as the process lives; for tests. */
export function createMemorySources(initial: readonly StoredSource[] = []): SourceRepository {
  const kept = new Map(initial.map((source) => [source.id, source]));
  return {
    list: async () => [...kept.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    stamp: async () => [...kept.values()].map(({ id, version, createdAt }) => `${id} ${version} ${createdAt}`).join(),
    get: async (id) => kept.get(id) ?? null,
    async insert(source) {
      if (kept.has(source.id)) return false;
      kept.set(source.id, source);
      return true;
    },
    async update(source, expectedVersion) {
      if (kept.get(source.id)?.version !== expectedVersion) return false;
      kept.set(source.id, source);
      return true;
    },
    async remove(id, expectedVersion) {
      return kept.get(id)?.version === expectedVersion && kept.delete(id);
    },
  };
}
