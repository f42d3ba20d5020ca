import { ConfigurationError, type Problem } from '../../config/errors';

const AGO = /^(\d{1,5})([mhd])$/;
const MILLISECONDS: Readonly<Record<string, number>> = {
  m: 60 * 1000,
  h: 60 * 60 * 1000,
  d: 24 * 60 * 60 * 1000,
};
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/;
const FORMS = 'write 90m, 24h, 7d, a day such as 2026-11-20, or a time in UTC such as 2026-11-20T09:15Z';

/** From one moment to another, the latter left out. */
export interface Moments {
  readonly from: Date;
  readonly to: Date;
}

/**
 * The period between two options.
 * @param until as `since`. Default: now.
 * @throws ConfigurationError for what is no moment, and for a period that ends before it begins.
 */
export function momentsOf(since: string, until: string | undefined, now: Date): Moments {
  const from = momentOf(since, now);
  const to = until === undefined ? now : momentOf(until, now);
  const problems: Problem[] = [];
  if (from === undefined) problems.push({ place: '--since', value: since, fix: FORMS });
  if (to === undefined) problems.push({ place: '--until', value: until, fix: FORMS });
  if (from === undefined || to === undefined) throw new ConfigurationError(problems);
  if (from >= to) {
    const end = until === undefined ? 'now' : `--until ${until}`;
    throw new ConfigurationError([{ place: '--since', value: since, fix: `must be before ${end}` }]);
  }
  return { from, to };
}

/** A moment that is so long ago, or that is written out; a day begins at 00:00 UTC. */
function momentOf(text: string, now: Date): Date | undefined {
  const ago = AGO.exec(text);
  if (ago !== null) {
    const [, count = '', unit = ''] = ago;
    return new Date(now.getTime() - Number(count) * (MILLISECONDS[unit] ?? 0));
  }
  if (!DAY.test(text) && !TIME.test(text)) return undefined;
  const time = new Date(DAY.test(text) ? `${text}T00:00:00Z` : text);
  // Date takes 30 February for 2 March.
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(text.slice(0, 'yyyy-mm-dd'.length))) {
    return undefined;
  }
  return time;
}
