import { NameLimitError } from '../../config/errors';
import type { EnvironmentIdentity } from '../../config/environment-identity';
import { Naming } from '../../config/naming';
import { orgSlugProblems, type OrgSlug, parseOrgSlug } from '../../config/org-slug';
import { SUPPORTED_REGIONS } from '../../config/region';
import { identity } from './identity';

describe('limits of the services', () => {
  const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
  const longestRegion = Math.max(...[...SUPPORTED_REGIONS.keys()].map((name) => name.length));
  const longestRegions = [...SUPPORTED_REGIONS.values()].filter(({ name }) => name.length === longestRegion);
  const shortestRegion = [...SUPPORTED_REGIONS.values()].reduce((one, other) =>
    other.name.length < one.name.length ? other : one,
  );
  const longestSlug = parseOrgSlug('s'.repeat(26));
  const letters = (count: number, namePrefix = 8): Partial<EnvironmentIdentity> => ({
    namePrefix: 'p'.repeat(namePrefix),
    name: 'e'.repeat(count - namePrefix),
  });

  test.each(longestRegions)('in $name, prefix and environment have 16 characters together', (region) => {
    const naming = new Naming(identity({ ...letters(16), region }));
    expect(naming.shared.athenaResultsBucket).toHaveLength(63);
    expect(Object.values(naming.organization(longestSlug)).every((name) => name.length <= 128)).toBe(true);
    expect(() => new Naming(identity({ ...letters(17), region }))).toThrow(NameLimitError);
  });

  test('in the shortest Region, they have 21', () => {
    expect(shortestRegion.name).toHaveLength(9);
    const naming = new Naming(identity({ ...letters(21, 5), region: shortestRegion }));
    expect(naming.shared.athenaResultsBucket).toHaveLength(63);
    expect(naming.organization(longestSlug).hybridNodeRole).toHaveLength(61);
    for (const namePrefix of [5, 8]) {
      expect(() => new Naming(identity({ ...letters(22, namePrefix), region: shortestRegion }))).toThrow(
        /^athenaResultsBucket "p+-e+-athena-results-111122223333-[a-z0-9-]+-an" has 64 characters; .* allows 63 of /,
      );
    }
  });

  test('a slug that is too long breaks a name, which the error shows with its service', () => {
    const naming = new Naming(identity({ ...letters(21), region: shortestRegion }));
    const slug = 's'.repeat(30);
    expect(orgSlugProblems(slug)).not.toEqual([]);
    const name = `${'p'.repeat(8)}-${'e'.repeat(13)}-${slug}-hybrid-node`;
    expect(() => naming.organization(slug as OrgSlug)).toThrow(
      new NameLimitError(
        `hybridNodeRole "${name}" has 65 characters; ${IAM} allows 64 of ^[\\w+=,.@-]+$. ` +
          'Shorten the namePrefix, the environment name or the slug.',
      ),
    );
  });

  test('shared names are checked when the naming is made', () => {
    expect(() => new Naming(identity({ namePrefix: 'p'.repeat(40) }))).toThrow(
      /^rawBucket "p{40}-dev-raw-111122223333-eu-central-1-an" has 77 characters; https:\/\/docs\.aws\.amazon\.com\/AmazonS3\//,
    );
  });

  test('characters are checked, too', () => {
    expect(() => new Naming(identity({ namePrefix: 'Ts' }))).toThrow(
      /^rawBucket "Ts-dev-raw-111122223333-eu-central-1-an" has 39 characters; .* allows 63 of /,
    );
    expect(() => new Naming(identity()).organization('acme_eu' as OrgSlug)).toThrow(
      /^stack "ts-dev-organization-acme_eu" has 27 characters; .* allows 128 of /,
    );
  });
});
