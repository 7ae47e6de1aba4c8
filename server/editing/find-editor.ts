import { can } from '@/lib/can';
import type { EditorKind, EditRight } from '@/lib/editing/records';
import type { Principal } from '@/lib/principal';
import { Refusal } from '@/lib/protocol/refusal';
import { touchesSource } from '@/lib/scope';
import { createFinder, findTarget } from '@/server/commands/find-target';
import { hasOver } from '@/server/commands/may-act';
import type { FloorKeeper } from '@/server/floor/floor-keeper';
import type { SourceEditor } from '@/server/sources/source-editor';
import type { SourceRegistry } from '@/server/sources/source-registry';
import type { SeenLine } from '@/server/vendors/editor';

export type EditedSources = Pick<SourceRegistry, 'commandsOf' | 'list' | 'nudge'>;
export type FloorSeen = Pick<FloorKeeper, 'floor' | 'tablesOf'>;

/** A source with something to edit. */
export interface EditorAt {
  readonly sourceId: string;
  readonly name: string;
  readonly editor: SourceEditor;
}

/** Which kind of which source. */
export interface KindPlace {
  readonly sourceId: string;
  readonly kind: string;
}

export interface KindAt extends EditorAt {
  readonly kind: EditorKind;
}

/** Whether somebody may edit what asks for this right, of this queue; without a queue all of the source has to be theirs. */
export function mayEdit(principal: Principal, right: EditRight, sourceId: string, queueId: string | null): boolean {
  return can(principal, right, right === 'edit-queues' ? { sourceId, queueId } : { sourceId });
}

/** Which records of a kind somebody may see: what they may edit, and what is about an agent that they see on the floor. */
export function sightOf(principal: Principal, { kind: { right }, sourceId }: KindAt, floor: FloorSeen) {
  const find = createFinder(floor);
  return ({ queueId, agentId }: Pick<SeenLine, 'queueId' | 'agentId'>): boolean => {
    if (mayEdit(principal, right, sourceId, queueId)) return true;
    if (right !== 'edit-queues' || agentId === undefined) return false;
    const target = findTarget(floor, 'agent', agentId, find);
    return target?.source.id === sourceId && hasOver(principal, right, target);
  };
}

/** Whether there may be records of this kind that are theirs. */
export function maySee(principal: Principal, right: EditRight, sourceId: string): boolean {
  if (right !== 'edit-queues') return can(principal, right, { sourceId });
  return can(principal, right) && touchesSource(principal.scope, sourceId);
}

/** Sources of others, and what is none, are not said to exist. */
export function findSource(sources: EditedSources, principal: Principal, sourceId: string): EditorAt {
  const detail = sources.list().find(({ id }) => id === sourceId);
  if (!detail || !touchesSource(principal.scope, sourceId))
    throw new Refusal('not-found', { message: 'There is no such source.' });
  const commands = sources.commandsOf(sourceId);
  if (!commands)
    throw new Refusal('unavailable', { message: `${detail.name} is not asked now: look at it on the Sources page.` });
  if (!commands.editor) throw new Refusal('not-found', { message: `Nothing of ${detail.name} can be edited here.` });
  return { sourceId, name: detail.name, editor: commands.editor };
}

/** A kind that is not theirs is not said to exist. */
export function findKind(sources: EditedSources, principal: Principal, { sourceId, kind: id }: KindPlace): KindAt {
  const at = findSource(sources, principal, sourceId);
  const kind = at.editor.kinds().find((one) => one.id === id);
  if (!kind || !maySee(principal, kind.right, sourceId))
    throw new Refusal('not-found', { message: `There is nothing of that kind at ${at.name}.` });
  return { ...at, kind };
}

export const noSuchRecord = ({ kind, name }: KindAt) =>
  new Refusal('not-found', { message: `There is no such ${kind.one} at ${name}.` });
