import { Naming } from '../../../config/naming';
import { parseOrgSlug } from '../../../config/org-slug';
import { requireLocalEndpoint } from '../../../tools/local/endpoint';
import { organizationReport, organizationTable, readBackLine, usageText } from '../../../tools/local/report';
import { environment as configured } from '../../fixtures/environment';
import { environment } from '../../lib/deployed/two-stacks';

const naming = new Naming(environment);
const analysts = { oidc: { issuer: 'https://identity.example.com', audience: 'analysts' } };
const [acme, acmeEu] = ['acme', 'acme-eu'].map((slug) =>
  organizationReport(
    {
      slug: parseOrgSlug(slug),
      displayName: slug,
      status: 'active',
      athenaUsers: slug === 'acme' ? ['analyst', 'auditor'] : [],
      audit: false,
    },
    naming,
    {
      UploadLocation: `s3://ts-local-raw-123456789012-eu-central-1-an/${slug}/`,
      DataHubRoleAlias: `ts-local-${slug}-data-hub`,
      AthenaWorkgroup: `ts-local-${slug}`,
      GlueDatabase: `ts_local_${slug.replace('-', '_')}`,
    },
    configured({ analysts }),
  ),
) as [ReturnType<typeof organizationReport>, ReturnType<typeof organizationReport>];

const report = {
  endpoint: requireLocalEndpoint('https://localhost:5000'),
  caFile: '/tmp/ca.pem',
  environmentFile: '/tmp/local-account.env',
  logFile: '/tmp/emulator.log',
  profiles: { file: '/tmp/aws-config', hub: 'acme-eu', analyst: 'acme' },
  environment: 'local',
  account: '123456789012',
  region: 'eu-central-1',
  organizations: [acme, acmeEu],
  readBack: { stacks: 3, resources: 39, properties: 166, differences: [] },
  steps: [{ title: 'cdk deploy --all', seconds: 4.2 }],
  seconds: 21.5,
};

describe('organizationReport', () => {
  test("names the user that the organization's stack makes, after the existing ones", () => {
    const config = {
      slug: parseOrgSlug('acme'),
      displayName: 'Acme',
      status: 'active',
      athenaUsers: ['analyst'],
      audit: false,
    } as const;

    const { users } = organizationReport(config, naming, {}, configured({ athenaCreateIamUser: true }));

    expect(users).toEqual(['analyst', naming.organization(config.slug).athenaUser]);
  });
});

test('an environment without pipelines and analysts who sign in has no roles for them', () => {
  const none = configured({ pipelines: { ...configured().pipelines, services: [] } });
  const organization = {
    slug: parseOrgSlug('acme'),
    displayName: 'Acme',
    status: 'active',
    athenaUsers: [],
    audit: false,
  } as const;
  const rows = organizationTable([organizationReport(organization, naming, {}, none)]).split('\n');
  expect(rows.filter((row) => /^(?:pipeline|analyst) role/.test(row))).toEqual([
    'pipeline role    -',
    'analyst role     -',
  ]);
});

test('where no story was told there are no profiles', () => {
  expect(usageText({ ...report, profiles: undefined })).not.toContain('--profile');
});

describe('organizationTable', () => {
  test('puts organizations side by side where there is room', () => {
    const rows = organizationTable([acme, acmeEu], 140).split('\n');

    expect(rows.map((row) => row.split(/ {2,}/))).toEqual([
      ['organization', 'acme', 'acme-eu'],
      ['key alias', 'alias/ts-local-acme', 'alias/ts-local-acme-eu'],
      [
        'upload location',
        's3://ts-local-raw-123456789012-eu-central-1-an/acme/',
        's3://ts-local-raw-123456789012-eu-central-1-an/acme-eu/',
      ],
      ['role alias', 'ts-local-acme-data-hub', 'ts-local-acme-eu-data-hub'],
      ['pipeline role', 'ts-local-acme-pipeline', 'ts-local-acme-eu-pipeline'],
      ['workgroup', 'ts-local-acme', 'ts-local-acme-eu'],
      ['database', 'ts_local_acme', 'ts_local_acme_eu'],
      ['analyst role', 'ts-local-acme-analyst', 'ts-local-acme-eu-analyst'],
      [
        'Athena policy',
        'ts-athena-eu-central-1-local-acme-policy',
        'ts-athena-eu-central-1-local-acme-eu-policy',
      ],
      ['users', 'analyst, auditor', '-'],
    ]);
    expect(new Set(rows.map((row) => row.search(/\S+$/)))).toHaveProperty('size', 1);
  });

  test('puts them one below the other in a narrow terminal, and fits', () => {
    const table = organizationTable([acme, acmeEu], 80);

    expect(table.split('\n\n')).toHaveLength(2);
    expect(Math.max(...table.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  test('cuts nothing off where even one does not fit', () => {
    expect(organizationTable([acmeEu], 20)).toContain('ts-athena-eu-central-1-local-acme-eu-policy');
  });
});

describe('readBackLine', () => {
  test('says how much was compared, and how long everything took', () => {
    expect(readBackLine(report)).toBe(
      '166 properties of 39 resources in 3 stacks, read back from their services, are as the templates say (21.5 s)',
    );
  });

  test('breaks between words at the width of a terminal', () => {
    expect(readBackLine(report, 80)).toBe(
      '166 properties of 39 resources in 3 stacks, read back from their services, are\nas the templates say (21.5 s)',
    );
  });
});

describe('usageText', () => {
  test('says how to reach the account and how to onboard a third organization', () => {
    const text = usageText(report);

    expect(text).toContain('  source /tmp/local-account.env\n');
    expect(text).toContain('npx cdk deploy -c organization=newco');
    expect(text).toContain('Be a Data Hub of acme-eu, or an analyst of acme, who signs in:\n');
    expect(text).toContain('--profile analyst');
    expect(text).toContain(
      'AWS_PROFILE=auditor \\\n    npm run audit -- --environment local --organization acme\n',
    );
    expect(text).toContain('tail -f /tmp/emulator.log');
  });

  test('quotes paths with spaces wherever they stand in a command', () => {
    const text = usageText({
      ...report,
      environmentFile: '/tmp/my files/local-account.env',
      logFile: '/tmp/my files/emulator.log',
    });

    expect(text).toContain('source "/tmp/my files/local-account.env"');
    expect(text).toContain('tail -f "/tmp/my files/emulator.log"');
  });
});
