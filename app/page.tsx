import { redirect } from 'next/navigation';
import { requirePrincipal } from '@/app/require-action';
import { homeOf } from '@/components/shell/home-of';

/** The front door leads to the picture everybody came for. */
export default async function Page() {
  redirect(homeOf(await requirePrincipal()).href);
}
