'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from './call-api';

const key = ['sources'] as const;

/** How each source's feeds are doing; asked again every two seconds while the page is open. */
export function useSourceDetails() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => callApi('GET /api/sources', {}, { signal }),
    select: (answer) => answer.sources,
    refetchInterval: 2000,
  });
}

/** Asks a source again that stopped and waits for a person (rule P4). */
export function useRetrySource() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => callApi('POST /api/sources/{id}/retry', { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}
