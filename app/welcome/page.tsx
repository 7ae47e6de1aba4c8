import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { WelcomeForm } from '@/components/account/welcome-form';
import { getRuntime } from '@/server/runtime';

export const metadata: Metadata = { title: 'Choose a password' };
export const dynamic = 'force-dynamic';

/** Where the gate keeps whoever was given a password until they have one of their own. */
export default async function Page() {
  const principal = await getRuntime().authenticate(await headers());
  if (!principal) redirect('/sign-in');
  if (!principal.mustChangePassword) redirect('/');
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <WelcomeForm name={principal.name} />
    </main>
  );
}
