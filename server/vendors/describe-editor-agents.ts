import { expect, it } from 'vitest';
import type { EditorFixtures, EditorStage } from './describe-editor';

/** Records about agents are seen by whoever sees these on the floor. */
export function describeAgentLines({ kind, given, site, fresh }: EditorStage, { floor }: EditorFixtures): void {
  it('is about agents by the ids that they have on the floor, in a list and alone', async () => {
    const lines = await site()
      .editor()
      .list(kind, { q: null, parentId: given.parentId ?? null });
    expect((await fresh()).agentId).toBe(lines.find(({ id }) => id === given.id)?.agentId);
    const about = lines.flatMap(({ agentId }) => agentId ?? []);
    if (about.length === 0) return;
    site().http.answer(floor ?? (() => ({ status: 404 })));
    const { agents = [] } = site().normalize(await site().readAll());
    expect(agents.map(({ id }) => id)).toEqual(expect.arrayContaining(about));
  });
}
