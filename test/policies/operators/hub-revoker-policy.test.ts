import { hubRevokerPolicy } from '../../../policies/operators/hub-revoker-policy';
import { policyDocument } from '../../../policies/statement';
import { NAMING } from '../../fixtures/environment';
import { FLEET_STATEMENTS } from './fleet-statements';

test('what the hub revoker may do', () => {
  expect(policyDocument(hubRevokerPolicy(NAMING)).Statement).toEqual([
    ...FLEET_STATEMENTS,
    {
      Sid: 'NoteRevocations',
      Effect: 'Allow',
      Action: 'iot:UpdateThing',
      Resource: 'arn:aws:iot:eu-central-1:111122223333:thing/*--*',
    },
    {
      Sid: 'RevokeCertificates',
      Effect: 'Allow',
      Action: 'iot:UpdateCertificate',
      Resource: 'arn:aws:iot:eu-central-1:111122223333:cert/*',
    },
    {
      Sid: 'FindCertificates',
      Effect: 'Allow',
      Action: 'iot:ListTargetsForPolicy',
      Resource: 'arn:aws:iot:eu-central-1:111122223333:policy/ts-test-*-data-hub',
    },
    {
      Sid: 'ReadRevocations',
      Effect: 'Allow',
      Action: ['iam:GetRolePolicy', 'iam:ListRolePolicies'],
      Resource: 'arn:aws:iam::111122223333:role/ts-test-*-data-hub',
    },
    {
      Sid: 'CutSessions',
      Effect: 'Allow',
      Action: 'iam:PutRolePolicy',
      Resource: 'arn:aws:iam::111122223333:role/ts-test-*-data-hub',
      Condition: {
        StringEquals: {
          'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/ts-test-organization-boundary',
        },
      },
    },
    { Sid: 'EndActivations', Effect: 'Allow', Action: 'ssm:DeleteActivation', Resource: '*' },
    {
      Sid: 'RemoveNodes',
      Effect: 'Allow',
      Action: 'ssm:DeregisterManagedInstance',
      Resource: 'arn:aws:ssm:eu-central-1:111122223333:managed-instance/*',
      Condition: { StringEquals: { 'aws:ResourceTag/environment': 'test' } },
    },
  ]);
});
