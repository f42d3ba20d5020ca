import { namedResources } from '../../../lib/preflight/named-resources';
import { KINDS, type ResourceKind } from '../../../lib/preflight/names-in-use';
import { ACME, ACME_EU } from '../../fixtures/environment';
import type { FakeAccount } from './fake-account';
import { accountWithAnalyst, ACME_STACK, badFindings, NAMING, WHOLE, WITH_SAML } from './preflight-of';

let aws: FakeAccount;
beforeEach(() => {
  aws = accountWithAnalyst();
});

const bad = (selection = WHOLE): ReturnType<typeof badFindings> => badFindings(aws, selection);

describe('names', () => {
  const selectionWith = (kind: ResourceKind): typeof WHOLE => (kind === 'SAML provider' ? WITH_SAML : WHOLE);
  const resources = [WHOLE, WITH_SAML].flatMap((selection) => namedResources(selection, NAMING));
  const kinds = Object.keys(KINDS) as ResourceKind[];
  const oneOf = (kind: ResourceKind): string => resources.find((one) => one.kind === kind)?.name ?? '';

  test('a resource of every kind is named by some stack', () => {
    expect(kinds.filter((kind) => oneOf(kind) === '')).toEqual([]);
  });

  test.each(kinds)(
    'a %s of our name that no stack of ours holds is found, on the last page too',
    async (kind) => {
      aws.names.get(kind)?.push(oneOf(kind));
      expect(await bad(selectionWith(kind))).toEqual([
        {
          check: 'names',
          outcome: 'failed',
          message: expect.stringContaining(`the ${kind} ${oneOf(kind)} exists, and stack `) as string,
          fix: expect.stringContaining('docs/engineer/deploying.md') as string,
        },
      ]);
    },
  );

  test.each(['role', 'user'] as const)('every listing of a %s begins at the first page', async (kind) => {
    aws.names.get(kind)?.unshift(oneOf(kind));
    expect(await bad()).toHaveLength(1);
    expect(await bad()).toHaveLength(1);
  });

  test('the stack that has it is named', async () => {
    const name = oneOf('workgroup');
    aws.names.get('workgroup')?.push(name);
    aws.stack('queries', { resources: [{ type: 'AWS::Athena::WorkGroup', physicalId: name }] });
    expect((await bad()).map(({ message }) => message)).toEqual([
      expect.stringMatching(/: it belongs to stack queries$/) as string,
    ]);
  });

  test.each(['role', 'managed policy', 'user'] as const)(
    'IAM does not tell a %s apart by case',
    async (kind) => {
      aws.names.get(kind)?.push(oneOf(kind).toUpperCase());
      expect(await bad()).toHaveLength(1);
    },
  );

  test('another organization’s resources of a longer name take nothing', async () => {
    aws.deployed({ ...WHOLE, shared: false, organizations: [ACME_EU] });
    expect(await bad()).toEqual([]);
  });

  test('a resource of the same name and another type in the own stack hides nothing', async () => {
    aws.deployed(WHOLE);
    const { dataHubRole } = NAMING.organization(ACME.slug);
    const stack = aws.stacks.get(ACME_STACK);
    if (stack !== undefined) {
      stack.resources = stack.resources.filter(
        ({ type, physicalId }) => type !== 'AWS::IAM::Role' || physicalId !== dataHubRole,
      );
    }
    expect((await bad()).map(({ message }) => message)).toEqual([
      expect.stringContaining(`the role ${dataHubRole} exists`) as string,
    ]);
  });

  test.each([
    [200, 'failed'],
    [403, 'failed'],
    [301, 'failed'],
    [500, 'not checked'],
  ])('a bucket that answers %d: %s', async (status, outcome) => {
    aws.bucketsElsewhere.set(NAMING.shared.rawBucket, status);
    expect(await bad()).toEqual([expect.objectContaining({ check: 'names', outcome })]);
  });
});
