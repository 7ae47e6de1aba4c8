'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Api } from '@/lib/protocol/api';
import type { OrderToSend } from '@/lib/protocol/api/commands-api';
import type { Sending } from '@/lib/protocol/api/endpoint';
import { callApi } from './call-api';

const key = ['borrows'] as const;
const everyMs = 5000;

/** Memberships that are changed for a while; asked again every few seconds while somebody looks. */
export function useBorrows() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => callApi('GET /api/borrows', {}, { signal }),
    refetchInterval: everyMs,
  });
}

type BorrowAsk = Sending<Api['POST /api/borrows']>['body'];

/** Changes memberships for some minutes. */
export function useBorrow() {
  return useChange((body: BorrowAsk) => callApi('POST /api/borrows', { body }));
}

/** Now, or once more where that failed. */
export function usePutBack() {
  return useChange((id: string) => callApi('POST /api/borrows/{id}/return', { params: { id } }));
}

/** Ends a borrow without putting anything back. */
export function useKeep() {
  return useChange((id: string) => callApi('DELETE /api/borrows/{id}', { params: { id } }));
}

/** The calls that these commands would make; nobody is asked while there are none. */
export function useCalls(orders: readonly OrderToSend[]) {
  return useQuery({
    queryKey: ['command-calls', orders],
    queryFn: ({ signal }) => callApi('POST /api/commands/calls', { body: { orders: [...orders] } }, { signal }),
    enabled: orders.length > 0,
    staleTime: 10_000,
  });
}

function useChange<In, Out>(mutationFn: (input: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: key }) });
}
