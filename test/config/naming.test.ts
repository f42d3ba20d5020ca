import { NameLimitError } from '../../config/errors';
import {
  type EnvironmentIdentity,
  Naming,
  PRINCIPAL_ORG_DATABASE,
  PRINCIPAL_ORG_SLUG,
} from '../../config/naming';
import { orgSlugProblems, type OrgSlug, parseOrgSlug } from '../../config/org-slug';
import { SUPPORTED_REGIONS } from '../../config/region';
import { regionNamed } from '../fixtures/environment';

const ACME_EU = parseOrgSlug('acme-eu');

function identity(overrides: Partial<EnvironmentIdentity> = {}): EnvironmentIdentity {
  return {
    name: 'dev',
    account: '111122223333',
    region: regionNamed('eu-central-1'),
    namePrefix: 'ts',
    ...overrides,
  };
}

describe('names', () => {
  test('of what all organizations share', () => {
    expect(new Naming(identity()).shared).toEqual({
      sharedStack: 'ts-dev-shared',
      platformKeyAlias: 'alias/ts-dev-platform',
      rawBucket: 'ts-dev-111122223333-raw',
      standardizedBucket: 'ts-dev-111122223333-standardized',
      pipelineArtifactsBucket: 'ts-dev-111122223333-pipeline-artifacts',
      athenaResultsBucket: 'ts-dev-111122223333-athena-results',
      accessLogsBucket: 'ts-dev-111122223333-access-logs',
      organizationBoundary: 'ts-dev-organization-boundary',
    });
  });

  test('of one organization', () => {
    expect(new Naming(identity()).organization(ACME_EU)).toEqual({
      stack: 'ts-dev-organization-acme-eu',
      keyAlias: 'alias/ts-dev-acme-eu',
      dataHubRole: 'ts-dev-acme-eu-data-hub',
      dataHubPolicy: 'ts-dev-acme-eu-data-hub',
      dataHubRevocationPolicy: 'ts-dev-acme-eu-data-hub-revocations',
      dataHubIotPolicy: 'ts-dev-acme-eu-data-hub',
      dataHubRoleAlias: 'ts-dev-acme-eu-data-hub',
      dataHubThingType: 'ts-dev-acme-eu-data-hub',
      hybridNodeRole: 'ts-dev-acme-eu-hybrid-node',
      hybridNodePolicy: 'ts-dev-acme-eu-hybrid-node',
      athenaPolicy: 'ts-athena-eu-central-1-dev-acme-eu-policy',
      athenaUser: 'ts-athena-dev-acme-eu',
      workgroup: 'ts-dev-acme-eu',
      database: 'ts_dev_acme_eu',
    });
  });

  test('in another environment, Region and prefix', () => {
    const naming = new Naming(
      identity({ name: 'prod2', region: regionNamed('us-east-1'), namePrefix: 'hub' }),
    );
    expect(naming.organization(parseOrgSlug('globex'))).toMatchObject({
      stack: 'hub-prod2-organization-globex',
      keyAlias: 'alias/hub-prod2-globex',
      athenaPolicy: 'hub-athena-us-east-1-prod2-globex-policy',
      athenaUser: 'hub-athena-prod2-globex',
      database: 'hub_prod2_globex',
    });
    expect(naming.shared.rawBucket).toBe('hub-prod2-111122223333-raw');
  });

  test('that do not depend on the Region', () => {
    const naming = new Naming(identity({ region: regionNamed('cn-north-1') }));
    expect({
      dataPrefix: naming.dataPrefix(ACME_EU),
      connectorParameterPath: naming.connectorParameterPath(ACME_EU),
      connectorRepository: naming.connectorRepository('postgres'),
    }).toEqual({
      dataPrefix: 'acme-eu/',
      connectorParameterPath: '/dev/acme-eu/connectors/',
      connectorRepository: 'data-connector-postgres',
    });
  });
});

type Row = readonly [method: string, call: (naming: Naming) => string, expected: string];

/** `PARTITION` and `REGION` stand for those of each Region under test. */
const ARNS: readonly Row[] = [
  ['bucketArn', (naming) => naming.bucketArn('b'), 'arn:PARTITION:s3:::b'],
  ['keyArnPattern', (naming) => naming.keyArnPattern(), 'arn:PARTITION:kms:REGION:111122223333:key/*'],
  ['roleArn', (naming) => naming.roleArn('r'), 'arn:PARTITION:iam::111122223333:role/r'],
  ['managedPolicyArn', (naming) => naming.managedPolicyArn('p'), 'arn:PARTITION:iam::111122223333:policy/p'],
  ['accountPrincipalArn', (naming) => naming.accountPrincipalArn(), 'arn:PARTITION:iam::111122223333:root'],
  ['roleAliasArn', (naming) => naming.roleAliasArn('a'), 'arn:PARTITION:iot:REGION:111122223333:rolealias/a'],
  [
    'repositoryArn',
    (naming) => naming.repositoryArn('r'),
    'arn:PARTITION:ecr:REGION:111122223333:repository/r',
  ],
  [
    'workgroupArn',
    (naming) => naming.workgroupArn('w'),
    'arn:PARTITION:athena:REGION:111122223333:workgroup/w',
  ],
  [
    'dataCatalogArn',
    (naming) => naming.dataCatalogArn(),
    'arn:PARTITION:athena:REGION:111122223333:datacatalog/AwsDataCatalog',
  ],
  ['catalogArn', (naming) => naming.catalogArn(), 'arn:PARTITION:glue:REGION:111122223333:catalog'],
  ['databaseArn', (naming) => naming.databaseArn('d'), 'arn:PARTITION:glue:REGION:111122223333:database/d'],
  ['tablesArn', (naming) => naming.tablesArn('d'), 'arn:PARTITION:glue:REGION:111122223333:table/d/*'],
  [
    'connectorParametersArn',
    (naming) => naming.connectorParametersArn(ACME_EU),
    'arn:PARTITION:ssm:REGION:111122223333:parameter/dev/acme-eu/connectors/*',
  ],
  [
    'connectorParametersArnOfCallingPrincipal',
    (naming) => naming.connectorParametersArnOfCallingPrincipal(),
    'arn:PARTITION:ssm:REGION:111122223333:parameter/dev/${aws:PrincipalTag/orgSlug}/connectors/*',
  ],
  [
    'systemsManagerSourceArn',
    (naming) => naming.systemsManagerSourceArn(),
    'arn:PARTITION:ssm:REGION:111122223333:*',
  ],
];

