import { stackTags } from '../../../config/stack-tags';
import { ACME } from '../../fixtures/environment';
import type { FakeAccount } from './fake-account';
import { accountWithAnalyst, ACME_STACK, badFindings, NAMING, ONE, preflightOf, WHOLE } from './preflight-of';

const SHARED = NAMING.shared.sharedStack;

let aws: FakeAccount;
beforeEach(() => {
  aws = accountWithAnalyst();
});

const bad = (selection = WHOLE): ReturnType<typeof badFindings> => badFindings(aws, selection);

describe('stacks', () => {
  const tags = { ...stackTags('test', ACME.slug) };

  test.each([
    ['REVIEW_IN_PROGRESS', 'ok'],
    ['ROLLBACK_COMPLETE', 'ok'],
    ['CREATE_COMPLETE', 'ok'],
    ['UPDATE_COMPLETE', 'ok'],
    ['UPDATE_ROLLBACK_COMPLETE', 'ok'],
    ['CREATE_IN_PROGRESS', 'failed'],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'failed'],
    ['DELETE_IN_PROGRESS', 'failed'],
    ['CREATE_FAILED', 'failed'],
    ['ROLLBACK_FAILED', 'failed'],
    ['UPDATE_FAILED', 'failed'],
    ['UPDATE_ROLLBACK_FAILED', 'failed'],
    ['DELETE_FAILED', 'failed'],
    ['A_STATUS_OF_NEXT_YEAR', 'failed'],
  ])('%s: %s', async (status, outcome) => {
    aws.stack(ACME_STACK, { status, tags });
    const { checks } = await preflightOf(aws, WHOLE);
    const findings = checks.find(({ check }) => check === 'stacks')?.findings ?? [];
    const finding = findings.find(({ message }) => message.includes(`${ACME_STACK} `));
    expect(finding).toMatchObject({ outcome, message: expect.stringContaining(status) as string });
    expect(finding?.fix === undefined).toBe(outcome === 'ok');
  });

  test('a rollback that left something blocks, and what is left is named', async () => {
    aws.stack(ACME_STACK, {
      status: 'ROLLBACK_COMPLETE',
      tags,
      resources: [
        { type: 'AWS::KMS::Key', physicalId: 'key-1', status: 'DELETE_SKIPPED' },
        { type: 'AWS::IAM::Role', physicalId: 'gone', status: 'DELETE_COMPLETE' },
        { type: 'AWS::IAM::ManagedPolicy', physicalId: '', status: 'CREATE_FAILED' },
      ],
    });
    expect(await bad()).toEqual([
      expect.objectContaining({
        check: 'stacks',
        outcome: 'failed',
        message: expect.stringMatching(/ left AWS::KMS::Key key-1$/) as string,
      }),
    ]);
  });

  test.each([
    ['without tags', {}],
    ['of another environment', { ...tags, environment: 'dev' }],
    ['of another organization', { ...tags, orgSlug: 'acme-eu' }],
  ])('a stack of our name %s is not ours', async (_, foreign) => {
    aws.stack(ACME_STACK, { tags: foreign });
    expect(await bad()).toEqual([
      expect.objectContaining({
        check: 'stacks',
        message: expect.stringContaining("is not this platform's") as string,
      }),
    ]);
  });
});

describe('the shared stack, when an organization is deployed without it', () => {
  test.each([
    ['is not there', () => undefined],
    ['was never created', () => aws.deployed({ ...WHOLE, organizations: [] }, 'ROLLBACK_COMPLETE')],
    ['is in review', () => aws.deployed({ ...WHOLE, organizations: [] }, 'REVIEW_IN_PROGRESS')],
  ])('%s', async (_, given) => {
    given();
    expect(await bad(ONE)).toEqual([
      {
        check: 'shared-stack',
        outcome: 'failed',
        message: expect.stringContaining(SHARED) as string,
        fix: `deploy it first: npm run deploy -- -c environment=test ${SHARED}`,
      },
    ]);
  });

  test('lacks its managed policies', async () => {
    aws.deployed({ ...WHOLE, organizations: [] });
    const stack = aws.stacks.get(SHARED);
    if (stack !== undefined) {
      stack.resources = stack.resources.filter(({ type }) => type !== 'AWS::IAM::ManagedPolicy');
    }
    expect((await bad(ONE)).map(({ message }) => message)).toEqual([
      `the shared stack ${SHARED} does not hold the managed policy ts-test-organization-boundary`,
      `the shared stack ${SHARED} does not hold the managed policy ts-test-enrolment`,
      `the shared stack ${SHARED} does not hold the managed policy ts-test-pipeline-boundary`,
    ]);
  });
});
