'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { basePath } from '@/lib/paths';
import type { Api } from '@/lib/protocol/api';
import type { ReplyOf, Sending } from '@/lib/protocol/api/endpoint';
import { ApiError, callApi, pathFor } from './call-api';

const key = 'GET /api/history';
export type HistoryQuery = Sending<Api[typeof key]>['query'];
export type HistoryAnswer = ReplyOf<Api[typeof key]>;

/** Figures of a time. What was shown stays until the next is there; a time that is not over is asked again every minute. */
export function useHistory(query: HistoryQuery, isRunning: boolean, isReady: boolean) {
  return useQuery({
    queryKey: ['history', query],
    enabled: isReady,
    queryFn: ({ signal }) => callApi(key, { query }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    refetchInterval: isRunning ? 60_000 : false,
  });
}

export interface ExportProgress {
  readonly bytes: number;
  readonly rows: number;
}

const newline = 10;

/** The same as CSV, telling as it comes how much there is; rejects when the signal aborts. */
export async function exportHistory(
  query: HistoryQuery,
  onProgress: (progress: ExportProgress) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const response = await fetch(`${basePath}${pathFor(key, {}, { ...query, format: 'csv' })}`, { signal });
  if (!response.ok || !response.body) throw new ApiError(response.status);
  const reader = response.body.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let [bytes, lines] = [0, 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value as Uint8Array<ArrayBuffer>);
    bytes += value.length;
    for (const byte of value) if (byte === newline) lines += 1;
    onProgress({ bytes, rows: Math.max(0, lines - 1) });
  }
  return new Blob(parts, { type: 'text/csv' });
}
