import { answerSummary } from '../../../lib/audit/answer-summary';

const PERIOD = { from: new Date('2026-11-20T09:15:30Z'), to: new Date('2026-11-21T09:15:30Z') };

test.each([
  [0, '0 lines'],
  [1, '1 line'],
  [1_234, '1,234 lines'],
])('an answer of %d lines tells the period that was asked about', (count, found) => {
  const answer = { columns: [], rows: Array.from({ length: count }, () => ({})), queryId: 'q-1' };

  expect(answerSummary({ ...answer, bytesScanned: 1_250_000 }, PERIOD)).toBe(
    `${found} from 2026-11-20 09:15 to 2026-11-21 09:15 UTC; Athena read 1.3 MB (query q-1)`,
  );
});
