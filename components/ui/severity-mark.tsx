/** How loud a thing is. `stale` and `unknown` say that nobody knows, which is not the same as fine. */
export const severityMarks = ['ok', 'warning', 'critical', 'stale', 'unknown'] as const;
export type SeverityMarkKind = (typeof severityMarks)[number];

export const severityLabel = {
  ok: 'Within limits',
  warning: 'Warning',
  critical: 'Critical',
  stale: 'Out of date',
  unknown: 'Not known',
} as const satisfies Record<SeverityMarkKind, string>;

const tone = {
  ok: 'text-ok',
  warning: 'text-warning',
  critical: 'text-critical',
  stale: 'text-stale',
  unknown: 'text-stale',
} as const satisfies Record<SeverityMarkKind, string>;

function shapeOf(kind: SeverityMarkKind) {
  switch (kind) {
    case 'ok':
      return <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2" />;
    case 'warning':
      return <path d="M8 1.75 15 14H1z" fill="none" stroke="currentColor" strokeLinejoin="round" strokeWidth="2" />;
    case 'critical':
      return <path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" fill="currentColor" />;
    case 'stale':
      return <path d="M2 9 9 2M2 14 14 2M7 14l7-7" stroke="currentColor" strokeLinecap="round" strokeWidth="1.75" />;
    case 'unknown':
      return <path d="M2.5 6.75h11v2.5h-11z" fill="currentColor" />;
  }
}

interface SeverityMarkProps {
  kind: SeverityMarkKind;
  size?: number | string;
  /** True where a word beside it already says it. */
  decorative?: boolean;
  /** Replaces the colour, for instance on a critical fill. */
  className?: string;
}

/** Severity as a shape that survives any colour vision: circle, triangle, filled octagon, hatch, dash. */
export function SeverityMark({ kind, size = '1em', decorative = false, className }: SeverityMarkProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={`shrink-0 overflow-visible ${className ?? tone[kind]}`}
      role="img"
      aria-label={severityLabel[kind]}
      aria-hidden={decorative}
    >
      {shapeOf(kind)}
    </svg>
  );
}
