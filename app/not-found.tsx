import type { Metadata } from 'next';
import Link from 'next/link';
import { NoticePage, noticeAction } from '@/components/ui/notice-page';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <NoticePage title="There is no such page">
      <p>It may have been moved, or the address was mistyped.</p>
      <Link href="/queues" className={noticeAction}>
        To the queues
      </Link>
    </NoticePage>
  );
}
