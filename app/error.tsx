'use client';
import { NoticePage, noticeAction } from '@/components/ui/notice-page';

/** Shown instead of a page that failed; what failed is in the server's log, or in the browser's console. */
export default function ErrorPage({ reset }: { readonly reset: () => void }) {
  return (
    <NoticePage title="This page could not be shown">
      <p>Something of ours failed. Callboard’s log says what.</p>
      <button type="button" onClick={reset} className={noticeAction}>
        Try again
      </button>
    </NoticePage>
  );
}
