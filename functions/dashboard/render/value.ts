/** Milliseconds of the units of an age, the greatest first. */
const AGES = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const DECIMAL = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** Returns a number with separators of thousands, and at most three digits that count if it is not whole. */
export function numberText(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 1000
    ? WHOLE.format(value)
    : DECIMAL.format(value);
}

/** Returns a share as a percentage with one decimal. */
export function percentText(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Returns a duration in the two greatest units that it has. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${numberText(Math.round(10 * seconds) / 10)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${WHOLE.format(Math.floor(hours / 24))} d ${hours % 24} h`;
}

/** Returns a time to the minute, such as `2026-11-20 14:05`. */
export function minuteText(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)}`;
}

/** Returns how long ago a time was, such as `3 d ago`. */
export function ageText(time: string, now: number): string {
  const age = now - Date.parse(time);
  if (Number.isNaN(age)) return '';
  if (age < 0) return 'in the future';
  for (const [unit, milliseconds] of AGES) {
    if (age >= milliseconds) return `${numberText(Math.floor(age / milliseconds))} ${unit} ago`;
  }
  return 'now';
}
