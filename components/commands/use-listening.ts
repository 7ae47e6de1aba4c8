'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/queries/call-api';

export interface Listening {
  /** The extension of whoever asks, as their account has it. */
  readonly own: string | null;
  readonly isAsking: boolean;
}

/** Where the phone of whoever listens rings; nobody is asked unless it is needed. */
export function useListening(isNeeded: boolean): Listening {
  const account = useQuery({
    queryKey: ['account'],
    queryFn: ({ signal }) => callApi('GET /api/account', {}, { signal }),
    enabled: isNeeded,
  });
  return { own: account.data?.extension ?? null, isAsking: isNeeded && account.isPending };
}
