import { hubOperatorPolicy } from '../../../policies/operators/hub-operator-policy';
import { policyDocument } from '../../../policies/statement';
import { NAMING } from '../../fixtures/environment';
import { FLEET_STATEMENTS } from './fleet-statements';

test('what the hub operator may do', () => {
  expect(policyDocument(hubOperatorPolicy(NAMING)).Statement).toEqual([
    ...FLEET_STATEMENTS,
    {
      Sid: 'ManageHubs',
      Effect: 'Allow',
      Action: ['iot:CreateThing', 'iot:DeleteThing', 'iot:UpdateThing', 'iot:UpdateThingShadow'],
      Resource: 'arn:aws:iot:eu-central-1:111122223333:thing/*--*',
    },
    {
      Sid: 'ManageCertificates',
      Effect: 'Allow',
      Action: ['iot:AttachPolicy', 'iot:DeleteCertificate', 'iot:UpdateCertificate'],
      Resource: 'arn:aws:iot:eu-central-1:111122223333:cert/*',
    },
    {
      Sid: 'MakeAndAttachCertificates',
      Effect: 'Allow',
      Action: [
        'iot:AttachThingPrincipal',
        'iot:CreateCertificateFromCsr',
        'iot:DetachThingPrincipal',
        'iot:ListCertificates',
      ],
      Resource: '*',
    },
    {
      Sid: 'FindKeys',
      Effect: 'Allow',
      Action: 'kms:DescribeKey',
      Resource: 'arn:aws:kms:eu-central-1:111122223333:key/*',
    },
    {
      Sid: 'RegisterNodes',
      Effect: 'Allow',
      Action: ['ssm:CreateActivation', 'ssm:DeleteActivation'],
      Resource: '*',
    },
    {
      Sid: 'PassNodeRoles',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: 'arn:aws:iam::111122223333:role/ts-test-*-hybrid-node',
      Condition: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
    },
  ]);
});
