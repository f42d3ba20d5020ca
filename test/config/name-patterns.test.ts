import {
  MAX_ENVIRONMENT_NAME_LENGTH,
  MAX_NAME_PREFIX_LENGTH,
  MAX_ORG_SLUG_LENGTH,
  RESERVED_SLUG_ENDINGS,
} from '../../config/name-limits';
import { ORGANIZATION_NAME_PATTERNS, SHARED_NAME_PATTERNS } from '../../config/name-patterns';

const PLACEHOLDERS = /\{(?:prefix|environment|region|account|slug_?)\}/g;

// Names are permanent: a shorter limit would refuse organizations that exist.
test('the lengths that environments and organizations can rely on', () => {
  expect({ MAX_NAME_PREFIX_LENGTH, MAX_ENVIRONMENT_NAME_LENGTH, MAX_ORG_SLUG_LENGTH }).toEqual({
    MAX_NAME_PREFIX_LENGTH: 8,
    MAX_ENVIRONMENT_NAME_LENGTH: 16,
    MAX_ORG_SLUG_LENGTH: 26,
  });
});

test('what follows a slug in a name may not stand in a slug', () => {
  expect(RESERVED_SLUG_ENDINGS).toEqual([
    'data-hub',
    'data-hub-revocations',
    'hybrid-node',
    'analyst',
    'pipeline',
    'arrivals',
    'arrivals-dead-letters',
    'policy',
  ]);
});

describe.each(Object.entries(ORGANIZATION_NAME_PATTERNS))('%s of an organization', (_, { pattern }) => {
  test('names prefix, environment and slug once each', () => {
    const placeholders = pattern.match(PLACEHOLDERS) ?? [];
    for (const once of [['{prefix}'], ['{environment}'], ['{slug}', '{slug_}']]) {
      expect(placeholders.filter((placeholder) => once.includes(placeholder))).toHaveLength(1);
    }
  });
});

describe.each(Object.entries(SHARED_NAME_PATTERNS))('%s, shared', (_, { pattern }) => {
  test('names prefix and environment, and no organization', () => {
    expect(pattern.match(PLACEHOLDERS)).toEqual(expect.arrayContaining(['{prefix}', '{environment}']));
    expect(pattern).not.toContain('{slug');
  });
});

test.each(Object.entries({ ...SHARED_NAME_PATTERNS, ...ORGANIZATION_NAME_PATTERNS }))(
  '%s: no placeholder is misspelled, and the limit has a page of AWS to it',
  (_, { pattern, source }) => {
    expect(pattern.replace(PLACEHOLDERS, '')).not.toMatch(/[{}]/);
    expect(new URL(source).host).toBe('docs.aws.amazon.com');
  },
);

// Each rejects what its service would only reject at deployment.
test.each([
  ['stack', ORGANIZATION_NAME_PATTERNS.stack, 'ts-dev-acme', ['1ts', 'ts_dev', 'ts.dev']],
  [
    'key alias',
    ORGANIZATION_NAME_PATTERNS.keyAlias,
    'alias/ts-dev',
    ['ts-dev', 'alias/aws/x', 'alias/', 'alias/a.b'],
  ],
  ['role', ORGANIZATION_NAME_PATTERNS.dataHubRole, 'ts-dev_x+=,.@', ['a b', 'a/b', 'a:b', '', 'ä']],
  ['role alias', ORGANIZATION_NAME_PATTERNS.dataHubRoleAlias, 'ts-dev_x=,@', ['a.b', 'a+b', '']],
  ['thing type', ORGANIZATION_NAME_PATTERNS.dataHubThingType, 'ts-dev_x:', ['a.b', 'a+b', '']],
  ['workgroup', ORGANIZATION_NAME_PATTERNS.workgroup, 'ts-dev_x.y', ['a/b', 'a b', '']],
  ['database', ORGANIZATION_NAME_PATTERNS.database, 'ts_dev_x1', ['ts-dev', 'TS_dev', '']],
  [
    'bucket',
    SHARED_NAME_PATTERNS.rawBucket,
    'ts-dev-raw-111122223333-eu-central-1-an',
    [
      'ts-dev-raw',
      'ts-dev-raw-111122223333-eu-central-1',
      'ts-dev-raw-11112222333-eu-central-1-an',
      'ts-dev-raw-an',
      'ts_dev-raw-111122223333-eu-central-1-an',
      'Ts-dev-raw-111122223333-eu-central-1-an',
      '-ts-raw-111122223333-eu-central-1-an',
      'ts.dev-raw-111122223333-eu-central-1-an',
    ],
  ],
])('characters of a %s', (_, { characters }, accepted, rejected) => {
  expect(characters.test(accepted)).toBe(true);
  expect(rejected.filter((name) => characters.test(name))).toEqual([]);
  expect(characters.test(`${accepted}\n`)).toBe(false);
});
