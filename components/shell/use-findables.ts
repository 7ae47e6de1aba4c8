'use client';
import { useMemo } from 'react';
import { commandVendorOf } from '@/components/commands/use-command-vendor';
import { useSites } from '@/components/table/use-sites';
import { applyTheme, themeLabel, themes } from '@/components/ui/theme';
import { commandRights, commandsFor } from '@/lib/commands/possible';
import type { AgentRecord, QueueRecord, SourceRecord } from '@/lib/floor/records';
import { useRecords } from '@/lib/live/use-floor';
import type { Role } from '@/lib/principal';
import { signOut } from '@/lib/queries/sign-out';
import { destinationsFor } from './destinations';
import type { Findable } from './find-matches';

/** Everything the palette can find: pages, queues, agents, and the few things to do. */
export function useFindables(role: Role): readonly Findable[] {
  const queues = useRecords('queues');
  const agents = useRecords('agents');
  const sources = useRecords('sources');
  const siteOf = useSites();
  return useMemo(
    () => [
      ...destinationsFor(role).map(({ href, label }) => ({ key: href, label, detail: 'page', href })),
      ...queues.map((queue) => rowOf('queue', queue, siteOf)),
      ...agents.map((agent) => rowOf('agent', agent, siteOf)),
      ...messagesTo(sources, role),
      ...actions,
    ],
    [role, queues, agents, sources, siteOf],
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

/** Where people of a whole site can be sent a message. */
function messagesTo(sources: readonly SourceRecord[], role: Role): Findable[] {
  const rights = commandRights({ role });
  return sources
    .filter((source) => commandsFor('source', commandVendorOf(source), rights).length > 0)
    .map(({ id, name }) => ({
      key: `message:${id}`,
      label: `Message people at ${name}`,
      detail: 'action',
      href: `/sources#${encodeURIComponent(id)}`,
    }));
}

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
