import { isAsExpected, outcomeNotes, outcomeTable } from '../../../tools/clients/clients-report';
import type { ClientOutcome } from '../../../tools/clients/run-clients';
import { CHECKS, type CheckOutcome } from '../../../tools/clients/try-client';

function outcome(changes: Partial<ClientOutcome> = {}): ClientOutcome {
  const checks = CHECKS.map((check): CheckOutcome => ({ check, outcome: 'ok', saw: 'seen' }));
  return { name: 'one', title: 'One 1.0', way: 'token', checks, seconds: 1.25, ...changes };
}

const FAILED: CheckOutcome = { check: 'refresh', outcome: 'failed', saw: 'ExpiredToken' };

test('a client is as expected if every check was made and none failed', () => {
  expect(isAsExpected(outcome())).toBe(true);
  expect(isAsExpected(outcome({ checks: [...outcome().checks.slice(0, 3), FAILED] }))).toBe(false);
  expect(isAsExpected(outcome({ checks: outcome().checks.slice(0, 3) }))).toBe(false);
  expect(isAsExpected(outcome({ notInstalled: 'no apt-get', checks: [] }))).toBe(false);
});

test('the table has a row for each client, and says what is absent', () => {
  const rows = outcomeTable([
    outcome({ checks: [...outcome().checks.slice(0, 3), FAILED] }),
    outcome({ title: 'Two', notInstalled: 'no apt-get', checks: [], seconds: 0 }),
    outcome({ title: 'Three', cannot: 'no key', checks: [{ check: 'small', outcome: 'ok', saw: '' }] }),
  ]).split('\n');

  expect(rows).toEqual([
    'client   credentials  small   multipart  neighbour  refresh    seconds',
    'One 1.0  token        ok      ok         ok         FAILED     1.3',
    'Two      token        absent  absent     absent     absent     0.0',
    'Three    token        cannot  not tried  not tried  not tried  1.3',
  ]);
});

test('the notes quote refusals and failures, and say what was not tried and why', () => {
  const notes = outcomeNotes(
    [
      outcome({ checks: [{ check: 'neighbour', outcome: 'ok', saw: 'AccessDenied: no' }, FAILED] }),
      outcome({ title: 'Two', notInstalled: 'no apt-get', checks: [] }),
      outcome({ title: 'Three', cannot: 'it names no key', checks: [] }),
    ],
    [{ name: 'four', title: 'Four', why: 'no registry' }],
  );

  for (const line of [
    '  One 1.0, neighbour: AccessDenied: no',
    '  One 1.0, refresh: ExpiredToken',
    '  Two: no apt-get',
    '  Three: it names no key',
    '  Four: no registry',
  ]) {
    expect(notes.split('\n')).toContain(line);
  }
});
