import { stackTags } from '../../../config/stack-tags';
import { ACME, organization } from '../../fixtures/environment';
import type { FakeAccount } from './fake-account';
import { accountWithAnalyst, badFindings, NAMING, ONE, preflightOf, WHOLE, wholeOf } from './preflight-of';

const GONE = organization('acme-eu-2');
const STACK = NAMING.organization(GONE.slug).stack;
const TAGS = { ...stackTags('test', GONE.slug) };
const PAGE = 'docs/engineer/organizations.md#remove-an-organization';

let aws: FakeAccount;
beforeEach(() => {
  aws = accountWithAnalyst().deployed(WHOLE);
});

const findings = async (selection = WHOLE): Promise<unknown> =>
  (await preflightOf(aws, selection)).checks.find(({ check }) => check === 'removed-organizations')?.findings;

test('organizations that are deployed and recorded are well', async () => {
  expect(await findings()).toEqual([
    { outcome: 'ok', message: 'all organizations that are deployed (2) are in environments/test.json' },
  ]);
});

test('one whose entry is gone is named, with both ways out, and nothing else is wrong', async () => {
  aws.stack(STACK, { status: 'UPDATE_COMPLETE', tags: TAGS });
  expect(await badFindings(aws, WHOLE)).toEqual([
    {
      check: 'removed-organizations',
      outcome: 'failed',
      message: `stack ${STACK} is deployed (UPDATE_COMPLETE), and environments/test.json has no organization "acme-eu-2"`,
      fix: `record it: npm run organizations -- add acme-eu-2 --environment test; if it is to go, suspend and remove it as in ${PAGE}`,
    },
  ]);
});

test('one whose slug is a prefix of a recorded one is not taken for it', async () => {
  const { environment } = WHOLE;
  const rest = environment.organizations.filter(({ slug }) => slug !== ACME.slug);
  expect(await badFindings(aws, wholeOf({ ...environment, organizations: rest }))).toEqual([
    expect.objectContaining({ message: expect.stringContaining('no organization "acme"') as string }),
  ]);
});

describe('one whose slug is retired', () => {
  const { environment } = WHOLE;
  const retiredSlugs = [{ slug: GONE.slug, retiredOn: '2026-03-31', reason: 'Gone' }];
  const selection = wholeOf({ ...environment, retiredSlugs });

  test('is wrong as long as its stack is there: the record says that it is not', async () => {
    aws.stack(STACK, { status: 'DELETE_FAILED', tags: TAGS });
    const [finding, ...others] = await badFindings(aws, selection);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      outcome: 'failed',
      message: `stack ${STACK} is still there (DELETE_FAILED), and its slug was retired on 2026-03-31`,
    });
    expect(finding?.fix).toContain(`delete-stack --stack-name ${STACK} --region eu-central-1`);
  });

  test.each(['DELETE_IN_PROGRESS', 'DELETE_COMPLETE'])('is well with %s', async (status) => {
    aws.stack(STACK, { status, tags: TAGS });
    expect(await badFindings(aws, selection)).toEqual([]);
  });
});

test.each([
  ['of another environment', STACK, 'CREATE_COMPLETE', { ...TAGS, environment: 'dev' }],
  ['that somebody made by hand', STACK, 'CREATE_COMPLETE', { ...TAGS, 'managed-by': 'me' }],
  ['of a pipeline', `${STACK}-pipeline`, 'CREATE_COMPLETE', TAGS],
  ['with a tag that is no slug', STACK, 'CREATE_COMPLETE', { ...TAGS, orgSlug: 'A' }],
  ['without tags', STACK, 'CREATE_COMPLETE', {}],
  ['that was never created', STACK, 'ROLLBACK_COMPLETE', TAGS],
])('a stack %s holds no organization of this environment', async (_, name, status, tags) => {
  aws.stack(name, { status, tags });
  expect(await badFindings(aws, WHOLE)).toEqual([]);
});

test('the deployment of one organization alone does not depend on the others', async () => {
  aws.stack(STACK, { tags: TAGS });
  expect(await findings(ONE)).toEqual([]);
});

test('stacks that cannot be read are not checked, which is no pass', async () => {
  aws.refused.set('cloudformation:DescribeStacks', new TypeError('fetch failed'));
  expect(await findings()).toMatchObject([{ outcome: 'not checked' }]);
});
