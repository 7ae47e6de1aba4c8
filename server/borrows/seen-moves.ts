import type { MembershipRecord } from '@/lib/floor/records';
import { usualTerms } from '@/lib/members/place';
import { isBack } from '@/lib/members/way-back';
import type { Move } from '@/lib/protocol/api/borrows-api';
import { Refusal } from '@/lib/protocol/refusal';
import { createFinder } from '@/server/commands/find-target';
import type { FloorKeeper } from '@/server/floor/floor-keeper';
import type { SourceCommands } from '@/server/sources/source-commands';
import { mustLeave, whileLeaving } from './leave-first';
import { isOut } from './move-states';
import { type MoveInput, planMove } from './plan-move';

export interface SeenParts {
  readonly keeper: Pick<FloorKeeper, 'floor' | 'tablesOf'>;
  /** What each source calls a membership. */
  commandsOf(sourceId: string): Pick<SourceCommands, 'capabilities'> | null;
}

/** Moves as the floor stands now. */
export function createSeenMoves({ keeper, commandsOf }: SeenParts) {
  const termsOf = (sourceId: string) => commandsOf(sourceId)?.capabilities.membershipTerms ?? usualTerms;

  function plan(input: MoveInput, find: FindMemberships): Move {
    const { floor } = keeper;
    const [agent, queue] = [floor.agents.get(input.agentId), floor.queues.get(input.queueId)];
    if (!agent || !queue || agent.sourceId !== queue.sourceId)
      throw new Refusal('not-found', { message: 'There is no such agent or queue on one system now.' });
    return planMove(input, agent, queue, inQueue(find(agent), queue.id), termsOf(agent.sourceId));
  }

  function chanceOf(move: Move, find: FindMemberships): Partial<Move> {
    const { floor } = keeper;
    const source = floor.sources.get(move.sourceId);
    if (!source) return { state: 'not-back', words: 'Its source was taken away' };
    if (source.link !== 'up') return { words: `Waits until ${source.name} answers again` };
    const agent = floor.agents.get(move.agentId);
    if (!agent) return { state: 'not-back', words: `${move.agentName} is not on the floor any more` };
    const membership = inQueue(find(agent), move.queueId);
    if (isBack(move, membership, termsOf(move.sourceId))) return { state: 'back', words: 'Was as before already' };
    if (mustLeave(move, membership)) return whileLeaving(move, floor);
    return { state: 'returning', words: null, intentId: null };
  }

  return {
    /** What is asked for, each with what puts it back. */
    plan(inputs: readonly MoveInput[]): readonly Move[] {
      const find = createFinder(keeper);
      return inputs.map((input) => plan(input, find));
    },
    /** What can be done now about each that is out. */
    chancesOf(moves: readonly Move[]): readonly (readonly [Move, Partial<Move>])[] {
      const find = createFinder(keeper);
      return moves.filter(isOut).map((move) => [move, chanceOf(move, find)] as const);
    },
  };
}

type FindMemberships = ReturnType<typeof createFinder>;

const inQueue = (memberships: readonly MembershipRecord[], wanted: string) =>
  memberships.find(({ queueId }) => queueId === wanted);
