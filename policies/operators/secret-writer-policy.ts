import type { Naming } from '../../config/naming';
import { PARAMETER_ARN_CONTEXT } from '../permissions/key-permissions';
import type { Statement } from '../statement';
import { describeKeys } from './hub-operator-policy';

/**
 * What `secret put`, `list` and `delete` call. Parameter Store encrypts in the caller's name, for a connector secret
 * and nothing else; no action that returns a value or its history is here, and the keys decrypt for hubs only.
 */
export function secretWriterPolicy(naming: Naming): Statement[] {
  const secrets = naming.everyConnectorParameterArn();
  return [
    {
      Sid: 'WriteSecrets',
      Effect: 'Allow',
      Action: ['ssm:AddTagsToResource', 'ssm:DeleteParameter', 'ssm:PutParameter'],
      Resource: secrets,
      wildcardReason: 'Connector secrets of every organization, each in the folder of its organization.',
    },
    {
      Sid: 'ListSecrets',
      Effect: 'Allow',
      Action: 'ssm:DescribeParameters',
      Resource: '*',
      wildcardReason: 'The call takes no resource. It shows names, dates and versions, and no value.',
    },
    describeKeys(naming, 'A secret is written under the key of its organization'),
    {
      Sid: 'EncryptSecrets',
      Effect: 'Allow',
      Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: naming.keyArnPattern(),
      wildcardReason:
        "Key ids tell nothing: the key's own policy binds each use to a secret of its organization, and these allow no reading.",
      Condition: {
        StringEquals: { 'kms:ViaService': naming.viaService('ssm') },
        StringLike: { [PARAMETER_ARN_CONTEXT]: secrets },
      },
    },
  ];
}
