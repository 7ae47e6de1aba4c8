/** What stands where a figure is not known. Never a zero. */
export const unknownMark = '—';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** m:ss up to 59:59, then h:mm with its unit (`1:05 h`), so that an hour is never read as a minute. Null is unknown. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return unknownMark;
  const whole = Math.max(0, Math.floor(ms / second));
  const [major, minor] = whole < 3600 ? [whole / 60, whole % 60] : [whole / 3600, (whole / 60) % 60];
  const text = `${Math.floor(major)}:${String(Math.floor(minor)).padStart(2, '0')}`;
  return whole < 3600 ? text : `${text}\u202fh`;
}

/** How long something took together, to the minute: `0 min`, `< 1 min`, `12 min`, `1:05 h`. */
export function formatMinutes(ms: number | null): string {
  if (ms === null || ms >= hour) return formatDuration(ms);
  if (ms > 0 && ms < minute) return '<\u00a01\u00a0min';
  return `${Math.floor(Math.max(0, ms) / minute)}\u00a0min`;
}

/** A rough age in one unit, rounded down: `8 s`, `3 min`, `2 h`, `4 d`. */
export function formatAge(ms: number | null): string {
  if (ms === null) return unknownMark;
  const age = Math.max(0, ms);
  if (age < minute) return `${Math.floor(age / second)}\u00a0s`;
  if (age < hour) return `${Math.floor(age / minute)}\u00a0min`;
  if (age < 24 * hour) return `${Math.floor(age / hour)}\u00a0h`;
  return `${Math.floor(age / (24 * hour))}\u00a0d`;
}

const numberFormats = new Map<string, Intl.NumberFormat>();
function numberFormat(locale: string | undefined, digits: number): Intl.NumberFormat {
  const key = `${locale ?? ''}/${digits}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  numberFormats.set(key, made);
  return made;
}

export function formatCount(count: number | null, locale?: string): string {
  return count === null ? unknownMark : numberFormat(locale, 0).format(count);
}

/** `fraction` 0–1 as per cent. Rounds down: 79.9 % must not read as a target of 80 % met. */
export function formatPercent(fraction: number | null, digits = 0, locale?: string): string {
  if (fraction === null) return unknownMark;
  const scale = 10 ** digits;
  const percent = Math.floor(fraction * 100 * scale + 1e-6) / scale;
  return `${numberFormat(locale, digits).format(percent)}\u202f%`;
}

/** A signed difference of two fractions in points: `+11`, `−9`, `0`. */
export function formatPoints(fraction: number | null): string {
  if (fraction === null) return unknownMark;
  const points = Math.floor(fraction * 100 + 1e-6);
  if (points === 0) return '0';
  return points > 0 ? `+${points}` : `\u2212${-points}`;
}
