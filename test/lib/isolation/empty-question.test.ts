import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import type { Proof } from '../../../packages/isolation-proof/src/judge/prove';
import { prove, examine, verifyEvidence } from '../../../lib/isolation/proof';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { platform, SUSPENDED } from './contract/platform';
import { OPERATED } from './contract/operated-platform';
import {
  inlinePolicy,
  policyOf,
  roleOf,
  tagsOf,
} from '../../packages/isolation-proof/fixtures/organizations';
import { ACCOUNT, stackOf } from '../../packages/isolation-proof/fixtures/stack-of';
import { bucket } from './trap-assemblies';

const SOURCE = { StringEquals: { 'aws:SourceAccount': ACCOUNT } };

/** A tenant's stack in an app that names tenants by another tag. */
function tenantStack(slug: string, properties: JsonObject = {}): StackTemplate {
  return stackOf(
    {
      Role: roleOf(slug, {
        ...inlinePolicy({
          Effect: 'Allow',
          Action: 'dynamodb:*',
          Resource: `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/*`,
        }),
        AssumeRolePolicyDocument: policyOf({
          Effect: 'Allow',
          Principal: { Service: 'ecs-tasks.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: SOURCE,
        }),
        Tags: [{ Key: 'tenantId', Value: slug }],
        ...properties,
      }),
    },
    slug,
  );
}

/** Claims about what only an environment with `operations` has. */
const OF_OPERATIONS = [
  'trail-settings',
  'trail-access',
  'audit-delivery',
  'break-glass',
  'operators',
  'operator-sessions',
  'deployment',
];

const allUnasked = ({ claims }: Proof): string[] =>
  claims.filter(({ verdict }) => verdict === 'nothing to ask').map(({ id }) => id);
const unasked = (proof: Proof): string[] => allUnasked(proof).filter((id) => !OF_OPERATIONS.includes(id));

/** Tests only read them. Whole platforms take a second each, so that they are judged once. */
const PLATFORMS = {
  active: platform(),
  suspended: platform(undefined, SUSPENDED),
  operated: platform(undefined, OPERATED),
};
const proofs = new Map<StackTemplate[], Proof>();
function proofOf(stacks: StackTemplate[]): Proof {
  const known = proofs.get(stacks) ?? prove(stacks);
  proofs.set(stacks, known);
  return known;
}

describe('isolation of nobody is not proved', () => {
  test('principals without an organization: the reason says which tag was looked for, and which are there', () => {
    // GIVEN two tenants that may reach everything of each other, tagged otherwise
    const proof = prove([tenantStack('acme'), tenantStack('acme-eu')]);
    // THEN no claim fails, and nothing is proved
    expect(proof.verdict).toBe('undecided');
    expect(proof.undecided).toEqual([
      {
        place: 'the templates',
        reason: expect.stringMatching(
          /^2 principals \(acme\/Role, acme-eu\/Role\) and no organization; their tags are tenantId: no resource carries the tag orgSlug.*Tags\.of\(stack\)\.add\('orgSlug', 'acme'\)$/,
        ) as string,
      },
    ]);
  });

  test('many principals are not all named', () => {
    const stacks = ['a', 'b', 'c', 'd', 'e'].map((slug) => tenantStack(slug, { Tags: [] }));
    expect(prove(stacks).undecided).toMatchObject([
      {
        reason: expect.stringMatching(
          /^5 principals \(a\/Role, b\/Role, c\/Role, and 2 more\).*; none of them is tagged: /,
        ) as string,
      },
    ]);
  });

  test.each<[string, StackTemplate[], RegExp]>([
    ['no stack', [], /^no organization: no resource carries the tag orgSlug/],
    ['a stack without resources', [stackOf({})], /^no organization: /],
    ['what is shared alone', [bucket()], /^no organization: /],
    [
      'an organization without principals',
      [
        stackOf({
          WorkGroup: [
            'AWS::Athena::WorkGroup',
            {
              Name: 'acme',
              Tags: tagsOf('acme'),
              WorkGroupConfiguration: { EnforceWorkGroupConfiguration: true },
            },
          ],
        }),
      ],
      /^1 organization and no principal/,
    ],
  ])('%s', (_what, stacks, reason) => {
    expect(prove(stacks)).toMatchObject({
      verdict: 'undecided',
      undecided: [{ reason: expect.stringMatching(reason) as string }],
    });
  });

  test('a claim that fails, fails all the same, and what is missing is told beside it', () => {
    const open = { Effect: 'Allow', Principal: { AWS: '999999999999' }, Action: 'sts:AssumeRole' };
    const proof = prove([tenantStack('acme', { AssumeRolePolicyDocument: policyOf(open) })]);
    expect([proof.verdict, proof.undecided.length]).toEqual(['violated', 1]);
  });

  test('the whole verdict is undecided as well, and its contract was asked nothing', () => {
    const verification = examine([tenantStack('acme')], (evidence) => verifyEvidence(evidence));
    expect(verification).toMatchObject({ verdict: 'undecided', contract: { requests: 0, failures: [] } });
  });
});

describe('a claim is asked of what is there', () => {
  test('every claim has a subject where every option is used, and an organization is suspended', () => {
    expect(unasked(proofOf(PLATFORMS.suspended))).toEqual([]);
  });

  test('claims about operations have a subject where there are operations', () => {
    const proof = proofOf(PLATFORMS.operated);
    expect(proof.verdict).toBe('proved');
    expect(allUnasked(proof)).toEqual(['suspension']);
  });

  test('without a suspended organization, suspension has nothing to ask, and the rest is proved', () => {
    const proof = proofOf(PLATFORMS.active);
    expect([proof.verdict, unasked(proof)]).toEqual(['proved', ['suspension']]);
  });

  test.each<[string, StackTemplate[], string[]]>([
    [
      'no hub',
      [
        tenantStack('acme', { Tags: tagsOf('acme') }),
        tenantStack('acme-eu', { Tags: tagsOf('acme-eu') }),
        bucket(),
      ],
      [
        'write-only-hubs',
        'own-hub-folders',
        'raw-readers',
        'own-sources',
        'flows',
        'key-use',
        'key-policies',
        'access-logs',
        'suspension',
        'enrolling-hubs',
      ],
    ],
    [
      'no bucket and no key',
      [stackOf({ Role: roleOf('acme') }, 'acme')],
      [
        'platform-principals',
        'own-hub-folders',
        'raw-readers',
        'own-sources',
        'encryption-and-transport',
        'flows',
        'settings',
        'key-use',
        'key-policies',
        'access-logs',
        'suspension',
        'enrolling-hubs',
      ],
    ],
    [
      'only what is shared',
      [bucket()],
      [
        'tenant-isolation',
        'impersonation',
        'write-only-hubs',
        'own-hub-folders',
        'raw-readers',
        'own-sources',
        'action-ceiling',
        'flows',
        'key-use',
        'key-policies',
        'access-logs',
        'suspension',
        'session-tags',
        'enrolling-hubs',
      ],
    ],
  ])('with %s, claims about it are neither proved nor failed', (_what, stacks, expected) => {
    expect(unasked(prove(stacks))).toEqual(expected);
  });

  test('a claim with nothing to ask asked no question, and any other one did', () => {
    for (const stacks of [PLATFORMS.active, PLATFORMS.suspended, [bucket()]]) {
      for (const { id, verdict, coverage } of proofOf(stacks).claims) {
        expect([id, coverage.questions > 0]).toEqual([id, verdict !== 'nothing to ask']);
      }
    }
  });
});
