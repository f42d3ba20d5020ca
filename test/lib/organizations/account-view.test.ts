import { stackTags } from '../../../config/stack-tags';
import { checkUsers } from '../../../lib/organizations/check-users';
import { viewAccount, viewOrganization } from '../../../lib/organizations/account-view';
import { ACME, ACME_EU, organization } from '../../fixtures/environment';
import { serviceError } from '../hubs/fixtures/service-error';
import type { FakeAccount } from '../preflight/fake-account';
import { accountWithAnalyst, NAMING, ONE, WHOLE } from '../preflight/preflight-of';

const { environment } = WHOLE;
const [ANALYST] = ONE.organizations as [typeof ACME];
const names = (slug: typeof ACME.slug) => NAMING.organization(slug);
const DENIED = serviceError('AccessDenied', 'is not authorized', 403);

let aws: FakeAccount;
beforeEach(() => {
  aws = accountWithAnalyst().deployed(ONE, 'UPDATE_COMPLETE');
  for (const hub of ['berlin', 'bonn', 'cologne'])
    aws.things.set(`acme--${hub}`, names(ACME.slug).dataHubThingType);
  aws.things.set('acme-eu--paris', names(ACME_EU.slug).dataHubThingType);
  aws.things.set('acme--lamp', 'Lamp');
});

describe('all organizations', () => {
  const view = () => viewAccount(environment, aws.clientsOf);

  test('with their hubs, over several pages, and their stacks', async () => {
    const { stacks, hubs, unrecorded, notes } = await view();
    expect([...(hubs ?? [])]).toEqual([
      [ACME.slug, 3],
      [ACME_EU.slug, 1],
    ]);
    expect([...(stacks ?? [])]).toEqual([
      [ACME.slug, expect.objectContaining({ state: 'deployed', status: 'UPDATE_COMPLETE' })],
      [ACME_EU.slug, expect.objectContaining({ name: names(ACME_EU.slug).stack, state: 'absent' })],
    ]);
    expect([unrecorded, notes]).toEqual([[], []]);
  });

  test('things are listed once, however many organizations there are', async () => {
    const calls = async (count: number): Promise<string[]> => {
      aws.calls.length = 0;
      const organizations = Array.from({ length: count }, (_, index) => organization(`org-${index}x`));
      await viewAccount({ ...environment, organizations }, aws.clientsOf);
      return [...aws.calls].sort();
    };
    expect(await calls(50)).toEqual(await calls(2));
  });

  test('and stacks of those that are not in the file', async () => {
    const gone = organization('acme-eu-2');
    aws.stack(names(gone.slug).stack, { tags: { ...stackTags('test', gone.slug) } });
    expect((await view()).unrecorded).toMatchObject([{ slug: 'acme-eu-2', stack: { state: 'deployed' } }]);
  });

  test('what is denied is left out and told, and the rest is shown', async () => {
    aws.refused.set('iot:ListThings', DENIED);
    const { stacks, hubs, notes } = await view();
    expect([stacks?.size, hubs]).toEqual([2, undefined]);
    expect(notes).toEqual([expect.stringMatching(/^hubs are not shown: .*iot:ListThings/)]);
  });

  test('one reason is told once', async () => {
    aws.refused.set('cloudformation:DescribeStacks', DENIED);
    const { stacks, unrecorded, notes } = await view();
    expect([stacks, unrecorded, notes.length]).toEqual([undefined, undefined, 1]);
  });

  test('of another account nothing is shown', async () => {
    aws.account = '999999999999';
    const found = await view();
    expect(found).toEqual({
      notes: [expect.stringMatching(/^stacks and hubs are not shown: environment test is in account 1111/)],
    });
    expect(aws.calls).not.toContain('iot:ListThings');
  });
});

describe('one organization', () => {
  test('with its own hubs by name, its stack and its users', async () => {
    aws.users.set('acme-analyst', { orgSlug: 'acme' });
    expect(await viewOrganization(environment, ANALYST, aws.clientsOf)).toEqual({
      stack: expect.objectContaining({ name: names(ACME.slug).stack, status: 'UPDATE_COMPLETE' }) as object,
      hubs: ['berlin', 'bonn', 'cologne'],
      users: [{ outcome: 'ok', message: 'IAM user acme-analyst of acme exists and is tagged' }],
      notes: [],
    });
  });

  test('that is not deployed', async () => {
    expect(await viewOrganization(environment, ACME_EU, aws.clientsOf)).toMatchObject({
      stack: { state: 'absent' },
      hubs: ['paris'],
      users: [],
    });
  });
});

describe('users of an organization that is about to be added', () => {
  const newco = (...athenaUsers: readonly string[]) => organization('newco', { athenaUsers });

  test('none are asked for where it lists none', async () => {
    expect(await checkUsers(environment, newco(), aws.clientsOf)).toEqual([]);
    expect(aws.calls).toEqual([]);
  });

  test('each is told to exist or not', async () => {
    const findings = await checkUsers(environment, newco('acme-analyst', 'nobody'), aws.clientsOf);
    expect(findings).toMatchObject([
      { outcome: 'ok', message: expect.stringContaining('not tagged yet') as string },
      { outcome: 'failed', message: expect.stringContaining('IAM user nobody') as string },
    ]);
  });

  test.each([
    ['denied', () => aws.refused.set('iam:GetUser', DENIED)],
    ['in another account', () => (aws.account = '999999999999')],
  ])('what is %s is not checked, and no user is missing for it', async (_, prepare) => {
    prepare();
    expect(await checkUsers(environment, newco('jane'), aws.clientsOf)).toEqual([
      { outcome: 'not checked', message: expect.stringMatching(/^whether the IAM users exist: /) as string },
    ]);
  });
});
