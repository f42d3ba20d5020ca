import { CONTRACT, CONTRACT_PARTS } from '../../../../lib/isolation/contract/contract';
import type { Fixtures } from '../../../../lib/isolation/contract/fixtures';
import type { Kind } from '../../../../lib/isolation/principal-kinds';
import { contractOfTables } from '../../../../packages/isolation-proof/src/contract/contract-of-tables';
import { judgeContract } from '../../../../packages/isolation-proof/src/contract/judge-contract';
import type { ContractFailure } from '../../../../packages/isolation-proof/src/contract/contract-failure';
import type { Contract } from '../../../../packages/isolation-proof/src/contract/contract';
import {
  type PrincipalKind,
  trustedBy,
} from '../../../../packages/isolation-proof/src/contract/principal-kind';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { ACME, type Edit, evidenceOf, platform, withoutResource } from './platform';

const TRANSCRIBER: PrincipalKind<'transcriber'> = {
  id: 'transcriber',
  label: 'Transcriber',
  subject: 'a transcriber',
  recognises: trustedBy('transcribe.amazonaws.com'),
};

/** A role like the nodes', which somebody else may assume and nothing is allowed to. */
function withRole(principal: Json): Edit {
  return (templates) => {
    const resources = templates[ACME]?.Resources ?? {};
    const node = Object.values(resources).find(
      ({ Type, Properties }) =>
        Type === 'AWS::IAM::Role' && JSON.stringify(Properties).includes('ssm.amazonaws.com'),
    );
    if (node === undefined) throw new Error('the organization has no role of nodes');
    resources['NewRole'] = {
      Type: 'AWS::IAM::Role',
      Properties: {
        ...node.Properties,
        RoleName: 'new-role',
        ManagedPolicyArns: [],
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
        },
      },
    };
  };
}

function failuresOf(contract: Contract, edit: Edit): readonly ContractFailure[] {
  return judgeContract(contract, evidenceOf(platform(edit)), ['acme', 'acme-eu']).failures;
}

test.each<[string, Json, string]>([
  [
    'a role that a service assumes',
    { Service: 'transcribe.amazonaws.com' },
    "trustedBy('transcribe.amazonaws.com')",
  ],
  ['another role', { AWS: 'arn:aws:iam::111122223333:root' }, "({ arn }) => arn.endsWith('/new-role')"],
])('of no kind is told with how to declare it: %s', (_what, principal, recognises) => {
  expect(failuresOf(CONTRACT, withRole(principal))).toEqual([
    expect.objectContaining({
      row: 'principals',
      organization: 'acme',
      sentence: 'arn:aws:iam::111122223333:role/new-role is of a kind that the specification knows',
      because: 'no kind recognises it',
      remedy: expect.stringContaining(`"recognises: ${recognises}"`) as string,
    }),
  ]);
});

test('a kind is declared by one entry, and needs no rows', () => {
  const contract = contractOfTables<Fixtures, Kind | 'transcriber'>({
    ...CONTRACT_PARTS,
    kinds: [...CONTRACT_PARTS.kinds, TRANSCRIBER],
  });
  expect(failuresOf(contract, withRole({ Service: 'transcribe.amazonaws.com' }))).toEqual([]);
});

test('rows along the axis of a new kind are asked of it', () => {
  const contract = contractOfTables<Fixtures, Kind | 'transcriber'>({
    ...CONTRACT_PARTS,
    kinds: [...CONTRACT_PARTS.kinds, TRANSCRIBER],
    tables: [
      {
        allowed: {
          'read-catalog': {
            by: TRANSCRIBER.id,
            sentence: ({ who }) => `${who} reads the catalog`,
            requests: ({ shared }) => [
              { action: 'glue:GetTables', resource: shared.catalogArn, context: {} },
            ],
          },
        },
        denied: {},
      },
    ],
  });
  expect(contract.rows.allowed).toEqual([
    { id: 'read-catalog', sentence: 'a transcriber reads the catalog' },
  ]);
  expect(failuresOf(contract, withRole({ Service: 'transcribe.amazonaws.com' }))).toEqual([
    expect.objectContaining({ row: 'read-catalog', organization: 'acme', actual: 'denied' }),
  ]);
});

test('a kind that every organization has to have is told where it is missing', () => {
  expect(failuresOf(CONTRACT, withoutResource(ACME, 'AWS::IoT::Policy'))).toEqual([
    expect.objectContaining({
      sentence: 'acme has a principal of the kind: certificate',
      remedy:
        'The specification requires one of every organization. Add it, or make the kind certificate optional.',
    }),
  ]);
});
