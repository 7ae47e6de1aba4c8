import { askerOf } from '@/app/api/asker';
import { kindPlaceOf } from '@/app/api/editors/place';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/editors/{id}/{kind}/new', (call) =>
  call.runtime.editing.blank(kindPlaceOf(call.params), call.query.parent ?? null, askerOf(call)),
);
