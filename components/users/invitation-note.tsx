'use client';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { controlLook } from '@/components/ui/field';
import { formatDate } from '@/components/ui/format-date';
import { useNow } from '@/lib/live/use-floor';
import { basePath } from '@/lib/paths';
import type { InvitationReport } from '@/lib/queries/accounts';

/** The link somebody chooses their password by; it is shown here once and never again. */
export function InvitationNote({ invitation, name }: { readonly invitation: InvitationReport; readonly name: string }) {
  const id = useId();
  const now = useNow(60_000);
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const link = `${window.location.origin}${basePath}${invitation.path}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time there is another link
  useEffect(() => field.current?.select(), [link]);
  async function copy(): Promise<void> {
    field.current?.select();
    // Without TLS browsers have no clipboard to give; then what is selected can be copied by hand.
    await navigator.clipboard?.writeText(link).then(
      () => setSaid('Copied.'),
      () => setSaid('It is selected: copy it with Ctrl-C.'),
    );
    if (!navigator.clipboard) setSaid('It is selected: copy it with Ctrl-C.');
  }
  return (
    <section aria-labelledby={`${id}-title`} className="grid gap-2 rounded-panel border border-ok bg-surface p-4">
      <h3 id={`${id}-title`} className="text-14 font-semibold wrap-anywhere">
        A link for {name}
      </h3>
      <p className="text-13 text-dim">
        Send it to them. It is shown only now, works once, and ends {formatDate(invitation.expiresAt, now)}.
      </p>
      <div className="flex gap-2">
        <input
          ref={field}
          readOnly
          aria-label="Link"
          value={link}
          className={`${controlLook} h-9 min-w-0 rounded-small px-2.5 text-13`}
        />
        <Button onClick={() => void copy()}>Copy</Button>
      </div>
      <p role="status" className="text-13 text-dim empty:hidden">
        {said}
      </p>
    </section>
  );
}