describe.each([
  ['aws', 'eu-central-1', 'amazonaws.com'],
  ['aws-us-gov', 'us-gov-west-1', 'amazonaws.com'],
  ['aws-cn', 'cn-north-1', 'amazonaws.com.cn'],
])('in %s', (partition, region, dnsSuffix) => {
  const naming = new Naming(identity({ region: regionNamed(region) }));

  test.each(ARNS)('%s', (_, call, expected) => {
    expect(call(naming)).toBe(expected.replace('PARTITION', partition).replace('REGION', region));
  });

  test.each(['s3', 'ssm', 'ecr'] as const)('viaService of %s', (service) => {
    expect(naming.viaService(service)).toBe(`${service}.${region}.${dnsSuffix}`);
  });

  test('repositoryUri', () => {
    expect(naming.repositoryUri('data-connector-sftp')).toBe(
      `111122223333.dkr.ecr.${region}.${dnsSuffix}/data-connector-sftp`,
    );
  });
});

test.each(['acme', 'acme-eu', 'a-b-c'])('the calling principal of %s gets the names of its own', (text) => {
  const slug = parseOrgSlug(text);
  const naming = new Naming(identity());
  const { workgroup, database } = naming.organization(slug);
  const asPrincipal = (name: string): string =>
    name.replaceAll(PRINCIPAL_ORG_SLUG, slug).replaceAll(PRINCIPAL_ORG_DATABASE, database);
  const ofCaller = naming.ofCallingPrincipal;
  expect({
    workgroup: asPrincipal(ofCaller.workgroup),
    database: asPrincipal(ofCaller.database),
    parameters: asPrincipal(naming.connectorParametersArnOfCallingPrincipal()),
  }).toEqual({ workgroup, database, parameters: naming.connectorParametersArn(slug) });
  expect(ofCaller.workgroup).toContain('${aws:PrincipalTag/orgSlug}');
  expect(ofCaller.database).toBe('${aws:PrincipalTag/orgDatabase}');
});

describe('limits of the services', () => {
  const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
  const longestRegion = Math.max(...[...SUPPORTED_REGIONS.keys()].map((name) => name.length));
  const longestRegions = [...SUPPORTED_REGIONS.values()].filter(({ name }) => name.length === longestRegion);
  const longest = { name: 'e'.repeat(16), namePrefix: 'p'.repeat(8) };
  const longestSlug = parseOrgSlug('s'.repeat(26));

  test.each(longestRegions)('the longest of everything fits in $name', (region) => {
    const names = new Naming(identity({ ...longest, region })).organization(longestSlug);
    expect(names.hybridNodeRole).toHaveLength(64);
  });

  test('one more character in the prefix breaks a name, which the error shows with its service', () => {
    const naming = new Naming(identity({ ...longest, namePrefix: 'p'.repeat(9) }));
    const name = `${'p'.repeat(9)}-${'e'.repeat(16)}-${'s'.repeat(26)}-hybrid-node`;
    expect(() => naming.organization(longestSlug)).toThrow(
      new NameLimitError(
        `hybridNodeRole "${name}" has 65 characters; ${IAM} allows 64 of ^[\\w+=,.@-]+$. ` +
          'Shorten the namePrefix, the environment name or the slug.',
      ),
    );
  });

  test('one more character in the name of the environment breaks a name', () => {
    const naming = new Naming(identity({ ...longest, name: 'e'.repeat(17) }));
    expect(() => naming.organization(longestSlug)).toThrow(NameLimitError);
  });

  test('one more character in the slug breaks a name, and so is no slug', () => {
    const tooLong = 's'.repeat(27);
    expect(orgSlugProblems(tooLong)).not.toEqual([]);
    expect(() => new Naming(identity(longest)).organization(tooLong as OrgSlug)).toThrow(
      /^hybridNodeRole ".*" has 65 characters; https:.* allows 64 of /,
    );
  });

  test('shared names are checked when the naming is made', () => {
    expect(() => new Naming(identity({ namePrefix: 'p'.repeat(40) }))).toThrow(
      /^rawBucket "p{40}-dev-111122223333-raw" has 61|^standardizedBucket "p{40}-dev-111122223333-standardized" has 70 characters; https:\/\/docs\.aws\.amazon\.com\/AmazonS3\//,
    );
  });

  test('characters are checked, too', () => {
    expect(() => new Naming(identity({ namePrefix: 'Ts' }))).toThrow(
      /^rawBucket "Ts-dev-111122223333-raw" has 23 characters; .* allows 63 of /,
    );
    expect(() => new Naming(identity()).organization('acme_eu' as OrgSlug)).toThrow(
      /^stack "ts-dev-organization-acme_eu" has 27 characters; .* allows 128 of /,
    );
  });
});
