import { QUOTA_KEYS, QUOTAS, defaultOf, limitOf } from '../../config/quotas';
import { increaseCommand } from '../../config/raised-quotas';
import { files, LEAST } from './environment-files';

function problemsOf(quotas: unknown): [place: string, fix: string][] {
  const problems = files.problemsOf(() => files.load({ ...LEAST, quotas }));
  return problems.map(({ place, fix }) => [place, fix]);
}

test('limits are known by our keys, whichever way they are written', () => {
  expect(files.load({ ...LEAST, quotas: { 'L-8AF17D80': 400, 'iam-roles': 5000 } }).quotas).toEqual({
    'iot-role-aliases': 400,
    'iam-roles': 5000,
  });
});

test.each<[what: string, quotas: unknown, field: string, fix: RegExp]>([
  ['less than every account has', { 'iam-roles': 999 }, 'iam-roles', /^every account has 1000; /],
  ['more than AWS gives', { 'iam-roles': 10_001 }, 'iam-roles', /from 1000 to 10000, AWS's maximum$/],
  ['by code, too', { 'L-FE177D64': 10_001 }, 'L-FE177D64', /from 1000 to 10000, AWS's maximum$/],
  [
    'no number',
    { 'iot-role-aliases': '500' },
    'iot-role-aliases',
    /^write a whole number of role aliases, 100 or more$/,
  ],
  [
    'a part of one',
    { 'iot-role-aliases': 100.5 },
    'iot-role-aliases',
    /^write a whole number of role aliases/,
  ],
  [
    'one that AWS does not raise',
    { 'iam-users': 6000 },
    'iam-users',
    /^AWS does not raise this quota: IAM users stay at 5000/,
  ],
  [
    'a size that AWS does not raise',
    { 'iot-policy-size': 4096 },
    'iot-policy-size',
    /^AWS does not raise this quota/,
  ],
  ['one that there is not', { 'iot-aliases': 500 }, 'iot-aliases', /^unknown field/],
])('%s is refused, with what to write', (_, quotas, field, fix) => {
  const problems = problemsOf(quotas);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.[0]).toContain(field);
  expect(problems[0]?.[1]).toMatch(fix);
});

test('a quota that is written twice is refused, beside all other problems', () => {
  const problems = problemsOf({ 'iam-roles': 2000, 'L-FE177D64': 3000, 'iam-policies': 1 });
  expect(problems.map(([, fix]) => fix)).toEqual(
    expect.arrayContaining([
      'is the same quota as "iam-roles"; write one of the two',
      expect.stringMatching(/^every account has 1500/) as string,
    ]),
  );
  expect(problems).toHaveLength(2);
});

test('a Region may have a default of its own, and what is raised counts instead', () => {
  const { 'eventbridge-rules': rules } = QUOTAS;
  expect([defaultOf(rules, 'eu-central-1'), defaultOf(rules, 'af-south-1')]).toEqual([300, 100]);
  expect(limitOf('eventbridge-rules', 'af-south-1', {})).toBe(100);
  expect(limitOf('eventbridge-rules', 'af-south-1', { 'eventbridge-rules': 250 })).toBe(250);
  // What an account has been given there may be less than what others have without asking.
  expect(files.load({ ...LEAST, quotas: { 'eventbridge-rules': 250 } }).quotas).toEqual({
    'eventbridge-rules': 250,
  });
});

test.each(QUOTA_KEYS)(
  '%s is told whole: limits in order, a page of AWS, a day, a code of the usual form',
  (key) => {
    const { default: usual, maximum = usual, adjustable, page, checked, code, name, unit, per } = QUOTAS[key];
    expect(maximum).toBeGreaterThanOrEqual(usual);
    // There is no maximum beyond the default of what is not raised.
    expect(adjustable !== false || maximum === usual).toBe(true);
    expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(checked).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(code ?? 'L-00000000').toMatch(/^L-[0-9A-F]{8}$/);
    expect([name, unit, per].every((text) => text.length > 0)).toBe(true);
  },
);

test('no two quotas have one code', () => {
  const codes = QUOTA_KEYS.map((key) => QUOTAS[key].code).filter((code) => code !== undefined);
  expect(new Set(codes).size).toBe(codes.length);
});

test('there is a command to ask for more only where Service Quotas lists the quota and AWS raises it', () => {
  expect(increaseCommand('eventbridge-rules', 600)).toBe(
    'aws service-quotas request-service-quota-increase --service-code events --quota-code L-244521F2 --desired-value 600',
  );
  expect(increaseCommand('iam-users', 6000)).toBeUndefined();
  expect(increaseCommand('eventbridge-pattern-size', 4096)).toBeUndefined();
});
