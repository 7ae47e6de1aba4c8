import type { Metadata } from 'next';
import { requireAction } from '@/app/require-action';
import { ApiDocs } from '@/components/api-docs/api-docs';
import { basePath } from '@/lib/paths';
import { api } from '@/lib/protocol/api';
import { openApiOf } from '@/lib/protocol/api/open-api';
import { getRuntime } from '@/server/runtime';

export const metadata: Metadata = { title: 'API' };

/** The document of the API for people: plain HTML, made on the server from the same contract. */
export default async function Page() {
  await requireAction('see-floor');
  return <ApiDocs document={openApiOf(api, { version: getRuntime().health().version, basePath })} />;
}
