import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../config/errors';
import { loadEnvironment } from '../../config/load-environment';
import { selectFromContext } from '../../config/selection';
import { makeEnvironments, selectionProblems } from './selection-problems';

let directory: string;
beforeAll(() => {
  directory = makeEnvironments();
});
afterAll(() => {
  rmSync(join(directory, '..'), { recursive: true });
});

const problemsOf = (
  context: Readonly<Record<string, unknown>>,
  options?: Parameters<typeof selectFromContext>[2],
): readonly Problem[] => selectionProblems(context, directory, options);

describe('what is selected', () => {
  test.each([
    ['local unless an environment is named', {}, 'local'],
    ['the environment that is named', { environment: 'dev' }, 'dev'],
    ['local where the value is undefined', { environment: undefined }, 'local'],
  ])('%s, whole', (_, context, name) => {
    const environment = loadEnvironment(name, directory);
    expect(selectFromContext(context, directory)).toEqual({
      environment,
      shared: true,
      organizations: environment.organizations,
    });
    expect(environment.organizations).toHaveLength(2);
  });

  test.each([
    [
      'acme',
      { slug: 'acme', displayName: 'Acme Corporation', status: 'active', athenaUsers: [], audit: false },
    ],
    [
      'acme-eu',
      { slug: 'acme-eu', displayName: 'Acme Europe', status: 'suspended', athenaUsers: [], audit: false },
    ],
  ])('the organization %s as it is recorded, alone and without a notice', (slug, organization) => {
    expect(selectFromContext({ environment: 'dev', organization: slug }, directory)).toEqual({
      environment: loadEnvironment('dev', directory),
      shared: false,
      organizations: [organization],
    });
  });

  test('an organization that is not recorded, with a notice of how to record it', () => {
    expect(selectFromContext({ environment: 'dev', organization: 'new-co' }, directory)).toEqual({
      environment: loadEnvironment('dev', directory),
      shared: false,
      organizations: [
        { slug: 'new-co', displayName: 'New Co', status: 'active', athenaUsers: [], audit: false },
      ],
      notice:
        'organization "new-co" is not recorded; to keep it: npm run organizations -- add new-co --environment dev',
    });
  });
});

describe('what is probably not meant', () => {
  const write = (content: object): void => {
    writeFileSync(
      join(directory, 'odd.json'),
      JSON.stringify({ account: '999900001111', region: 'eu-central-1', ...content }),
    );
  };
  afterAll(() => {
    rmSync(join(directory, 'odd.json'));
  });

  test('is a warning beside a whole environment, and of a look-alike beside the organization alone', () => {
    const organizations = ['acme-1', 'acme-l', 'globex'].map((slug) => ({ slug, displayName: slug }));
    write({ compliancePacks: [], organizations });
    const warnedOf = (context: object): (string | undefined)[] | undefined =>
      selectFromContext({ environment: 'odd', ...context }, directory).warnings?.map(({ place }) => place);
    expect(warnedOf({})).toEqual([
      'environments/odd.json $.compliancePacks',
      'environments/odd.json $.organizations[1].slug',
    ]);
    expect(warnedOf({ organization: 'acme-1' })).toEqual(['environments/odd.json $.organizations[1].slug']);
    expect(warnedOf({ organization: 'globex' })).toBeUndefined();
    expect(warnedOf({ organization: 'newco' })).toBeUndefined();
  });

  test('a slug that nobody has recorded is refused if it looks like one that is', () => {
    expect(problemsOf({ environment: 'dev', organization: 'acrne' })).toEqual([
      {
        place: '-c organization',
        value: 'acrne',
        fix:
          'looks like "acme", which is recorded, and a slug is permanent; choose another, ' +
          'or record it in environments/dev.json first, if it has to be this one',
      },
    ]);
  });
});

describe('values', () => {
  const ENVIRONMENT = 'give it one value, for example -c environment=dev';
  const ORGANIZATION = 'give it one slug, for example -c organization=acme';

  test.each<[string, unknown, string]>([
    ['environment', '', ENVIRONMENT],
    ['environment', ['dev', 'local'], ENVIRONMENT],
    ['environment', true, ENVIRONMENT],
    ['environment', null, ENVIRONMENT],
    ['environment', { name: 'dev' }, ENVIRONMENT],
    ['organization', '', ORGANIZATION],
    ['organization', ['acme', 'acme-eu'], ORGANIZATION],
    ['organization', 1, ORGANIZATION],
    ['organization', null, ORGANIZATION],
    [
      'organization',
      'Acme',
      'a slug has lower-case letters, digits and single inner hyphens, and starts with a letter; try "acme"',
    ],
    ['organization', 'ab', 'a slug has 3 to 26 characters, this one has 2'],
    [
      'environment',
      '../dev',
      "an environment's name has 2 to 16 lower-case letters and digits and starts with a letter",
    ],
  ])('%s=%j is refused', (key, value, fix) => {
    expect(problemsOf({ [key]: value })).toEqual([{ place: `-c ${key}`, value, fix }]);
  });

  test('an environment that does not exist is answered with those that do', () => {
    expect(problemsOf({ environment: 'prod' })).toMatchObject([
      { fix: 'does not exist; the environments are dev, local' },
    ]);
  });

  test('an organization that is not recorded does not excuse an environment that is not there', () => {
    expect(problemsOf({ environment: 'prod', organization: 'new-co' })).toHaveLength(1);
  });
});

describe('all that is wrong is reported at once', () => {
  test('keys and values', () => {
    expect(
      problemsOf({
        orgs: 'x',
        env: 'x',
        Environment: 'x',
        stage: 'x',
        environment: '',
        organization: 'A!',
      }).map(({ place }) => place),
    ).toEqual([
      '-c orgs',
      '-c env',
      '-c Environment',
      '-c stage',
      '-c environment',
      '-c organization',
      '-c organization',
    ]);
  });

  test('the name of the environment and the slug', () => {
    expect(problemsOf({ environment: 'DEV', organization: 'ACME' }).map(({ place }) => place)).toEqual([
      '-c environment',
      '-c organization',
    ]);
  });
});

describe('a command with options of its own finds them in the problems', () => {
  const own = { environment: '--environment', organization: '--organization' };

  test.each([
    [{ environment: '' }, '--environment', 'give it one value, for example --environment=dev'],
    [{ environment: 'DEV' }, '--environment', expect.any(String)],
    [{ organization: '' }, '--organization', 'give it one slug, for example --organization=acme'],
    [{ organization: 'ACME' }, '--organization', expect.any(String)],
    [{ environment: 'dev', organization: 'acrne' }, '--organization', expect.stringContaining('looks like')],
  ])('%j', (context, place, fix: unknown) => {
    expect(problemsOf(context, own)).toMatchObject([{ place, fix }]);
  });
});
