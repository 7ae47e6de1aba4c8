import type { EpochMs } from '@/lib/floor/records';

const plainNumber = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
const unitSeconds = new Map([
  ['s', 1],
  ['sec', 1],
  ['m', 60],
  ['min', 60],
  ['h', 3600],
]);

/** Seconds past this are no instant any more once they are milliseconds. */
const largest = 8.64e12;

/** A number as QueueMetrics writes it (`12`, `1,477`, `1.5`, `99.9%`); null where there is none. */
export function parseNumber(text: string): number | null {
  const digits = text.replace(/\s*%$/, '');
  const value = plainNumber.test(digits) ? Number(digits.replaceAll(',', '')) : null;
  return value !== null && Math.abs(value) < largest ? value : null;
}

/** A duration in ms, from seconds (`387`, `387.1 s.`), hours (`158.8 H`) or a clock (`0:07`, `1:22:45`); null where there is none. */
export function parseDurationMs(text: string): number | null {
  const clock = /^(?:(\d+):)?(\d+):(\d{2}(?:\.\d+)?)$/.exec(text);
  if (clock) return toMs(Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]));
  const [, digits = '', unit = 's'] = /^(.*?)\s*([a-z]+)?\.?$/i.exec(text) ?? [];
  const amount = parseNumber(digits);
  const scale = unitSeconds.get(unit.toLowerCase());
  return amount === null || scale === undefined || amount < 0 ? null : toMs(amount * scale);
}

/** An instant in ms of the vendor's clock, from unix seconds; `0`, blank and the unreadable are null. */
export function parseInstant(text: string): EpochMs | null {
  const value = parseNumber(text);
  return value === null || value <= 0 ? null : toMs(value);
}

const toMs = (seconds: number) => Math.round(seconds * 1000);
