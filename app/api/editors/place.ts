import { recordIdIn } from './record-id';

interface Params {
  readonly id: string;
  readonly kind: string;
}

export const kindPlaceOf = ({ id, kind }: Params) => ({ sourceId: id, kind });

/** Which record is meant by the path, and whose it is. */
export function placeOf(
  { params, request }: { readonly params: Params; readonly request: Request },
  parent?: string | null,
) {
  return { ...kindPlaceOf(params), id: recordIdIn(request), parentId: parent ?? null };
}
