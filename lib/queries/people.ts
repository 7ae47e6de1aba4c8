'use client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from './call-api';

const key = ['people'] as const;
/** What the server takes at once. */
const mostAtOnce = 200;

/** People who are several agents, a page at a time, by name. */
export function usePeople(text: string) {
  return useInfiniteQuery({
    queryKey: [...key, 'list', text],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...(text ? { text } : {}), ...(pageParam ? { after: pageParam } : {}) };
      return callApi('GET /api/people', { query }, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    select: ({ pages }) => ({ people: pages.flatMap(({ people }) => people), total: pages[0]?.total ?? 0 }),
  });
}

export function useSuggestions() {
  return useQuery({
    queryKey: [...key, 'suggestions'],
    queryFn: ({ signal }) => callApi('GET /api/people/suggestions', {}, { signal }),
  });
}

type Groups = readonly (readonly string[])[];

/** Says of each group of agents that it is one person, or that it is not. */
export function useJudgeAgents(verdict: 'same' | 'different') {
  return useChange(async (groups: Groups) => {
    for (let start = 0; start < groups.length; start += mostAtOnce) {
      const some = groups.slice(start, start + mostAtOnce).map((ids) => [...ids]);
      if (verdict === 'same')
        await callApi('POST /api/people', { body: { links: some.map((agentIds) => ({ agentIds })) } });
      else await callApi('POST /api/people/rejections', { body: { groups: some } });
    }
  });
}

export interface Splitting {
  readonly id: string;
  /** Only this agent; else all of them. */
  readonly agentId?: string;
}

export function useSplitPerson() {
  return useChange(({ id, agentId }: Splitting) =>
    callApi('DELETE /api/people/{id}', { params: { id }, query: agentId === undefined ? {} : { agentId } }),
  );
}

function useChange<T>(mutationFn: (input: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: key }) });
}
