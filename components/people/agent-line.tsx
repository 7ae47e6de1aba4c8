'use client';
import { useSites } from '@/components/table/use-sites';
import type { AgentOfPerson } from '@/lib/protocol/api/people-api';

/** One agent of a person: name, extension, where. Names may run from right to left. */
export function AgentLine({ agent }: { readonly agent: AgentOfPerson }) {
  const siteOf = useSites();
  const { id, name, sourceId, extension, team } = agent;
  const details = [siteOf(sourceId), extension, team].filter((detail) => detail !== null && detail !== '');
  return (
    <span className="min-w-0 wrap-anywhere">
      {name === null ? <span className="text-dim">{nativeId(id)}, not on the floor now</span> : <bdi>{name}</bdi>}
      <span className="text-13 text-dim">
        {details.map((detail) => (
          <span key={detail}>
            , <bdi>{detail}</bdi>
          </span>
        ))}
      </span>
    </span>
  );
}

function nativeId(id: string): string {
  try {
    return decodeURIComponent(id.slice(id.indexOf('/') + 1));
  } catch {
    return id;
  }
}
