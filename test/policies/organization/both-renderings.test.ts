import { PRINCIPAL_ORG_DATABASE, PRINCIPAL_ORG_SLUG } from '../../../config/naming';
import { athenaPolicy } from '../../../policies/analyst/athena-policy';
import { dataHubPolicy } from '../../../policies/data-hub/data-hub-policy';
import { hybridNodePolicy } from '../../../policies/data-hub/hybrid-node-policy';
import { organizationBoundary } from '../../../policies/organization/organization-boundary';
import { policyDocument, type IamStatement } from '../../../policies/statement';
import { ACME, ACME_EU, NAMING } from '../../fixtures/environment';

/** Named by the ARN of one key in identity policies, and by the key's tag in the boundary. */
const KEY_PERMISSIONS = ['EncryptUploads', 'DecryptConnectorSecrets', 'UseOrganizationKey'];

describe.each([ACME, ACME_EU])('$slug', ({ slug }) => {
  const organization = { slug, keyArn: `arn:aws:kms:eu-central-1:111122223333:key/of-${slug}` };
  const granted = [dataHubPolicy, athenaPolicy, hybridNodePolicy]
    .flatMap((policy) => policyDocument(policy(NAMING, organization)).Statement)
    .filter(({ Effect }) => Effect === 'Allow');
  /** The boundary as IAM reads it when a principal of the organization calls. */
  const boundary = JSON.parse(
    JSON.stringify(policyDocument(organizationBoundary(NAMING)).Statement)
      .replaceAll(PRINCIPAL_ORG_SLUG, slug)
      .replaceAll(PRINCIPAL_ORG_DATABASE, NAMING.organization(slug).database),
  ) as IamStatement[];

  test('the boundary says for its principals what their identity policies say', () => {
    const named = granted.filter(({ Sid }) => !KEY_PERMISSIONS.includes(Sid));
    expect(named).toHaveLength(granted.length - KEY_PERMISSIONS.length);
    expect(boundary).toEqual(expect.arrayContaining(named));
    expect(boundary.map(({ Sid }) => Sid).sort()).toEqual(
      [...named.map(({ Sid }) => Sid), 'UseOwnKey'].sort(),
    );
  });
});
