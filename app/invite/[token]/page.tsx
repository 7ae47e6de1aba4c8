import type { Metadata } from 'next';
import Link from 'next/link';
import { InviteForm } from '@/components/account/invite-form';
import { isRefusal } from '@/lib/protocol/refusal';
import { getRuntime } from '@/server/runtime';

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' };
export const dynamic = 'force-dynamic';

/** Where the link of an invitation leads: to a password of one's own, or to words about what is wrong with the link. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = await lookUp(token);
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      {typeof found === 'string' ? (
        <div className="grid max-w-80 gap-4">
          <p className="text-13 text-dim">Callboard</p>
          <h1 className="text-28 font-semibold">This link leads nowhere</h1>
          <p className="text-14">{found}</p>
          <p>
            <Link href="/sign-in" className="inline-block py-1 underline">
              Sign in
            </Link>
          </p>
        </div>
      ) : (
        <InviteForm token={token} {...found} />
      )}
    </main>
  );
}

async function lookUp(token: string) {
  try {
    return await getRuntime().accounts.invitations.read(token);
  } catch (error) {
    if (isRefusal(error)) return error.message;
    getRuntime().noteBug(error, '/invite');
    return 'It cannot be looked up now. Try again in a while.';
  }
}
