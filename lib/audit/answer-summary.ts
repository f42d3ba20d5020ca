import type { Answer } from './ask-trail';
import type { Moments } from './moments';

/** The last line of an answer: how much there is, of which period, and what it cost. */
export function answerSummary({ rows, bytesScanned, queryId }: Answer, { from, to }: Moments): string {
  const found = rows.length === 1 ? '1 line' : `${rows.length.toLocaleString('en')} lines`;
  const megabytes = (bytesScanned / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 });
  return `${found} from ${minuteOf(from)} to ${minuteOf(to)} UTC; Athena read ${megabytes} MB (query ${queryId})`;
}

/** Like `2026-11-20 09:15`. */
function minuteOf(moment: Date): string {
  return moment.toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length).replace('T', ' ');
}
