import { ENVIRONMENT_TAG, type Naming } from '../../config/naming';
import { DEPLOYED_BY_TAG } from '../../config/stack-tags';
import type { Statement } from '../statement';

/** What CloudFormation does with a key once it exists. No use of it, and no grant: see {@link keyStatements}. */
export const KEY_ACTIONS = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:*ableKey',
  'kms:*ableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
] as const;

export const ANY_KEY = 'A key has no name before it exists: it is known by its tags.';

/** Keys of the environment, but those that an administrator deploys. */
export function ofEnvironment({ environment: { name } }: Naming): {
  readonly StringEquals: Readonly<Record<string, string>>;
  readonly Null: Readonly<Record<string, string>>;
} {
  return {
    StringEquals: { [`aws:ResourceTag/${ENVIRONMENT_TAG}`]: name },
    Null: { [`aws:ResourceTag/${DEPLOYED_BY_TAG}`]: 'true' },
  };
}

/**
 * Keys are created with the environment's tag, and administered by it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html
 */
export function keyStatements(naming: Naming): Statement[] {
  const { ofAnyOrganization: any, environment } = naming;
  const own = ofEnvironment(naming);
  return [
    {
      Sid: 'CreateKeys',
      Effect: 'Allow',
      Action: 'kms:CreateKey',
      Resource: '*',
      wildcardReason: ANY_KEY,
      Condition: { StringEquals: { [`aws:RequestTag/${ENVIRONMENT_TAG}`]: environment.name } },
    },
    {
      // To create a key with tags is to tag it, before it has any.
      Sid: 'TagKeysOnCreation',
      Effect: 'Allow',
      Action: 'kms:TagResource',
      Resource: naming.keyArnPattern(),
      wildcardReason: ANY_KEY,
      Condition: { StringEquals: { [`aws:RequestTag/${ENVIRONMENT_TAG}`]: environment.name } },
    },
    {
      Sid: 'AdministerKeysOfTheEnvironment',
      Effect: 'Allow',
      Action: KEY_ACTIONS,
      Resource: naming.keyArnPattern(),
      wildcardReason: ANY_KEY,
      Condition: own,
    },
    {
      Sid: 'ManageAliases',
      Effect: 'Allow',
      Action: ['kms:CreateAlias', 'kms:DeleteAlias', 'kms:UpdateAlias'],
      Resource: naming.keyAliasArn(any.keyAlias),
      wildcardReason:
        "One document for every organization: the alias ends with its slug, or is the platform's.",
    },
    {
      Sid: 'ListAliases',
      Effect: 'Allow',
      Action: 'kms:ListAliases',
      Resource: '*',
      wildcardReason: 'The list takes no resource. It shows names.',
    },
    ...grantsToEcr(naming),
  ];
}

/**
 * ECR gets its grants on the platform's key in the name of whoever creates a repository, and they are taken back in the
 * name of whoever deletes it.
 */
function grantsToEcr(naming: Naming): Statement[] {
  const own = ofEnvironment(naming);
  const throughEcr = { 'kms:ViaService': naming.viaService('ecr') };
  return [
    {
      Sid: 'LetEcrUseThePlatformKey',
      Effect: 'Allow',
      Action: 'kms:CreateGrant',
      Resource: naming.keyArnPattern(),
      wildcardReason: ANY_KEY,
      Condition: {
        ...own,
        StringEquals: { ...own.StringEquals, ...throughEcr },
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
      },
    },
    {
      Sid: 'LetEcrRetireItsGrants',
      Effect: 'Allow',
      Action: 'kms:RetireGrant',
      Resource: naming.keyArnPattern(),
      wildcardReason: ANY_KEY,
      Condition: { ...own, StringEquals: { ...own.StringEquals, ...throughEcr } },
    },
  ];
}
