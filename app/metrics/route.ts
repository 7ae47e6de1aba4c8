import { getRuntime } from '@/server/runtime';

export const dynamic = 'force-dynamic';

/** Prometheus text; whether a token is wanted is asked at the gate. */
export async function GET(): Promise<Response> {
  const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(await getRuntime().metrics(), { headers });
}
