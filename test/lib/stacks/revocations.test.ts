import type { EnvironmentConfig } from '../../../config/environment-config';
import { ACME_EU, environment, organization } from '../../fixtures/environment';
import { synthesize, type TemplateResource, wholeOf } from '../../fixtures/synthesize';

/**
 * The resource that revoking rewrites behind CloudFormation's back. Never edit a letter: a deployment with
 * another id or another text would write the template's policy over the revocations of every organization.
 */
const FROZEN_ID = 'DataHubRevocations85ED9115';
const FROZEN_RESOURCE =
  '{"Type":"AWS::IAM::RolePolicy","Properties":{"PolicyDocument":{"Version":"2012-10-17","Statement":[' +
  '{"Sid":"RevokedCertificates","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":' +
  '{"credentials-iot:AwsCertificateId":["none"]}}}]},"PolicyName":"ts-test-acme-data-hub-revocations",' +
  '"RoleName":{"Ref":"DataHubRole8CC3F051"}}}';
const FROZEN_ROLE = { id: 'DataHubRole8CC3F051', name: 'ts-test-acme-data-hub' };

function resourcesOfAcme(config: EnvironmentConfig): Readonly<Record<string, TemplateResource>> {
  return synthesize(wholeOf(config))['ts-test-organization-acme']?.Resources ?? {};
}

test.each([
  ['as it was', environment()],
  [
    'with other settings of the organization',
    environment({
      organizations: [organization('acme', { displayName: 'New', athenaUsers: ['ann'] }), ACME_EU],
    }),
  ],
  ['suspended', environment({ organizations: [organization('acme', { status: 'suspended' }), ACME_EU] })],
  ['without its neighbours', environment({ organizations: [organization('acme')] })],
  [
    'with other settings of the environment',
    environment({ athenaCreateIamUser: true, dataConnectorRepositories: [], athenaBytesScannedCutoff: 2e7 }),
  ],
])('a deployment of the organization %s leaves revocations alone', (_, config) => {
  const resources = resourcesOfAcme(config);
  expect(JSON.stringify(resources[FROZEN_ID])).toBe(FROZEN_RESOURCE);
  // Replacing the role would replace the policy, too.
  expect(resources[FROZEN_ROLE.id]?.Properties?.['RoleName']).toBe(FROZEN_ROLE.name);
  expect(Object.values(resources).filter(({ Type }) => Type === 'AWS::IAM::RolePolicy')).toHaveLength(1);
});
