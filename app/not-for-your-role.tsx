import { headers } from 'next/headers';
import Link from 'next/link';
import { homeOf } from '@/components/shell/home-of';
import { getRuntime } from '@/server/runtime';

/** What stands in place of a page that the reader's role may not open. */
export async function NotForYourRole() {
  const principal = await getRuntime().authenticate(await headers());
  const home = principal && homeOf(principal);
  return (
    <div className="grid flex-1 place-items-center p-4">
      <div className="max-w-prose rounded-panel border border-line bg-surface p-6">
        <h1 className="text-20 font-semibold">Not for your role</h1>
        <p className="mt-2 text-14 text-dim">
          {principal ? `You are signed in as ${principal.name}, with the role ${principal.role}. ` : ''}
          This page is for other roles. If you need it, ask whoever administers Callboard.
        </p>
        {home ? (
          <Link
            href={home.href}
            prefetch={false}
            className="mt-4 inline-block text-14 font-medium underline underline-offset-4"
          >
            Back to {home.label}
          </Link>
        ) : null}
      </div>
    </div>
  );
}
