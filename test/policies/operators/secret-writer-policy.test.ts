import { secretWriterPolicy } from '../../../policies/operators/secret-writer-policy';
import { policyDocument } from '../../../policies/statement';
import { NAMING } from '../../fixtures/environment';

test('what the secret writer may do', () => {
  expect(policyDocument(secretWriterPolicy(NAMING)).Statement).toEqual([
    {
      Sid: 'WriteSecrets',
      Effect: 'Allow',
      Action: ['ssm:AddTagsToResource', 'ssm:DeleteParameter', 'ssm:PutParameter'],
      Resource: 'arn:aws:ssm:eu-central-1:111122223333:parameter/test/*/connectors/*',
    },
    { Sid: 'ListSecrets', Effect: 'Allow', Action: 'ssm:DescribeParameters', Resource: '*' },
    {
      Sid: 'FindKeys',
      Effect: 'Allow',
      Action: 'kms:DescribeKey',
      Resource: 'arn:aws:kms:eu-central-1:111122223333:key/*',
    },
    {
      Sid: 'EncryptSecrets',
      Effect: 'Allow',
      Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: 'arn:aws:kms:eu-central-1:111122223333:key/*',
      Condition: {
        StringEquals: { 'kms:ViaService': 'ssm.eu-central-1.amazonaws.com' },
        StringLike: {
          'kms:EncryptionContext:PARAMETER_ARN':
            'arn:aws:ssm:eu-central-1:111122223333:parameter/test/*/connectors/*',
        },
      },
    },
  ]);
});
