import { commandActions, type QueueAction, takesLevel } from '@/lib/commands/actions';
import type { CellPlace } from './plan-cells';

/**
 * What a change of these cells is called, of which `count` take it at no level in particular: adding whoever belongs
 * there already is giving them another level.
 */
export function changeLabel(action: QueueAction, places: readonly CellPlace[], count: number): string {
  const isOfLevel = action === 'assign' && count === 0 && canChangeLevel(action, places);
  return isOfLevel ? 'Change level' : commandActions[action].label;
}

/** Whether somebody of them stands there already, at a level that could be another. */
export function canChangeLevel(action: QueueAction, places: readonly CellPlace[]): boolean {
  if (!takesLevel(action)) return false;
  return places.some(
    ({ vendor, membership }) =>
      vendor.commands.includes(action) &&
      vendor.membershipTerms.levels.length > 1 &&
      membership?.level != null &&
      (action === 'assign' || membership.serving === true),
  );
}

/** The levels of the first system that has any. */
export const levelsOf = (places: readonly CellPlace[]): readonly string[] =>
  places.find(({ vendor }) => vendor.membershipTerms.levels.length > 0)?.vendor.membershipTerms.levels ?? [];
