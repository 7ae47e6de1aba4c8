'use client';
import { useMemo } from 'react';
import { useSites } from '@/components/table/use-sites';
import { applyTheme, themeLabel, themes } from '@/components/ui/theme';
import type { AgentRecord, QueueRecord } from '@/lib/floor/records';
import { useRecords } from '@/lib/live/use-floor';
import type { Role } from '@/lib/principal';
import { signOut } from '@/lib/queries/sign-out';
import { destinationsFor } from './destinations';
import type { Findable } from './find-matches';

/** Everything the palette can find: pages, queues, agents, and the few things to do. */
export function useFindables(role: Role): readonly Findable[] {
  const queues = useRecords('queues');
  const agents = useRecords('agents');
  const siteOf = useSites();
  return useMemo(
    () => [
      ...destinationsFor(role).map(({ href, label }) => ({ key: href, label, detail: 'page', href })),
      ...queues.map((queue) => rowOf('queue', queue, siteOf)),
      ...agents.map((agent) => rowOf('agent', agent, siteOf)),
      ...actions,
    ],
    [role, queues, agents, siteOf],
  );
}

const actions: readonly Findable[] = [
  ...themes.map((theme) => ({
    key: `theme:${theme}`,
    label: `Colours: ${themeLabel[theme].toLowerCase()}`,
    detail: 'action',
    href: '',
    run: () => applyTheme(theme),
  })),
  { key: 'sign-out', label: 'Sign out', detail: 'action', href: '', run: () => void signOut() },
];

const made = new WeakMap<QueueRecord | AgentRecord, Findable>();

/** Records are immutable: one that has not changed is found as before and not folded again. */
function rowOf(kind: 'queue' | 'agent', record: QueueRecord | AgentRecord, siteOf: (id: string) => string): Findable {
  const detail = `${kind}, ${siteOf(record.sourceId)}`;
  const before = made.get(record);
  if (before?.detail === detail) return before;
  const href = `/${kind}s?open=${encodeURIComponent(record.id)}`;
  const row = { key: `${kind}:${record.id}`, label: record.name, detail, href };
  made.set(record, row);
  return row;
}
