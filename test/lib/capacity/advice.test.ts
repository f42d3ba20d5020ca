import { advice, figure, useText } from '../../../lib/capacity/advice';
import type { QuotaUse } from '../../../lib/capacity/capacity';

const USE: QuotaUse = {
  key: 'iam-roles',
  use: 900,
  limit: 1000,
  raised: false,
  level: 'scarce',
  basis: 'templates',
  shared: 0,
  perOrganization: 3,
  reachedAt: 334,
};

test('a use is told with its share and whether the limit was raised', () => {
  expect(useText(USE)).toBe('IAM roles: 900 of 1,000 roles (90 %)');
  expect(useText({ ...USE, limit: 5000, raised: true })).toBe(
    'IAM roles: 900 of 5,000 roles (18 %), a raised limit',
  );
  expect(useText({ ...USE, key: 'iot-policy-size', place: 's/P' })).toMatch(/, of s\/P$/);
});

test.each<[what: string, use: Partial<QuotaUse>, desired: number]>([
  ['twice the limit', {}, 2000],
  ['what makes the use 80 %', { use: 3000 }, 3750],
  ["at most AWS's maximum", { limit: 6000 }, 10_000],
])('as much is asked for as is %s', (_, use, desired) => {
  expect(advice({ ...USE, ...use }, 'production')).toContain(
    `--service-code iam --quota-code L-FE177D64 --desired-value ${desired}. ` +
      `Once AWS has raised it (code L-FE177D64), write it in environments/production.json: "quotas": { "iam-roles": ${desired} }.`,
  );
});

test('nothing is asked for beyond what AWS gives: other organizations go elsewhere', () => {
  const elsewhere = 'place further organizations in an environment of another account (docs/scale.md)';
  expect(advice({ ...USE, limit: 10_000 }, 'production')).toMatch(/AWS raises this quota to 10,000 at most/);
  expect(advice({ ...USE, limit: 10_000 }, 'production')).toContain(elsewhere);
  expect(advice({ ...USE, key: 'iam-users' }, 'production')).toMatch(
    /^AWS does not raise this quota .*another account/,
  );
});

test('where no code is known, the console or a support case is named, and doubt is told', () => {
  expect(
    advice({ ...USE, key: 'eventbridge-pattern-size', perOrganization: 0, place: 's/R' }, 'dev'),
  ).toMatch(
    /^Ask for more: ask AWS for 2,000 in Service Quotas or by a support case\. .*Or make s\/R smaller, or split it\.$/,
  );
  expect(advice({ ...USE, key: 'athena-workgroups' }, 'dev')).toContain(
    "AWS's page does not say whether it is raised",
  );
});

test.each([
  [0, '0'],
  [1234567, '1,234,567'],
  [0.0166666, '0.017'],
  [555.4, '555'],
  [99.96, '100'],
])('%d reads as %s', (value, text) => {
  expect(figure(value)).toBe(text);
});
