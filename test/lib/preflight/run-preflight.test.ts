import { stackTags } from '../../../config/stack-tags';
import { PREFLIGHT_EXIT_CODES, preflightText } from '../../../lib/preflight/report';
import { serviceError } from '../hubs/fixtures/service-error';
import { ACME, environment, organization } from '../../fixtures/environment';
import type { FakeAccount } from './fake-account';
import {
  accountWithAnalyst,
  ACME_STACK,
  badFindings,
  ONE,
  preflightOf,
  WHOLE,
  wholeOf,
} from './preflight-of';

let aws: FakeAccount;
beforeEach(() => {
  aws = accountWithAnalyst();
});

const preflight = (selection = WHOLE): ReturnType<typeof preflightOf> => preflightOf(aws, selection);
const bad = (selection = WHOLE): ReturnType<typeof badFindings> => badFindings(aws, selection);

describe('what is ready to deploy', () => {
  test.each([
    ['an empty account', WHOLE, (): unknown => undefined],
    ['an account where all is deployed', WHOLE, (): unknown => aws.deployed(WHOLE)],
    [
      'one organization, when the shared stack is deployed',
      ONE,
      (): unknown => aws.deployed({ ...WHOLE, organizations: [] }),
    ],
  ] as const)('%s', async (_, selection, given) => {
    given();
    const report = await preflight(selection);
    expect([report.outcome, await bad(selection)]).toEqual(['ok', []]);
    expect(PREFLIGHT_EXIT_CODES[report.outcome]).toBe(0);
  });

  test('is found with nothing but reads', async () => {
    aws.stack(ACME_STACK, { status: 'ROLLBACK_COMPLETE', tags: { ...stackTags('test', ACME.slug) } });
    await preflight();
    expect(
      aws.calls.filter((call) => !/^(?:\w+:(?:Get|List|Describe|Head)|sts:AssumeRole)/.test(call)),
    ).toEqual([]);
  });

  test('is found with the caller’s own permissions where the roles of cdk bootstrap cannot be taken on', async () => {
    aws.mayAssume = false;
    const report = await preflight();
    expect(report.outcome).toBe('ok');
    expect(report.checks[0]?.findings).toEqual([
      { outcome: 'ok', message: 'account 111122223333 is read with your own permissions' },
    ]);
  });
});

describe('credentials', () => {
  test('of another account fail, and nothing else is asked of it', async () => {
    aws.account = '999999999999';
    const report = await preflight();
    expect(report.outcome).toBe('failed');
    expect(report.checks[0]?.findings[0]?.message).toMatch(
      /in account 111122223333, and you are in 999999999999/,
    );
    expect(new Set(aws.calls)).toEqual(new Set(['sts:AssumeRole', 'sts:GetCallerIdentity']));
  });

  test('that have ended leave everything unchecked', async () => {
    aws.refused.set('sts:AssumeRole', serviceError('ExpiredToken', 'expired', 403));
    const { outcome, checks } = await preflight();
    expect(outcome).toBe('not checked');
    expect(new Set(checks.flatMap(({ findings }) => findings.map((finding) => finding.outcome)))).toEqual(
      new Set(['not checked']),
    );
  });
});

test.each([
  ['an account without it', undefined, /is not bootstrapped/],
  ['an old version', '5', /version 5, and 6 is needed/],
  ['a version that is no number', 'x', /version x, and 6 is needed/],
])('bootstrap: %s fails', async (_, version, message) => {
  aws.bootstrapVersion = version;
  expect(await bad()).toEqual([
    {
      check: 'bootstrap',
      outcome: 'failed',
      message: expect.stringMatching(message) as string,
      fix: 'run: npx cdk bootstrap aws://111122223333/eu-central-1',
    },
  ]);
});

describe('users', () => {
  test('every one that does not exist is named, with its organization and the file', async () => {
    const listed = [
      organization('acme', { athenaUsers: ['ann', 'bob'] }),
      organization('acme-eu', { athenaUsers: ['carol'] }),
    ];
    aws.users.set('bob', {});
    expect(await bad(wholeOf(environment({ organizations: listed })))).toEqual([
      {
        check: 'users',
        outcome: 'failed',
        message: 'IAM user ann, which acme lists in athenaUsers, does not exist',
        fix: 'create it, or correct it in environments/test.json',
      },
      expect.objectContaining({
        message: 'IAM user carol, which acme-eu lists in athenaUsers, does not exist',
      }),
    ]);
  });

  test.each([
    ['its organization’s', 'acme', /is tagged$/],
    ['none', undefined, /is not tagged yet/],
    ['another organization’s', 'acme-eu', /is not tagged yet/],
  ])('one with tag %s is told so', async (_, tag, message) => {
    aws.users.set('acme-analyst', tag === undefined ? {} : { orgSlug: tag });
    const { checks } = await preflight();
    expect(checks.find(({ check }) => check === 'users')?.findings).toEqual([
      { outcome: 'ok', message: expect.stringMatching(message) as string },
    ]);
  });
});

describe('what cannot be asked is never a pass', () => {
  test('whichever call is denied, and the other checks are made all the same', async () => {
    aws.deployed({ ...WHOLE, organizations: [] });
    await preflight(ONE);
    await preflight();
    const actions = [...new Set(aws.calls)].filter((call) => !call.startsWith('sts:'));
    expect(actions.length).toBeGreaterThan(12);
    for (const action of actions) {
      aws.refused.clear();
      aws.refused.set(action, serviceError('AccessDenied', `not authorized to perform: ${action}`, 403));
      const [one, whole] = [await preflight(ONE), await preflight()];
      const denied = [one, whole].filter(({ outcome }) => outcome === 'not checked');
      expect([action, denied.length > 0]).toEqual([action, action !== 's3:HeadBucket']);
      for (const report of denied) {
        const text = preflightText(report);
        expect(text).toContain(`AWS denies ${action}`);
        expect(text).toContain('Not known to be ready');
        expect(report.checks.some(({ findings }) => findings.some(({ outcome }) => outcome === 'ok'))).toBe(
          true,
        );
      }
    }
  });

  test('and neither counts where something failed', async () => {
    aws.refused.set('glue:GetDatabases', serviceError('AccessDenied', 'denied', 403));
    aws.users.clear();
    expect((await preflight()).outcome).toBe('failed');
  });
});

describe('the text', () => {
  test('shows what is wrong first, with what to do below it, and counts what is good', async () => {
    const many = Array.from({ length: 12 }, (_, index) => organization(`org-${index}`));
    aws.bootstrapVersion = undefined;
    const lines = preflightText(await preflight(wholeOf(environment({ organizations: many })))).split('\n');
    expect(lines).toContain(
      'failed       bootstrap: aws://111122223333/eu-central-1 is not bootstrapped for the CDK',
    );
    expect(lines).toContain('             run: npx cdk bootstrap aws://111122223333/eu-central-1');
    expect(lines).toContain('ok           stacks: 8 more');
    expect(lines.at(-1)).toBe(
      'Not ready to deploy: environment test in 111122223333, eu-central-1. Nothing was changed.',
    );
  });

  test.each([
    ['ok', 0],
    ['failed', 1],
    ['not checked', 2],
  ] as const)('%s exits with %d', (outcome, code) => {
    expect(PREFLIGHT_EXIT_CODES[outcome]).toBe(code);
  });
});
