import { headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { type Action, can } from '@/lib/can';
import type { Principal } from '@/lib/principal';
import { getRuntime } from '@/server/runtime';

/** Who opens this page, if they may; else the page for those who may not, with status 403. First line of every page. */
export async function requireAction(action: Action): Promise<Principal> {
  const principal = await requirePrincipal();
  if (!can(principal, action)) forbidden();
  return principal;
}

/** Who opens a page that is everybody's who is signed in. */
export async function requirePrincipal(): Promise<Principal> {
  const principal = await getRuntime().authenticate(await headers());
  if (!principal) redirect('/sign-in');
  return principal;
}
