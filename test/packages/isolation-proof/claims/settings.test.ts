import { settings } from '../../../../packages/isolation-proof/src/claims/settings';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { BUCKET_SETTINGS } from '../fixtures/bucket-settings';
import { stackOf } from '../fixtures/stack-of';
import { advised, judged, told } from './judged';
import { key } from './keys';

const bucket = (properties: JsonObject): Resources => ({ Bucket: ['AWS::S3::Bucket', properties] });
const judge = (resources: Resources) => judged(settings, [stackOf(resources, 'shared')]);

test('settings that promises rest on are in force', () => {
  const resources = {
    ...bucket(BUCKET_SETTINGS),
    Queue: ['AWS::SQS::Queue', {}] as const,
    Topic: ['AWS::SNS::Topic', {}] as const,
  };
  expect(judge(resources)).toStrictEqual({
    violations: [],
    coverage: { subjects: 1, principals: 0, statements: 0, questions: 2 },
    notes: [],
  });
});

test.each<[string, JsonObject, string]>([
  ['absent', {}, 'VersioningConfiguration.Status'],
  ['otherwise', { VersioningConfiguration: { Status: 'Suspended' } }, 'VersioningConfiguration.Status'],
  ['not known', { VersioningConfiguration: { Status: { Ref: 'Any' } } }, 'VersioningConfiguration.Status'],
  [
    'not understood',
    { VersioningConfiguration: { Status: { 'Fn::Base64': 'Enabled' } } },
    'VersioningConfiguration.Status',
  ],
])('a setting that is %s is refuted', (_how, properties, property) => {
  const { VersioningConfiguration: _, ...others } = BUCKET_SETTINGS;
  expect(advised(judge(bucket({ ...others, ...properties })))).toStrictEqual([
    `shared/Bucket: ${property} is not "Enabled", so it is not promised that objects can be recovered [shared/Bucket] Set ${property} to "Enabled".`,
  ]);
});

test('of a list, what is promised is among the values', () => {
  const blocked = (...EncryptionType: readonly string[]): JsonObject => ({
    ...BUCKET_SETTINGS,
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ BlockedEncryptionTypes: { EncryptionType } }],
    },
  });
  expect(told(judge(bucket(blocked('NONE', 'SSE-C'))))).toStrictEqual([]);
  expect(told(judge(bucket(blocked('NONE'))))).toHaveLength(1);
});

test('a key rotates', () => {
  const rotating = (value: boolean): Resources => {
    const [type, properties] = key('Key', undefined, {})['Key'] ?? ['', {}];
    return { Key: [type, { ...properties, EnableKeyRotation: value }] };
  };
  expect(told(judge(rotating(true)))).toStrictEqual([]);
  expect(told(judge(rotating(false)))).toStrictEqual([
    'shared/Key: EnableKeyRotation is not true, so it is not promised that its material is renewed every year',
  ]);
});

test('it says what it is about', () => {
  expect(settings).toMatchObject({
    id: 'settings',
    title: 'Settings that promises rest on are in force',
    about: 'resources with such settings',
  });
});
