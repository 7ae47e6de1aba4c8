'use client';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import type { OrderToSend } from '@/lib/protocol/api/commands-api';
import { callApi } from './call-api';

export interface Commanding {
  readonly orders: readonly OrderToSend[];
  /** For so long all of it can be taken back. */
  readonly holdMs?: number;
  /** The same one when it is tried again, so that it acts once; a new one unless told otherwise. */
  readonly requestId?: string;
}

/** What the server takes at once. */
const mostAtOnce = 200;

/** Asks for commands; each is answered on its own and followed on the live floor. */
export function useSendCommands() {
  return useMutation({
    // Without a line it fails at once: a command that goes out minutes later is no longer what was wanted.
    networkMode: 'always',
    mutationFn: async ({ orders, holdMs = 0, requestId = newRequestId() }: Commanding) => {
      const told = [];
      for (let start = 0; start < orders.length; start += mostAtOnce) {
        const some = orders.slice(start, start + mostAtOnce);
        const body = { requestId: start === 0 ? requestId : `${requestId}.${start}`, holdMs, orders: some };
        told.push(...(await callApi('POST /api/commands', { body })).orders);
      }
      return told;
    },
  });
}

/** Takes back what nothing was sent for yet, by the ids of the intents. */
export function useTakeBack() {
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      Promise.all(ids.map((id) => callApi('DELETE /api/commands/{id}', { params: { id } }))),
  });
}

/** What an agent can choose from; nobody is asked while there is no agent. */
export function useChoices(agentId: string | null) {
  return useQuery({ ...choicesQuery(agentId ?? ''), enabled: agentId !== null });
}

/** The same, for several agents at once. */
export function choicesQuery(agentId: string) {
  return queryOptions({
    queryKey: ['choices', agentId],
    queryFn: ({ signal }) => callApi('GET /api/agents/{id}/choices', { params: { id: agentId } }, { signal }),
    staleTime: 60_000,
  });
}

/** For one wish of a person. Not `randomUUID`: browsers have that behind TLS only. */
export function newRequestId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}
