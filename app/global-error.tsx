'use client';
import './globals.css';
import { NoticePage, noticeAction } from '@/components/ui/notice-page';
import { basePath } from '@/lib/paths';

/** The last resort, made at the build: it has to say what it says without a script. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body className="bg-ground font-sans text-text antialiased">
        <NoticePage title="Callboard could not show this">
          <p>Something of ours failed. Callboard’s log says what.</p>
          <a href={`${basePath}/`} className={noticeAction}>
            Start again
          </a>
        </NoticePage>
      </body>
    </html>
  );
}
