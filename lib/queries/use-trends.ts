'use client';
import { useQuery } from '@tanstack/react-query';
import { loadTrends } from './trends';

/** The last hour of every queue; asked for again every minute while somebody looks. */
export function useTrends() {
  return useQuery({ queryKey: ['trends'], queryFn: ({ signal }) => loadTrends(signal), refetchInterval: 60_000 });
}
