import { PRINCIPAL_ORG_DATABASE, PRINCIPAL_ORG_SLUG } from '../../../config/naming';
import { athenaPolicy } from '../../../policies/analyst/athena-policy';
import { dataHubPolicy } from '../../../policies/data-hub/data-hub-policy';
import { hybridNodePolicy } from '../../../policies/data-hub/hybrid-node-policy';
import { organizationBoundary } from '../../../policies/organization/organization-boundary';
import { pipelineBoundary, pipelinePolicy } from '../../../policies/pipeline/pipeline-policy';
import { policyDocument, type IamStatement, type Statement } from '../../../policies/statement';
import { ACME, ACME_EU, NAMING } from '../../fixtures/environment';

/** Named by the ARN of one key in identity policies, and by the key's tag in the boundary. */
const KEY_PERMISSIONS = ['EncryptUploads', 'DecryptConnectorSecrets', 'UseOrganizationKey'];

describe.each([
  { ...ACME, folders: 'own' },
  { ...ACME_EU, folders: 'own' },
  { ...ACME_EU, folders: 'common' },
] as const)('$slug, hubs in folders of their $folders', ({ slug, folders }) => {
  const organization = { slug, keyArn: `arn:aws:kms:eu-central-1:111122223333:key/of-${slug}` };
  const granted = [
    dataHubPolicy(NAMING, organization, folders),
    athenaPolicy(NAMING, organization),
    hybridNodePolicy(NAMING, organization),
  ]
    .flatMap((policy) => policyDocument(policy).Statement)
    .filter(({ Effect }) => Effect === 'Allow');
  /** A boundary as IAM reads it when a principal of the organization calls. */
  const asCaller = (statements: readonly Statement[]): IamStatement[] =>
    JSON.parse(
      JSON.stringify(policyDocument(statements).Statement)
        .replaceAll(PRINCIPAL_ORG_SLUG, slug)
        .replaceAll(PRINCIPAL_ORG_DATABASE, NAMING.organization(slug).database),
    ) as IamStatement[];
  const boundary = asCaller(organizationBoundary(NAMING, { folders, audit: false }));

  test('the boundary says for its principals what their identity policies say', () => {
    const named = granted.filter(({ Sid }) => !KEY_PERMISSIONS.includes(Sid));
    expect(named).toHaveLength(granted.length - KEY_PERMISSIONS.length);
    expect(boundary).toEqual(expect.arrayContaining(named));
    expect(boundary.map(({ Sid }) => Sid).sort()).toEqual(
      [...named.map(({ Sid }) => Sid), 'UseOwnKey'].sort(),
    );
  });

  test('the boundary of pipelines says what their identity policy says', () => {
    const options = { connectorSecrets: true };
    const keys = ['UseKeyForData', 'DecryptArrivals', 'DecryptConnectorSecrets'];
    const ofPipelines = policyDocument(pipelinePolicy(NAMING, organization, options)).Statement;
    const named = ofPipelines.filter(({ Sid }) => !keys.includes(Sid));
    const ceiling = asCaller(pipelineBoundary(NAMING, options));
    expect(named).toHaveLength(ofPipelines.length - keys.length);
    expect(ceiling).toEqual(expect.arrayContaining(named));
    expect(ceiling.map(({ Sid }) => Sid).sort()).toEqual(
      [...named.map(({ Sid }) => Sid), 'UseOwnKeyInPipelines', 'UseOwnKeyForSecrets'].sort(),
    );
  });
});
