import { NO_REVOCATIONS, revocationPolicy } from '../../../policies/data-hub/revocation-policy';
import { policyDocument } from '../../../policies/statement';

const MORNING = new Date('2026-11-24T03:15:00.250Z');
const NOON = new Date('2026-11-24T12:00:00Z');
const deny = (sid: string, condition: unknown): unknown => ({
  Sid: sid,
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: condition,
});

test('with nobody revoked, the policy denies a certificate that does not exist', () => {
  // What the template says for ever: a change here would make a deployment undo revocations.
  expect(policyDocument(revocationPolicy(NO_REVOCATIONS))).toEqual({
    Version: '2012-10-17',
    Statement: [
      deny('RevokedCertificates', { StringEquals: { 'credentials-iot:AwsCertificateId': ['none'] } }),
    ],
  });
});

test('certificates are denied together where they were revoked together, with the moment in the Sid', () => {
  const certificates = [
    { id: 'a'.repeat(64), revokedAt: MORNING },
    { id: 'b'.repeat(64), revokedAt: NOON },
    { id: 'c'.repeat(64), revokedAt: MORNING },
  ];
  expect(policyDocument(revocationPolicy({ certificates })).Statement).toEqual([
    deny('RevokedCertificates20261124T031500Z', {
      StringEquals: { 'credentials-iot:AwsCertificateId': ['a'.repeat(64), 'c'.repeat(64)] },
    }),
    deny('RevokedCertificates20261124T120000Z', {
      StringEquals: { 'credentials-iot:AwsCertificateId': ['b'.repeat(64)] },
    }),
  ]);
});

test('all sessions of an organization are cut by the moment at which they were issued', () => {
  const { Statement } = policyDocument(revocationPolicy({ certificates: [], sessionsBefore: NOON }));
  expect(Statement[1]).toEqual(
    deny('RevokedSessions20261124T120000Z', {
      DateLessThan: { 'aws:TokenIssueTime': '2026-11-24T12:00:00.000Z' },
    }),
  );
});
