'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Api } from '@/lib/protocol/api';
import type { Sending } from '@/lib/protocol/api/endpoint';
import { callApi, pathFor } from './call-api';

type Query = Sending<Api['GET /api/audit']>['query'];

/** What somebody looks for; instants in milliseconds. */
export type AuditSearchTexts = Pick<Query, 'from' | 'to' | 'actor' | 'action' | 'target' | 'outcome' | 'text'>;

/** The audit a page at a time, newest first. */
export function useAudit(search: AuditSearchTexts) {
  return useInfiniteQuery({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) =>
      callApi('GET /api/audit', { query: { ...search, ...(pageParam ? { before: pageParam } : {}) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    select: ({ pages }) => pages.flatMap(({ entries }) => entries),
  });
}

/** Where everything that matches can be had as a file. */
export function auditExportPath(search: AuditSearchTexts, format: 'csv' | 'ndjson'): string {
  return pathFor('GET /api/audit', {}, { ...search, format });
}
