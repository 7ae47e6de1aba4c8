'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
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
    mutationFn: async ({ orders, holdMs = 0, requestId = crypto.randomUUID() }: Commanding) => {
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
  return useQuery({
    queryKey: ['choices', agentId],
    queryFn: ({ signal }) => callApi('GET /api/agents/{id}/choices', { params: { id: agentId ?? '' } }, { signal }),
    enabled: agentId !== null,
    staleTime: 60_000,
  });
}
