import { enrolmentIotPolicy, enrolmentPolicy } from '../../../policies/data-hub/enrolment-policy';
import { policyDocument } from '../../../policies/statement';
import { NAMING } from '../../fixtures/environment';

test('what a hub that enrols may do', () => {
  expect(policyDocument(enrolmentPolicy(NAMING)).Statement).toEqual([
    {
      Sid: 'RequestCertificate',
      Effect: 'Allow',
      Action: ['iot:GetThingShadow', 'iot:UpdateThingShadow'],
      Resource: 'arn:aws:iot:eu-central-1:111122223333:thing/${credentials-iot:ThingName}/data-hub',
    },
    {
      Sid: 'DenyWithoutThingName',
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { Null: { 'credentials-iot:ThingName': 'true' } },
    },
  ]);
});

test('what a claim certificate may do', () => {
  expect(policyDocument(enrolmentIotPolicy(NAMING)).Statement).toEqual([
    {
      Sid: 'AssumeEnrolmentRole',
      Effect: 'Allow',
      Action: 'iot:AssumeRoleWithCertificate',
      Resource: 'arn:aws:iot:eu-central-1:111122223333:rolealias/ts-test-enrolment',
    },
  ]);
});
