const MINUTE = 60_000;
const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;

/**
 * How long ago, in the largest unit of which it is two or more: `5 min ago`, `3 h ago`, `12 d ago`. A moment that is
 * still to come is `0 min ago`.
 * @param moment milliseconds since 1970
 * @param now milliseconds since 1970
 */
export function ago(moment: number, now: number): string {
  const minutes = Math.max(0, Math.floor((now - moment) / MINUTE));
  if (minutes < 2 * MINUTES_PER_HOUR) return `${String(minutes)} min ago`;
  const hours = Math.floor(minutes / MINUTES_PER_HOUR);
  return hours < 2 * HOURS_PER_DAY
    ? `${String(hours)} h ago`
    : `${String(Math.floor(hours / HOURS_PER_DAY))} d ago`;
}
