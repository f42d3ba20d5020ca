import type { ActionGroup } from '../policies/action-classes';
import { KEY_ADMINISTRATION, LISTINGS } from '../policies/action-groups';

/** What the matrix says of a principal and a resource. */
export const CAPABILITIES = [
  { id: 'read', meaning: 'see contents: objects, query results, tables, images' },
  { id: 'fetch', meaning: 'get a secret as it is stored; reading its value also requires decrypt' },
  { id: 'write', meaning: 'add, change or delete contents' },
  { id: 'list', meaning: 'see names, but no contents' },
  { id: 'run', meaning: 'start or stop queries, and commands on nodes' },
  { id: 'decrypt', meaning: 'decrypt with the key' },
  { id: 'encrypt', meaning: 'encrypt with the key; reveals nothing' },
  { id: 'use', meaning: 'any other use of a key: grants, signatures, and actions that AWS adds later' },
  { id: 'assume', meaning: 'exchange a certificate for credentials of a role' },
  { id: 'call', meaning: 'make calls that reveal nothing about any organization' },
  { id: 'other', meaning: 'any other action, including those that AWS adds later' },
] as const;

export type CapabilityId = (typeof CAPABILITIES)[number]['id'];

/** The actions that make up what can be done with one kind of resource. */
export type ActionsByCapability = Readonly<Partial<Record<CapabilityId, ActionGroup>>>;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export const OBJECT_ACTIONS = {
  read: { patterns: ['s3:get*'] },
  write: {
    patterns: [
      's3:put*',
      's3:delete*',
      's3:abort*',
      's3:bypass*',
      's3:object*',
      's3:replicate*',
      's3:restore*',
      's3:update*',
    ],
  },
  list: { patterns: ['s3:list*'] },
} satisfies ActionsByCapability;

/** Listings are asked of the bucket, with a prefix. */
export const BUCKET_ACTIONS = { list: LISTINGS } satisfies ActionsByCapability;

const DECRYPTION = ['kms:decrypt', 'kms:derivesharedsecret', 'kms:reencryptfrom'];
const ENCRYPTION = [
  'kms:encrypt',
  'kms:generatedatakey',
  'kms:generatedatakeypair',
  'kms:generatedatakeypairwithoutplaintext',
  'kms:generatedatakeywithoutplaintext',
  'kms:reencryptto',
];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html */
export const KEY_ACTIONS = {
  decrypt: { patterns: DECRYPTION },
  encrypt: { patterns: ENCRYPTION },
  use: { patterns: ['kms:*'], except: new Set([...KEY_ADMINISTRATION, ...DECRYPTION, ...ENCRYPTION]) },
} satisfies ActionsByCapability;

/** Every action of every service. */
export const ANY_ACTIONS = { other: { patterns: ['*'] } } satisfies ActionsByCapability;
