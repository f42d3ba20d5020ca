import { inlinePolicy, roleOf } from '../fixtures/organizations';
import { allow, compared, type Version } from './change';

const DATA = 'arn:aws:s3:::acme-data/*';

test('a new principal is told by service, with its statements', () => {
  const worker = roleOf('acme', {
    RoleName: 'acme-worker',
    ...inlinePolicy(allow(['s3:GetObject', 's3:PutObject'], DATA), allow('sns:Publish', 'arn:aws:sns:::x')),
  });
  const { differences } = compared({}, { acme: { Worker: worker } });
  const own = differences.filter(({ principal }) => principal.kind === 'role');
  expect(
    own.map(({ change, principal, actions, resources, statements }) => [
      change,
      principal.presence,
      actions,
      resources,
      statements.map(({ name }) => name),
    ]),
  ).toEqual([
    ['gained', 'head only', ['s3:getobject', 's3:putobject'], [DATA], ['statement 1']],
    ['gained', 'head only', ['sns:publish'], ['arn:aws:sns:::x'], ['statement 2']],
  ]);
  expect(differences.find(({ principal }) => principal.kind === 'service')).toMatchObject({
    change: 'gained',
    actions: ['sts:assumerole'],
    resources: ['arn:aws:iam::111122223333:role/acme-worker'],
  });
});

test('a role that is called otherwise is compared by its construct', () => {
  const before = compared({}, { role: { RoleName: 'acme-other' } });
  const ofRole = before.differences.filter(({ principal }) => principal.kind === 'role');
  expect(ofRole).toEqual([]);
});

test('what is not understood is told with its side, and nothing is compared', () => {
  const strange: Version = {
    statements: [allow('s3:GetObject', DATA, { Condition: { Strange: { 's3:x': 'y' } } })],
  };
  expect(compared({}, strange)).toMatchObject({
    differences: [],
    undecided: [{ place: 'head: acme/Role', reason: expect.stringContaining('Strange') as string }],
  });
  expect(compared(strange, {}).undecided[0]?.place).toBe('base: acme/Role');
});
