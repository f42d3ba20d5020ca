import { renewalReason } from '../../../../packages/data-hub/src/renewal/due';

const DAY = 86_400_000;
const SINCE = Date.parse('2027-01-01T00:00:00Z');
const at = (days: number): string => new Date(SINCE + days * DAY).toISOString();

test.each([
  [89.9, 90, undefined, undefined],
  [90, 90, undefined, 'age'],
  [4000, 0, undefined, undefined],
  [10, 90, at(5), 'asked'],
  [10, 0, at(5), 'asked'],
  [10, 90, at(0), undefined],
  [10, 90, at(-5), undefined],
  // It would be demanded of each new certificate again.
  [10, 90, at(3650), undefined],
  [10, 90, null, undefined],
])(
  'after %d days, with renewal after %d and renewIfBefore %s: %s',
  (days, renewAfterDays, renewIfBefore, reason) => {
    expect(renewalReason({ now: SINCE + days * DAY, since: SINCE, renewAfterDays, renewIfBefore })).toBe(
      reason,
    );
  },
);
