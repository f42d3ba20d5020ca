import { printedTagUserCalls } from '../../../tools/local/athena-users';

const KEY = 'arn:aws:kms:eu-central-1:123456789012:key/1';

describe('printedTagUserCalls', () => {
  test('reads the commands out of the outputs, and only those', () => {
    const calls = printedTagUserCalls({
      KeyArn: KEY,
      TagAthenaUser1: `aws iam tag-user --user-name acme-analyst --tags Key=orgSlug,Value=acme Key=orgKeyArn,Value=${KEY}`,
      TagAthenaUser2: 'aws iam tag-user --user-name a.b@acme --tags Key=orgSlug,Value=acme-eu',
    });

    expect(calls).toEqual([
      {
        userName: 'acme-analyst',
        tags: [
          { Key: 'orgSlug', Value: 'acme' },
          { Key: 'orgKeyArn', Value: KEY },
        ],
      },
      { userName: 'a.b@acme', tags: [{ Key: 'orgSlug', Value: 'acme-eu' }] },
    ]);
  });

  test.each([
    'aws iam tag-role --role-name acme --tags Key=orgSlug,Value=acme',
    'aws iam tag-user --user-name acme --tags',
    'aws iam tag-user --user-name acme --tags orgSlug=acme',
    'aws iam tag-user --user-name acme --tags Key=orgSlug,Value=',
    'aws iam tag-user --user-name acme --tags Key=orgSlug,Value=acme; rm -r /',
  ])('refuses %s', (command) => {
    expect(() => printedTagUserCalls({ TagAthenaUser1: command })).toThrow(
      expect.objectContaining({ code: 'TAG_USER' }) as Error,
    );
  });
});
