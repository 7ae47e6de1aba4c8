import type { AgentState } from '@/lib/floor/records';

/** The words people read for each state; `ready` is idle: logged in, free, not ringing. */
export const agentStateLabel = {
  ready: 'Idle',
  ringing: 'Ringing',
  busy: 'Busy',
  'wrap-up': 'Wrap-up',
  paused: 'Paused',
  'not-ready': 'Not ready',
  'logged-out': 'Logged out',
  unknown: 'Unknown',
} as const satisfies Record<AgentState, string>;

/** Lightness second, shape first: a state never borrows the colours of ok, warning or critical. */
const tone = {
  ready: 'text-state-loud',
  ringing: 'text-state-loud',
  busy: 'text-state-calm',
  'wrap-up': 'text-state-calm',
  paused: 'text-state-quiet',
  'not-ready': 'text-state-quiet',
  'logged-out': 'text-faint',
  unknown: 'text-faint',
} as const satisfies Record<AgentState, string>;

function shapeOf(state: AgentState) {
  switch (state) {
    case 'ready':
      return <circle cx="8" cy="8" r="5.5" fill="currentColor" />;
    case 'busy':
      return <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2.5" />;
    case 'ringing':
      return (
        <>
          <circle cx="8" cy="8" r="2.5" fill="currentColor" />
          <circle
            className="animate-ring"
            cx="8"
            cy="8"
            r="6.25"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.75"
          />
        </>
      );
    case 'wrap-up':
      return (
        <>
          <circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M8 2.75a5.25 5.25 0 0 1 0 10.5z" fill="currentColor" />
        </>
      );
    case 'paused':
      return <path d="M4 3h3v10H4zM9 3h3v10H9z" fill="currentColor" />;
    case 'not-ready':
      return <path d="M2.5 6.75h11v2.5h-11z" fill="currentColor" />;
    case 'logged-out':
      return <circle cx="8" cy="8" r="4.75" fill="none" stroke="currentColor" strokeWidth="1" />;
    case 'unknown':
      return (
        <path
          d="M5.6 6.1a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .7-1 1.5M8 12.4v.1"
          fill="none"
          stroke="currentColor"
          strokeLinecap="round"
          strokeWidth="1.6"
        />
      );
  }
}

interface AgentGlyphProps {
  state: AgentState;
  /** CSS length; `1em` follows the text beside it. */
  size?: number | string;
  /** True where a word beside it already says the state. */
  decorative?: boolean;
  /** In the colour of the text around it, where the ground is not the usual one. */
  isInText?: boolean;
  className?: string;
}

/** An agent's state as a shape. Keyed by state, so that a phone that starts to ring pulses once. */
export function AgentGlyph(props: AgentGlyphProps) {
  const { state, size = '1em', decorative = false, isInText = false, className = '' } = props;
  return (
    <svg
      key={state}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={`shrink-0 overflow-visible ${isInText ? '' : tone[state]} ${className}`}
      role="img"
      aria-label={agentStateLabel[state]}
      aria-hidden={decorative}
    >
      {shapeOf(state)}
    </svg>
  );
}
