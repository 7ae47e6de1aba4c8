import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/sign-in/sign-in-form';
import { basePath } from '@/lib/paths';
import { safePath } from '@/lib/safe-path';
import { getRuntime } from '@/server/runtime';

export const metadata: Metadata = { title: 'Sign in' };
export const dynamic = 'force-dynamic';

type Query = { readonly callbackUrl?: string | string[]; readonly error?: string | string[] };

/** Where the gate sends whoever it does not know; whoever it knows already goes on at once. */
export default async function Page({ searchParams }: { searchParams: Promise<Query> }) {
  const { callbackUrl, error } = await searchParams;
  const home = `${basePath}/`;
  const asked = safePath(typeof callbackUrl === 'string' ? callbackUrl : null, home);
  const landing = asked.startsWith(home) ? asked : home;
  if (await getRuntime().authenticate(await headers())) redirect(landing.slice(basePath.length));
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <SignInForm
        landing={landing}
        waysIn={getRuntime().accounts.waysIn()}
        error={typeof error === 'string' ? error : null}
      />
    </main>
  );
}
