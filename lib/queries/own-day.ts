'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from './call-api';

export type { OwnDay } from '@/lib/protocol/api/me-api';

const everyMs = 30_000;

/** How long one’s own agents were in each state today. */
export function useOwnDay() {
  return useQuery({
    queryKey: ['own-day'],
    queryFn: ({ signal }) => callApi('GET /api/me/day', {}, { signal }),
    refetchInterval: everyMs,
  });
}
