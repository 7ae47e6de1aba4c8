import type { ReactNode } from 'react';

/** A page that has one thing to say, and what to do next. */
export function NoticePage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-3 p-4 text-center">
      <p className="text-13 text-dim">Callboard</p>
      <h1 className="text-28 font-semibold">{title}</h1>
      <div className="grid justify-items-center gap-4 text-14">{children}</div>
    </main>
  );
}

export const noticeAction =
  'flex h-10 cursor-pointer items-center rounded-panel bg-text px-4 font-semibold text-ground';
