import {
  type ActionsByCapability,
  ANY_ACTIONS,
  BUCKET_ACTIONS,
  KEY_ACTIONS,
  OBJECT_ACTIONS,
} from '../../../../packages/isolation-proof/src/matrix/capabilities';
import { literalPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { type ActionGroup, among } from '../../../../packages/isolation-proof/src/policies/action-classes';

/** What can be done by an action. */
function capabilitiesOf(actions: ActionsByCapability, action: string): string[] {
  const asked = { example: action, sets: [{ matching: [literalPattern(action)], excluding: [] }] };
  return Object.entries(actions)
    .filter(([, group]: [string, ActionGroup]) => among(asked, group) !== undefined)
    .map(([capability]) => capability);
}

test.each([
  ['s3:getobject', 'read'],
  ['s3:putobject', 'write'],
  ['s3:deleteobject', 'write'],
  ['s3:abortmultipartupload', 'write'],
  ['s3:bypassgovernanceretention', 'write'],
  ['s3:objectowneroverridetobucketowner', 'write'],
  ['s3:replicateobject', 'write'],
  ['s3:restoreobject', 'write'],
  ['s3:updateobjectencryption', 'write'],
  ['s3:listmultipartuploadparts', 'list'],
])('of an object: %s is to %s', (action, capability) => {
  expect(capabilitiesOf(OBJECT_ACTIONS, action)).toStrictEqual([capability]);
});

test.each(['s3:listbucket', 's3:listbucketversions', 's3:listbucketmultipartuploads'])(
  'of a bucket: %s is to list',
  (action) => {
    expect(capabilitiesOf(BUCKET_ACTIONS, action)).toStrictEqual(['list']);
  },
);

test.each([
  ['kms:decrypt', 'decrypt'],
  ['kms:derivesharedsecret', 'decrypt'],
  ['kms:reencryptfrom', 'decrypt'],
  ['kms:encrypt', 'encrypt'],
  ['kms:generatedatakey', 'encrypt'],
  ['kms:generatedatakeypair', 'encrypt'],
  ['kms:generatedatakeypairwithoutplaintext', 'encrypt'],
  ['kms:generatedatakeywithoutplaintext', 'encrypt'],
  ['kms:reencryptto', 'encrypt'],
  ['kms:sign', 'use'],
  ['kms:creategrant', 'use'],
])('of a key: %s is to %s', (action, capability) => {
  expect(capabilitiesOf(KEY_ACTIONS, action)).toStrictEqual([capability]);
});

test('to administer a key is not to use it', () => {
  expect(capabilitiesOf(KEY_ACTIONS, 'kms:putkeypolicy')).toStrictEqual([]);
});

test('actions of other services are of nothing but of everything', () => {
  for (const actions of [OBJECT_ACTIONS, BUCKET_ACTIONS, KEY_ACTIONS])
    expect(capabilitiesOf(actions, 'sqs:sendmessage')).toStrictEqual([]);
  expect(capabilitiesOf(ANY_ACTIONS, 'sqs:sendmessage')).toStrictEqual(['other']);
});
