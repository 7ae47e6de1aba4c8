'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChangedSource, NewSource } from '@/lib/protocol/source-settings';
import { callApi } from './call-api';

const settingsKey = (id: string) => ['source-settings', id] as const;

/** The form of every vendor, and why no source can be added now. */
export function useVendorForms() {
  return useQuery({
    queryKey: ['vendors'],
    queryFn: ({ signal }) => callApi('GET /api/vendors', {}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The settings of one source as they were when the page was opened: a form must not change under somebody’s hands. */
export function useSourceSettings(id: string) {
  return useQuery({
    queryKey: settingsKey(id),
    queryFn: ({ signal }) => loadSourceSettings(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}

function loadSourceSettings(id: string, signal?: AbortSignal) {
  return callApi('GET /api/sources/{id}/settings', { params: { id } }, signal ? { signal } : {});
}

/** Reads them anew, as after somebody else has saved; what comes back is what the form goes on with. */
export function useReloadSettings(id: string) {
  const client = useQueryClient();
  return async () => {
    const settings = await loadSourceSettings(id);
    client.setQueryData(settingsKey(id), settings);
    return settings;
  };
}

export function useAddSource() {
  return useSourceEdit((body: NewSource) => callApi('POST /api/sources', { body }));
}

export function useChangeSource(id: string) {
  return useSourceEdit((body: ChangedSource) => callApi('PUT /api/sources/{id}', { params: { id }, body }));
}

/** Pauses a source, or lets it go on. */
export function usePauseSource(id: string) {
  return useSourceEdit((isPaused: boolean) =>
    callApi(isPaused ? 'POST /api/sources/{id}/pause' : 'POST /api/sources/{id}/resume', { params: { id } }),
  );
}

export function useDeleteSource(id: string) {
  return useSourceEdit((version: number) =>
    callApi('DELETE /api/sources/{id}', { params: { id }, query: { version: String(version) } }),
  );
}

/** The list of sources is read anew after every edit; settings that came back are what the form goes on with. */
function useSourceEdit<Input, Output extends object>(edit: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: edit,
    onSuccess: (answer) => {
      if ('version' in answer && 'id' in answer) client.setQueryData(settingsKey(String(answer.id)), answer);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['sources'] }),
  });
}
