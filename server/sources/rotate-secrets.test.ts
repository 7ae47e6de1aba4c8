import { expect, test } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { eachEngine } from '@/server/store/each-engine';
import { createSourcesRepository } from '@/server/store/sources-repository';
import { boxOf } from './open-desk';
import { rotateSecrets, rotationWords } from './rotate-secrets';
import type { StoredSource } from './source-repository';
import { openSecrets, sealSecrets } from './source-secrets';

const clock = createFakeClock();
const secrets = { user: 'Zq8-user', password: 'Zq8-password' };

const sourceOf = (id: string, sealedSecrets: StoredSource['sealedSecrets']): StoredSource => ({
  ...{ id, name: id, vendor: 'sinch', pollEverySeconds: null, settings: {}, sealedSecrets },
  ...{ isPaused: false, version: 1, createdAt: 1, updatedAt: 1 },
});

eachEngine((open) => {
  const start = async (...sources: StoredSource[]) => {
    const repository = createSourcesRepository(await open());
    for (const source of sources) await repository.insert(source);
    return repository;
  };
  const [old, both, newest] = [boxOf(1), boxOf(2, 1), boxOf(2)];

  test('every secret is sealed with the newest key, and the old one is not needed any more', async () => {
    const repository = await start(
      sourceOf('milan', sealSecrets(old, 'milan', secrets)),
      sourceOf('lucca', { ...sealSecrets(old, 'lucca', secrets), apiKey: newest.seal('lucca', 'apiKey', 'Zq8-key') }),
      sourceOf('bare', {}),
    );
    const rotation = await rotateSecrets(repository, both, clock);
    expect(rotation).toEqual({ sealed: 4, current: 1, unreadable: [], missed: [] });
    expect(rotationWords(rotation)).toBe(
      '4 secrets sealed with CALLBOARD_KEY, 1 had been already.\nCALLBOARD_KEY_OLD is not needed any more.',
    );
    const kept = await repository.list();
    expect(JSON.stringify(kept)).not.toContain('Zq8');
    for (const { id, sealedSecrets } of kept) {
      const { secrets: opened, unreadable } = openSecrets(newest, id, sealedSecrets);
      expect(unreadable).toEqual([]);
      if (id !== 'bare') expect(opened).toMatchObject(secrets);
    }
    // Once more changes nothing.
    expect(await rotateSecrets(repository, both, clock)).toEqual({ sealed: 0, current: 5, unreadable: [], missed: [] });
    expect(await repository.list()).toEqual(kept);
  });

  test('what cannot be read is named and left as it is, the rest goes on', async () => {
    const foreign = boxOf(9).seal('milan', 'password', 'Zq8-password');
    const repository = await start(
      sourceOf('milan', { user: old.seal('milan', 'user', 'Zq8-user'), password: foreign }),
      sourceOf('lucca', sealSecrets(old, 'milan', secrets)),
    );
    const rotation = await rotateSecrets(repository, both, clock);
    expect(rotation).toMatchObject({ sealed: 1, unreadable: ['lucca.user', 'lucca.password', 'milan.password'] });
    expect((await repository.get('milan'))?.sealedSecrets.password).toBe(foreign);
    expect(rotationWords(rotation)).toContain('lucca.user, lucca.password, milan.password');
    expect(rotationWords(rotation)).not.toContain('Zq8');
  });

  test('a source that somebody changes meanwhile is left to them and named', async () => {
    const source = sourceOf('milan', sealSecrets(old, 'milan', secrets));
    const repository = await start(source);
    const theirs = { ...source, name: 'Theirs', version: 2 };
    const list = repository.list.bind(repository);
    const raced = {
      ...repository,
      list: async () => {
        const found = await list();
        await repository.update(theirs, 1);
        return found;
      },
    };
    expect(await rotateSecrets(raced, both, clock)).toMatchObject({ sealed: 0, missed: ['milan'] });
    expect(await repository.get('milan')).toEqual(theirs);
  });
});
