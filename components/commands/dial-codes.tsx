import { Phone } from 'lucide-react';

/** What one dials where Callboard has no button; a phone or softphone takes the link. */
export function DialCodes({ login, logout }: { readonly login: string | null; readonly logout: string | null }) {
  const codes = [
    { label: 'log in', code: login },
    { label: 'log out', code: logout },
  ].filter((one): one is { label: string; code: string } => one.code !== null);
  if (codes.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-12 text-dim">
      <Phone aria-hidden size={12} />
      {codes.map(({ label, code }) => (
        <span key={label}>
          {label}:{' '}
          <a href={`tel:${encodeURIComponent(code)}`} className="text-text tabular-nums underline underline-offset-2">
            {code}
          </a>
        </span>
      ))}
    </p>
  );
}
