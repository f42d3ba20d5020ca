import {
  type ActionGroup,
  actionClasses,
  among,
} from '../../../../packages/isolation-proof/src/policies/action-classes';
import {
  ANY_S3,
  KEY_ADMINISTRATION,
  KEY_USE,
  LISTING_OBJECTS,
  LISTINGS,
  OTHER_LISTINGS,
  SECRET_WRITES,
} from '../../../../packages/isolation-proof/src/policies/action-groups';

/** Whether an action is in a group. */
function isIn(action: string, group: ActionGroup): boolean {
  const own = actionClasses([], [[action]]).find(({ example }) => example === action);
  return own !== undefined && among(own, group) !== undefined;
}

test('administration of a key is actions of KMS that are given by name, and no use of it', () => {
  expect([...KEY_ADMINISTRATION]).toContain('kms:putkeypolicy');
  for (const action of KEY_ADMINISTRATION) {
    expect(action).toMatch(/^kms:[a-z]{8,}$/);
    expect(action).not.toMatch(
      /crypt|sign|verify|mac|datakey|creategrant|random|derive|material|primary|replicate/,
    );
    expect(isIn(action, KEY_USE)).toBe(false);
  }
});

test.each<[string, ActionGroup, boolean]>([
  ['kms:decrypt', KEY_USE, true],
  ['kms:creategrant', KEY_USE, true],
  ['kms:whatawsadds', KEY_USE, true],
  ['s3:getobject', KEY_USE, false],
  ['s3:getobject', ANY_S3, true],
  ['s3express:createsession', ANY_S3, false],
  ['s3:listbucket', LISTINGS, true],
  ['s3:listbucketversions', LISTINGS, true],
  ['s3:listbucketmultipartuploads', LISTINGS, true],
  ['s3:listallmybuckets', LISTINGS, false],
  ['s3:listbucket', LISTING_OBJECTS, true],
  ['s3:listbucketversions', LISTING_OBJECTS, false],
  ['s3:listbucket', OTHER_LISTINGS, false],
  ['s3:listbucketversions', OTHER_LISTINGS, true],
  ['s3:listbucketmultipartuploads', OTHER_LISTINGS, true],
])('%s of a group', (action, group, expected) => {
  expect(isIn(action, group)).toBe(expected);
});

test('to write a secret, a key encrypts and makes data keys, and decrypts nothing', () => {
  expect([...SECRET_WRITES].sort()).toEqual(['kms:encrypt', 'kms:generatedatakey']);
});
