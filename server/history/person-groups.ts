/** Stands in no id of a source. */
const joint = '+';

/** Under what the agents of these sources who are one person stand beside the figures of the sources themselves. */
export function groupIdOf(sourceIds: readonly string[]): string {
  return sourceIds.length === 1 ? `${sourceIds[0]}${joint}` : sourceIds.toSorted().join(joint);
}

export function sourcesOfGroup(groupId: string): readonly string[] {
  return groupId.split(joint).filter(Boolean);
}
