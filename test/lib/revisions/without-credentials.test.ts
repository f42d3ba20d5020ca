import { withoutCredentials } from '../../../lib/revisions/without-credentials';

test('whatever could lead to credentials is taken away, and everything else stays', () => {
  const variables = {
    PATH: '/bin',
    HOME: '/home/x',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_PROFILE: 'p',
    AWS_WEB_IDENTITY_TOKEN_FILE: 't',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: 'u',
    CDK_DEFAULT_ACCOUNT: '1',
  };
  expect(withoutCredentials(variables)).toEqual({
    PATH: '/bin',
    HOME: '/home/x',
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
});
