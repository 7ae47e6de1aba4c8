import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AgentRecord } from '@/lib/floor/records';
import { stateOrder } from './agent-columns';
import { StateCounts } from './state-counts';

const agents = fc.array(
  fc.record({ sourceId: fc.constantFrom('milan', 'lucca'), state: fc.constantFrom(...stateOrder) }),
  {
    maxLength: 8,
  },
) as fc.Arbitrary<unknown> as fc.Arbitrary<readonly AgentRecord[]>;

test('agents that came, went, changed or moved are counted as if all were counted anew', () => {
  fc.assert(
    fc.property(fc.constantFrom(null, 'milan'), fc.array(agents), (site, steps) => {
      const counts = new StateCounts(site);
      for (const step of steps) {
        const here = step.filter((agent) => site === null || agent.sourceId === site);
        const counted = stateOrder.map((state) => [state, here.filter((agent) => agent.state === state).length]);
        expect(counts.update(step)).toEqual(Object.fromEntries(counted));
      }
    }),
  );
});
