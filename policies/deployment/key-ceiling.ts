import { ENVIRONMENT_TAG, type Naming } from '../../config/naming';
import type { Statement } from '../statement';
import { ANY_KEY, KEY_ACTIONS, ofEnvironment } from './key-statements';

/** What {@link keyStatements} may allow at most. */
export function keyCeiling(naming: Naming): Statement[] {
  const own = ofEnvironment(naming);
  return [
    {
      Sid: 'CreateKeys',
      Effect: 'Allow',
      Action: ['kms:CreateKey', 'kms:TagResource'],
      Resource: '*',
      wildcardReason: ANY_KEY,
      Condition: { StringEquals: { [`aws:RequestTag/${ENVIRONMENT_TAG}`]: naming.environment.name } },
    },
    {
      Sid: 'Keys',
      Effect: 'Allow',
      Action: KEY_ACTIONS,
      Resource: naming.keyArnPattern(),
      wildcardReason: ANY_KEY,
      Condition: own,
    },
    {
      // KMS says of every grant that is made whether it is for a resource of AWS, and of one that is retired never:
      // https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource
      Sid: 'Grants',
      Effect: 'Allow',
      Action: ['kms:CreateGrant', 'kms:RetireGrant'],
      Resource: naming.keyArnPattern(),
      wildcardReason: ANY_KEY,
      Condition: {
        ...own,
        StringEquals: { ...own.StringEquals, 'kms:ViaService': naming.viaService('ecr') },
        BoolIfExists: { 'kms:GrantIsForAWSResource': 'true' },
      },
    },
  ];
}
