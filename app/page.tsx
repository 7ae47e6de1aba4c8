import { redirect } from 'next/navigation';

/** The front door leads to the picture everybody came for. */
export default function Page() {
  redirect('/queues');
}
