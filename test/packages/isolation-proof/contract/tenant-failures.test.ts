import type { Contract } from '../../../../packages/isolation-proof/src/contract/contract';
import { judgeContract } from '../../../../packages/isolation-proof/src/contract/judge-contract';
import { readModel } from '../../../../packages/isolation-proof/src/model/model';
import type { Principal } from '../../../../packages/isolation-proof/src/model/principal';
import { policyOf, roleOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { allow, judge, MODEL, ROLE } from './judged';

describe('organizations that rows cannot be asked of', () => {
  test('templates that do not give names', () => {
    const contract: Contract = {
      rows: { allowed: [], denied: [] },
      of: () => ({ missing: ['keyArn', 'bucket'] }),
    };
    const { failures, requests } = judgeContract(contract, { model: MODEL, tenancy: undefined as never }, [
      'acme',
      'b',
    ]);
    expect([requests, failures.map(({ organization }) => organization)]).toEqual([0, ['acme', 'b']]);
    expect(failures[0]).toEqual({
      row: 'names',
      sentence: 'its templates say where its data, key and queries are',
      organization: 'acme',
      expected: 'allowed',
      actual: 'denied',
      because: 'the templates define no keyArn, bucket',
      statements: [],
      remedy: 'Give the organization all of its resources, with the names that the others have.',
    });
  });

  test('kinds that nobody is of, and principals of no kind', () => {
    const nobody: Principal = { ...ROLE, trust: [] };
    const user: Principal = { ...ROLE, kind: 'user' };
    const { failures } = judge([], { absentKinds: ['hub'], unclassified: [ROLE, nobody, user] });
    const role = `arn:aws:iam::${ACCOUNT}:role/acme-role is of a kind that the specification knows`;
    const common = { row: 'principals', organization: 'acme', expected: 'allowed', actual: 'denied' };
    const recognised = (how: string): string =>
      `Add its kind to the specification, with "recognises: ${how}". Rows that say what it may do are optional: every claim is about it already.`;
    const because = 'no kind recognises it';
    expect(failures).toEqual([
      {
        ...common,
        sentence: 'acme has a principal of the kind: hub',
        because: 'there is none',
        statements: [],
        remedy:
          'The specification requires one of every organization. Add it, or make the kind hub optional.',
      },
      {
        ...common,
        sentence: role,
        because,
        statements: ROLE.trust,
        path: 'acme/Role',
        remedy: recognised("trustedBy('credentials.iot.amazonaws.com')"),
      },
      {
        ...common,
        sentence: role,
        because,
        statements: [],
        path: 'acme/Role',
        remedy: recognised("({ arn }) => arn.endsWith('/acme-role')"),
      },
      {
        ...common,
        sentence: role,
        because,
        statements: ROLE.trust,
        path: 'acme/Role',
        remedy: recognised("({ kind }) => kind === 'user'"),
      },
    ]);
  });
});

describe('a boundary that all organizations share', () => {
  const boundary = (name: string) =>
    [
      'AWS::IAM::ManagedPolicy',
      { ManagedPolicyName: name, PolicyDocument: policyOf(allow('Boundary', '*')) },
    ] as const;
  const bounded = (name: string) =>
    roleOf('acme', { PermissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/${name}` });
  const failuresOf = (model: typeof MODEL, sharedBoundary = true) =>
    judge([], { sharedBoundary }, model).failures;
  const common = {
    row: 'principals',
    sentence: `arn:aws:iam::${ACCOUNT}:role/acme-role is held in by the boundary that all organizations share`,
    organization: 'acme',
    expected: 'denied',
    actual: 'allowed',
    path: 'acme/Role',
    remedy: 'Make the policy of the shared stack its PermissionsBoundary.',
  };

  test('is missed where there is none', () => {
    expect(failuresOf(MODEL)).toEqual([{ ...common, because: 'it has no boundary', statements: [] }]);
    expect(failuresOf(MODEL, false)).toEqual([]);
  });

  test('is missed where the boundary is a policy of the organization itself', () => {
    const model = readModel(twoOrganizations({ Role: bounded('own'), Own: boundary('own') }), { tags: TAGS });
    expect(failuresOf(model)).toMatchObject([
      {
        ...common,
        because: 'its boundary is a policy of its organization',
        statements: [{ name: 'Boundary' }],
      },
    ]);
  });

  test('holds where it stands in a shared stack', () => {
    const shared = stackOf({ Shared: boundary('shared') }, 'shared');
    const model = readModel([...twoOrganizations({ Role: bounded('shared') }), shared], { tags: TAGS });
    expect(failuresOf(model)).toEqual([]);
  });

  test('is not asked of whom no template makes: what an administrator has given a user is not known', () => {
    const policy = { PolicyName: 'ann', PolicyDocument: policyOf(allow('Ann', 'own')), Users: ['ann'] };
    const model = readModel(twoOrganizations({ Policy: ['AWS::IAM::Policy', policy] }), { tags: TAGS });
    expect(model.principals).toHaveLength(3);
    expect(failuresOf(model).map(({ path }) => path)).toEqual(['acme/Role']);
  });
});
