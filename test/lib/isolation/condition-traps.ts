import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { analyst, DATA, identity, OTHERS } from './trap-assemblies';
import type { Trap } from './trap';

const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';

const when = (operator: string, key: string, value: string): JsonObject => ({
  Resource: OTHERS,
  Condition: { [operator]: { [key]: value } },
});
/** A tag that no principal here has. */
const ABSENT = 'aws:PrincipalTag/orgDatabase';
const listing = (prefix: string): JsonObject => ({
  Action: 's3:ListBucket',
  Resource: DATA,
  Condition: { StringLike: { 's3:prefix': prefix } },
});
/** Traps of conditions, of the keys that they compare, and of listings. */
export const CONDITION_TRAPS: readonly Trap[] = [
  {
    trap: 'ForAllValues holds for a key that is absent',
    page: `${IAM}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
    unsafe: identity(when('ForAllValues:StringEquals', ABSENT, 'x')),
    safe: identity(when('StringEquals', ABSENT, 'x')),
    claim: 'tenant-isolation',
  },
  {
    trap: 'IfExists holds for a key that is absent',
    page: `${IAM}/reference_policies_elements_condition_operators.html#Conditions_IfExists`,
    unsafe: identity(when('StringEqualsIfExists', ABSENT, 'x')),
    safe: identity(when('StringEquals', ABSENT, 'x')),
    claim: 'tenant-isolation',
  },
  {
    trap: 'a negated operator holds for a key that is absent',
    page: `${IAM}/reference_policies_elements_condition_operators.html`,
    unsafe: identity(when('StringNotEquals', ABSENT, 'x')),
    safe: identity(when('StringNotEquals', 'aws:PrincipalTag/orgSlug', 'acme')),
    claim: 'tenant-isolation',
  },
  {
    trap: 'Null false asks for presence, Null true for absence',
    page: `${IAM}/reference_policies_elements_condition_operators.html#Conditions_Null`,
    unsafe: identity(when('Null', ABSENT, 'true')),
    safe: identity(when('Null', ABSENT, 'false')),
    claim: 'tenant-isolation',
  },
  {
    trap: 'a variable takes its default where the tag is absent',
    page: `${IAM}/reference_policies_variables.html`,
    unsafe: identity({ Resource: `${DATA}/\${${ABSENT}, 'acme-eu'}/*` }),
    safe: identity({ Resource: `${DATA}/\${aws:PrincipalTag/orgSlug, 'acme-eu'}/*` }),
    claim: 'tenant-isolation',
  },
  {
    trap: 'a listing without a condition shows the names of all folders',
    page: `${S3}/amazon-s3-policy-keys.html`,
    unsafe: analyst({ Action: 's3:ListBucket', Resource: DATA }),
    safe: analyst(listing('acme/*')),
    claim: 'tenant-isolation',
  },
  {
    trap: 'the prefix of a listing needs its slash as well',
    page: `${S3}/amazon-s3-policy-keys.html`,
    unsafe: analyst(listing('acme*')),
    safe: analyst(listing('acme/*')),
    claim: 'tenant-isolation',
  },
];
