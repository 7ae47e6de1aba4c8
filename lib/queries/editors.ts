'use client';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { EditOperation, FieldValues } from '@/lib/editing/records';
import type { Api } from '@/lib/protocol/api';
import type { ReplyOf } from '@/lib/protocol/api/endpoint';
import { callApi } from './call-api';

export type { ChangedReply, PushLine, PushPlan } from '@/lib/protocol/api/editors-api';
export type EditedSource = ReplyOf<Api['GET /api/editors']>['sources'][number];

const all = ['editors'] as const;
const changesKey = ['changes'] as const;

/** A kind of records of one source; `parent` where these belong to a record. */
export interface KindPlace {
  readonly source: string;
  readonly kind: string;
  readonly parent: string | null;
}

export interface OneRecord extends KindPlace {
  readonly record: string;
}

const kindOf = ({ source, kind }: KindPlace) => ({ id: source, kind });
const recordOf = ({ source, kind, record }: OneRecord) => ({ id: source, kind, record });
const parentOf = ({ parent }: KindPlace) => (parent === null ? {} : { parent });

/** What of each source can be seen and edited; nobody is asked who may not. */
export function useEditors(isAllowed = true) {
  return useQuery({
    queryKey: all,
    queryFn: ({ signal }) => callApi('GET /api/editors', {}, { signal }),
    select: ({ sources }) => sources,
    enabled: isAllowed,
    staleTime: 60_000,
  });
}

/** Records of one kind; null while it is not known of which parent. */
export function useRecordLines(place: KindPlace | null, q: string) {
  return useQuery({
    queryKey: [...all, place?.source, place?.kind, 'list', place?.parent, q],
    queryFn: ({ signal }) => listRecords(place as KindPlace, q, signal),
    enabled: place !== null,
    placeholderData: keepPreviousData,
  });
}

/** Those that fit `q`, which only vendors that search are asked. */
export async function listRecords(place: KindPlace, q = '', signal?: AbortSignal) {
  const query = { ...parentOf(place), ...(q === '' ? {} : { q }) };
  const sending = { params: kindOf(place), query };
  return (await callApi('GET /api/editors/{id}/{kind}', sending, signal ? { signal } : {})).records;
}

/** A form must not change under somebody’s hands: it is read when it is opened, and when somebody asks for it. */
const onceOpened = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false } as const;

export function useRecordRead(place: OneRecord) {
  return useQuery({
    queryKey: [...all, place.source, place.kind, 'record', place.parent, place.record],
    queryFn: ({ signal }) => readRecord(place, signal),
    ...onceOpened,
  });
}

/** Afresh from the vendor. */
export function readRecord(place: OneRecord, signal?: AbortSignal) {
  const sending = { params: recordOf(place), query: parentOf(place) };
  return callApi('GET /api/editors/{id}/{kind}/record/{record}', sending, signal ? { signal } : {});
}

export function useRecordBlank(place: KindPlace) {
  return useQuery({
    queryKey: [...all, place.source, place.kind, 'new', place.parent],
    queryFn: ({ signal }) =>
      callApi('GET /api/editors/{id}/{kind}/new', { params: kindOf(place), query: parentOf(place) }, { signal }),
    ...onceOpened,
  });
}

/** Sent again under the same id where no answer came, it is done once. */
interface Once {
  readonly requestId: string;
}

export function useCreateRecord(place: KindPlace) {
  return useVendorChange(place, ({ requestId, values }: Once & { readonly values: FieldValues }) =>
    callApi('POST /api/editors/{id}/{kind}', {
      params: kindOf(place),
      body: { parent: place.parent, values: { ...values }, requestId },
    }),
  );
}

export function useUpdateRecord(place: OneRecord) {
  return useVendorChange(
    place,
    ({ requestId, lock, values }: Once & { readonly lock: string; readonly values: FieldValues }) =>
      callApi('PUT /api/editors/{id}/{kind}/record/{record}', {
        params: recordOf(place),
        body: { parent: place.parent, values: { ...values }, lock, requestId },
      }),
  );
}

export function useRemoveRecord(place: OneRecord) {
  return useVendorChange(place, ({ requestId, lock }: Once & { readonly lock: string }) =>
    callApi('DELETE /api/editors/{id}/{kind}/record/{record}', {
      params: recordOf(place),
      query: { ...parentOf(place), lock, requestId },
    }),
  );
}

/** Does something besides saving, as to clone. */
export function useActOnRecord(place: OneRecord, act: string) {
  return useVendorChange(place, ({ requestId, values }: Once & { readonly values: FieldValues }) =>
    callApi('POST /api/editors/{id}/{kind}/record/{record}/act/{act}', {
      params: { ...recordOf(place), act },
      body: { parent: place.parent, values: { ...values }, requestId },
    }),
  );
}

interface AskedCalls {
  readonly operation: EditOperation;
  readonly values: FieldValues;
}

/** The calls a change would make, without making them. */
export function useTellCalls(place: OneRecord) {
  return useMutation({
    mutationFn: ({ operation, values }: AskedCalls) =>
      callApi('POST /api/editors/{id}/{kind}/record/{record}/calls', {
        params: recordOf(place),
        body: { parent: place.parent, values: { ...values }, operation },
      }),
  });
}

export interface ChangesAsked {
  readonly source?: string;
  readonly kind?: string;
  readonly record?: string;
}

/** What was changed at vendors, newest first, a page at a time. */
export function useChanges(asked: ChangesAsked) {
  return useInfiniteQuery({
    queryKey: [...changesKey, asked],
    queryFn: ({ pageParam, signal }) =>
      callApi('GET /api/changes', { query: { ...asked, ...(pageParam ? { before: pageParam } : {}) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ changes, more }) => (more ? changes.at(-1)?.id : undefined),
    select: ({ pages }) => pages.flatMap(({ changes }) => changes),
  });
}

export function useUndoChange() {
  return useVendorChange(null, (id: string) => callApi('POST /api/changes/{id}/undo', { params: { id } }));
}

/** The whole configuration as it was before one was pushed. */
export function useFormerConfiguration() {
  return useMutation({ mutationFn: (id: string) => callApi('GET /api/changes/{id}/former', { params: { id } }) });
}

/** What a whole configuration would do; null is one of the agents and queues of now. */
export function usePlanPush(source: string) {
  return useMutation({
    mutationFn: (document: string | null) =>
      callApi('POST /api/editors/{id}/push/plan', { params: { id: source }, body: { document } }),
  });
}

export function useSendPush(source: string) {
  return useVendorChange(null, (body: Once & { readonly document: string; readonly digest: string }) =>
    callApi('POST /api/editors/{id}/push', { params: { id: source }, body }),
  );
}

/** Lists and history are read anew after every attempt: a refusal may mean that somebody was first. */
function useVendorChange<Input, Output>(place: KindPlace | null, mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  const isList = ({ queryKey }: { readonly queryKey: readonly unknown[] }) =>
    queryKey[0] === all[0] && queryKey[3] === 'list' && (place === null || queryKey[1] === place.source);
  return useMutation({
    mutationFn,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: changesKey });
      void client.invalidateQueries({ predicate: isList });
    },
  });
}
