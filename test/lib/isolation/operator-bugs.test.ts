import type { Json } from '../../../packages/isolation-proof/src/templates/json';
import { prove } from '../../../lib/isolation/proof';
import { ACME, all, type Edit, inResource, platform } from './contract/platform';
import { change, IDENTITY, OPERATOR_BUGS } from './operator-bugs';
import {
  OPERATIONS,
  operatorViolations,
  WITH_OPERATORS,
  WITH_ROLES_OF_OPERATORS,
} from './operators-platform';

test('finds nothing in what ships', () => {
  expect(operatorViolations()).toEqual([]);
  expect(operatorViolations(undefined, WITH_ROLES_OF_OPERATORS)).toEqual([]);
});

test.each(OPERATOR_BUGS)('finds %s', (_bug, edit, what, lens) => {
  const found = operatorViolations(edit);
  expect(found.filter((one) => what.test(one.what)).map((one) => one.lens)).toContain(lens);
});

test('the boundary of auditors is not that of other operators, nor theirs that of auditors', () => {
  const withBoundaryOf = (use: string, other: string): Edit => {
    const boundaries = new Map<Json | undefined, Json>();
    const roles = (change: (properties: Record<string, Json>) => void): Edit =>
      inResource(OPERATIONS, 'AWS::IAM::Role', change);
    return all(
      roles(({ RoleName, PermissionsBoundary = null }) => boundaries.set(RoleName, PermissionsBoundary)),
      roles((properties) => {
        if (properties['RoleName'] !== `ts-test-${use}`) return;
        properties['PermissionsBoundary'] = boundaries.get(`ts-test-${other}`) ?? null;
      }),
    );
  };
  const found = (edit: Edit) => operatorViolations(edit).map(({ what }) => what);
  expect(found(withBoundaryOf('monitor', 'auditor')).join('\n')).toMatch(/monitor may kms:decrypt on /);
  expect(found(withBoundaryOf('auditor', 'monitor')).join('\n')).toMatch(/auditor may iam:passrole on /);
});

describe('who crosses the account', () => {
  const crossing = (edit: Edit): { violations: string[]; notes: readonly string[] } => {
    const claim = prove(platform(edit, WITH_ROLES_OF_OPERATORS)).claims.find(
      ({ id }) => id === 'nothing-public',
    );
    return { violations: (claim?.violations ?? []).map(({ what }) => what), notes: claim?.notes ?? [] };
  };
  const auditor = (part: (properties: Record<string, Json>) => void): Edit =>
    inResource(OPERATIONS, 'AWS::IAM::Role', (properties) => {
      if (properties['RoleName'] === 'ts-test-auditor') part(properties);
    });

  test('is named where it is declared, with its external id', () => {
    const { violations, notes } = crossing(() => undefined);
    expect(violations).toEqual([]);
    expect(notes.join('\n')).toMatch(
      /ts-test-operations\/Auditor\/?\w* is open to 444455556666.*external id/,
    );
  });

  test.each<[string, Edit]>([
    [
      'without an external id',
      change('Roles2', { Condition: { StringLike: { 'sts:SourceIdentity': '*' } } }),
    ],
    [
      'with any external id',
      change('Roles2', {
        Condition: { StringLike: { 'sts:SourceIdentity': '*', 'sts:ExternalId': '*' } },
      }),
    ],
    ['of an account that is not declared', auditor((properties) => delete properties['Tags'])],
    [
      'of another account',
      change('Roles2', { Principal: { AWS: 'arn:aws:iam::999999999999:role/auditors' } }),
    ],
  ])('is a violation %s', (_what, edit) => {
    expect(crossing(edit).violations.join('\n')).toMatch(/lets in arn:aws:iam::\d{12}:role\/auditors/);
  });
});

test('any inline policy on a hub role reaches nothing of another organization', () => {
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
  const edit: Edit = inResource(ACME, 'AWS::IAM::RolePolicy', (properties) => {
    properties['PolicyDocument'] = { Version: '2012-10-17', Statement: [everything] };
  });
  const { claims } = prove(platform(edit, WITH_OPERATORS));
  const isolation = claims.find(({ id }) => id === 'tenant-isolation');
  const lenses = new Set(isolation?.violations.map(({ request }) => request?.lens));
  // The identity alone is open then; what is in force, and the boundary by itself, are not.
  expect([...lenses]).toEqual([IDENTITY]);
});
