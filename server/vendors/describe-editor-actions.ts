import { describe, expect, it } from 'vitest';
import { deepFreeze } from './deep-freeze';
import type { EditorStage } from './describe-editor';

/** What besides saving a driver's editor can do to a record. */
export function describeActions({ kind, given, site, changes, spoil }: EditorStage): void {
  const cases = Object.entries(given.actions ?? {});
  if (cases.length === 0) return;

  describe.each(cases)('action %s', (action, values) => {
    const act = () => {
      const { act: ask } = site().editor();
      if (!ask) throw new Error('No action can be asked for');
      return ask(kind, action, deepFreeze({ id: given.id, parentId: given.parentId ?? null, values }));
    };

    it('says what came of it', async () => {
      const { words, createdId } = await act();
      expect(words).not.toBe('');
      if (createdId !== null) expect(site().editor().makes(kind, action), 'is said to make one').toBe(true);
    });

    it.skipIf(given.idleActions?.includes(action))('is not repeated where it is not known what was done', async () => {
      spoil(site().telltale({ status: 500 }));
      expect((await site().vendorErrorOf(act())).kind).toBe('bad-response');
      expect(changes()).toHaveLength(1);
    });
  });
}
