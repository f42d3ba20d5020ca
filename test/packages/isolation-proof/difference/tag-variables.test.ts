import { inlinePolicy, roleOf } from '../fixtures/organizations';
import { allow, compared, lines, type Version } from './change';

const OWN = 'arn:aws:s3:::data/${aws:PrincipalTag/orgSlug}/*';

test('what a new role may do with its tag is told with the value of the tag', () => {
  const worker = roleOf('acme', { RoleName: 'acme-worker', ...inlinePolicy(allow('s3:GetObject', OWN)) });
  expect(lines(compared({}, { acme: { Worker: worker } }))).toEqual([
    'credentials.iot.amazonaws.com gained: sts:assumerole on arn:aws:iam::111122223333:role/acme-worker',
    'acme-worker gained: s3:getobject on arn:aws:s3:::data/acme/*',
  ]);
});

test('what a role may do that gets its first tag is told with the value of the tag, too', () => {
  const platform = (Tags: { Key: string; Value: string }[]): Version => ({
    shared: {
      Platform: [
        'AWS::IAM::Role',
        {
          ...roleOf('acme', {
            RoleName: 'platform',
            ...inlinePolicy(allow('s3:GetObject', 'arn:aws:s3:::data/${aws:PrincipalTag/team}/*')),
          })[1],
          Tags,
        },
      ],
    },
  });
  expect(lines(compared(platform([]), platform([{ Key: 'team', Value: 'blue' }])))).toEqual([
    'platform gained: s3:getobject on arn:aws:s3:::data/blue/*',
  ]);
  expect(lines(compared(platform([{ Key: 'team', Value: 'blue' }]), platform([])))).toEqual([
    'platform lost: s3:getobject on arn:aws:s3:::data/blue/*',
  ]);
});
