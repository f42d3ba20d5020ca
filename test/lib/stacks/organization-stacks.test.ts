import { join } from 'node:path';
import fc from 'fast-check';
import type { EnvironmentConfig, OrganizationConfig } from '../../../config/environment-config';
import { loadEnvironment } from '../../../config/load-environment';
import { Naming } from '../../../config/naming';
import type { OrgSlug } from '../../../config/org-slug';
import { FEWEST_OF_FORM } from '../../../lib/stacks/organization-stacks';
import { anySlug } from '../../config/arbitrary-names';
import { environment, PIPELINES } from '../../fixtures/environment';
import { wholeOf } from '../../fixtures/synthesize';
import { assemble, bothWays, MANY, MANY_ALONE } from './forms/both-ways';

const ENVIRONMENTS = join(__dirname, '../../../environments');

const userName = fc.string({
  unit: fc.constantFrom('a', 'b', 'Z', '0', '9', '_', '+', '=', ',', '.', '@', '-'),
  minLength: 1,
  maxLength: 64,
});

const displayName = fc.constantFrom('Acme', 'Müller & Söhne', '"quoted" \\ $& ${Token}', '組織');

/** Of one form, with two users. */
const alikeOrganization = (slug: OrgSlug): fc.Arbitrary<OrganizationConfig> =>
  fc.record({
    slug: fc.constant(slug),
    displayName,
    status: fc.constant('active' as const),
    athenaUsers: fc.tuple(userName, userName),
    audit: fc.constant(true),
  });

const anyOrganization = (slug: OrgSlug): fc.Arbitrary<OrganizationConfig> =>
  fc.record({
    slug: fc.constant(slug),
    displayName,
    status: fc.constantFrom('active', 'suspended'),
    athenaUsers: fc.array(userName, { maxLength: 2 }),
    audit: fc.boolean(),
  });

/** In any order; as many of one form as are written, and one more, since a name may be a shipped one. */
const anyOrganizations = fc
  .uniqueArray(anySlug, { minLength: FEWEST_OF_FORM + 3, maxLength: FEWEST_OF_FORM + 3 })
  .chain((slugs) =>
    fc.tuple(
      ...slugs.map((slug, index) => (index % 4 === 3 ? anyOrganization(slug) : alikeOrganization(slug))),
    ),
  );

describe('what is written from forms is what constructs give, byte for byte', () => {
  test.each(['dev', 'local', 'production', 'regulated'])('in the environment %s', (name) => {
    const shipped = loadEnvironment(name, ENVIRONMENTS);
    fc.assert(
      fc.property(anyOrganizations, fc.boolean(), (others, createsUsers) => {
        const slugs = new Set<string>(shipped.organizations.map(({ slug }) => slug));
        const organizations = [...shipped.organizations, ...others.filter(({ slug }) => !slugs.has(slug))];
        const selection = wholeOf({
          ...shipped,
          athenaCreateIamUser: createsUsers,
          compliancePacks: [],
          organizations,
        });
        const [byForm, judgingAll] = bothWays(selection);
        expect(byForm.files).toEqual(judgingAll.files);
        expect(byForm.built.length).toBeLessThan(organizations.length);
        expect(judgingAll.built).toHaveLength(organizations.length);
      }),
      { numRuns: 1 },
    );
  });

  test.each<[string, Partial<EnvironmentConfig>]>([
    ['pipelines of every service', { pipelines: { ...PIPELINES, connectorSecrets: true } }],
    ['no pipelines', { pipelines: { ...PIPELINES, services: [] } }],
    ['one folder for all hubs', { dataHubFolders: 'common', dataHubTrust: 'service-of-this-account' }],
    ['another prefix', { namePrefix: 'q0', name: 'q0' }],
  ])('with %s', (_, overrides) => {
    const selection = wholeOf(environment({ ...overrides, organizations: MANY }));
    const [byForm, judgingAll] = bothWays(selection, { linesOfCode: true });
    expect(byForm).toEqual({ files: judgingAll.files, built: ['acme'] });
  });
});

test('a form of few organizations is not written', () => {
  const few = wholeOf(environment({ organizations: MANY.slice(0, FEWEST_OF_FORM - 1) }));
  expect(assemble(few, {}).built).toHaveLength(FEWEST_OF_FORM - 1);
});

test('only stacks of a first deployment are without protection, of constructs or not', () => {
  const firstDeployments = MANY.slice(0, 2).map(
    ({ slug }) => new Naming(environment()).organization(slug).stack,
  );
  const [byForm, judgingAll] = bothWays(MANY_ALONE, { firstDeployments });
  expect(byForm).toEqual({ files: judgingAll.files, built: ['acme'] });
});
