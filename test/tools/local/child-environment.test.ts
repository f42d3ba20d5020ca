import { execFileSync } from 'node:child_process';
import {
  cdkEnvironment,
  processEnvironment,
  shellLines,
  withoutAwsSettings,
} from '../../../tools/local/child-environment';
import { requireLocalEndpoint } from '../../../tools/local/endpoint';

const endpoint = requireLocalEndpoint('https://localhost:5000');

/** A caller who is logged in to a real account, behind a proxy, with settings of their own. */
const caller = {
  PATH: '/usr/bin',
  LANG: 'C',
  HOME: '/home/somebody',
  UNSET: undefined,
  AWS_PROFILE: 'production',
  AWS_ACCESS_KEY_ID: 'real',
  AWS_SESSION_TOKEN: 'real',
  AWS_ENDPOINT_URL_IAM: 'https://iam.amazonaws.com',
  AWS_CA_BUNDLE: '/etc/ca.pem',
  aws_region: 'us-east-1',
  CDK_DEFAULT_ACCOUNT: '999999999999',
  CDK_VALIDATION: 'false',
  HTTP_PROXY: 'http://proxy:3128',
  https_proxy: 'http://proxy:3128',
  all_proxy: 'http://proxy:3128',
  npm_config_https_proxy: 'http://proxy:3128',
};

describe('withoutAwsSettings', () => {
  test('keeps only what says nothing of AWS, the CDK or proxies', () => {
    expect(withoutAwsSettings(caller)).toEqual({ PATH: '/usr/bin', LANG: 'C', HOME: '/home/somebody' });
  });
});

describe('cdkEnvironment', () => {
  const env = cdkEnvironment(caller, {
    endpoint,
    caFile: '/tmp/ca.pem',
    region: 'eu-central-1',
    home: '/tmp/empty',
  });

  test('sets every AWS variable itself', () => {
    const aws = Object.fromEntries(Object.entries(env).filter(([name]) => /^aws/i.test(name)));

    expect(aws).toEqual({
      AWS_ENDPOINT_URL: 'https://localhost:5000',
      AWS_CA_BUNDLE: '/tmp/ca.pem',
      AWS_REGION: 'eu-central-1',
      AWS_DEFAULT_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
  });

  test('trusts the CA of the account', () => {
    expect(env['NODE_EXTRA_CA_CERTS']).toBe('/tmp/ca.pem');
  });

  test('hides the home folder, and sends nothing through a proxy', () => {
    expect(env).toMatchObject({
      // The CDK CLI finds the home folder by itself, and keeps there whose account an access key is.
      CDK_HOME: '/tmp/empty/.cdk',
      HOME: '/tmp/empty',
      USERPROFILE: '/tmp/empty',
      NO_PROXY: '*',
      no_proxy: '*',
    });
    expect(JSON.stringify(env)).not.toContain('proxy:3128');
  });

  test('asks the CLI for no news and no usage data', () => {
    const cdk = Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('CDK_DISABLE')));

    expect(cdk).toEqual({ CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_DISABLE_VERSION_CHECK: 'true' });
    expect(env['CI']).toBe('true');
  });
});

test('a program that gets its credentials by other means has none in its environment', () => {
  const region = { name: 'eu-central-1' };
  const emulator = { secureEndpoint: endpoint, caFile: '/tmp/ca.pem' };
  const env = processEnvironment({ emulator, environment: { region }, scratch: '/tmp/scratch' });
  expect(env).toMatchObject({
    AWS_ENDPOINT_URL: endpoint,
    AWS_CA_BUNDLE: '/tmp/ca.pem',
    HOME: '/tmp/scratch',
  });
  expect(Object.keys(env).filter((name) => /^AWS_.*(?:KEY|TOKEN)/.test(name))).toEqual([]);
});

describe('shellLines', () => {
  test('give another terminal the endpoint, its CA, the Region and credentials, and take its profile away', () => {
    expect(shellLines(endpoint, 'eu-central-1', '/tmp/ca.pem')).toEqual([
      'unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN',
      'export AWS_ENDPOINT_URL=https://localhost:5000',
      'export AWS_REGION=eu-central-1',
      'export AWS_DEFAULT_REGION=eu-central-1',
      'export NODE_EXTRA_CA_CERTS=/tmp/ca.pem',
      'export AWS_CA_BUNDLE=/tmp/ca.pem',
      'export AWS_ACCESS_KEY_ID=test',
      'export AWS_SECRET_ACCESS_KEY=test',
      'export DATA_HUB_UNSUPPORTED_PLATFORM=allow',
    ]);
  });

  test('give it the profiles of the account, where there are some', () => {
    expect(shellLines(endpoint, 'eu-central-1', '/tmp/ca.pem', '/tmp/aws-config')).toContain(
      'export AWS_CONFIG_FILE=/tmp/aws-config',
    );
  });

  test.each(['/tmp/my files/ca.pem', "/tmp/it's $HOME/ca.pem"])('mean %s to a shell', (caFile) => {
    const script = [...shellLines(endpoint, 'eu-central-1', caFile), 'printf %s "$NODE_EXTRA_CA_CERTS"'];

    expect(execFileSync('sh', ['-c', script.join('\n')], { encoding: 'utf8' })).toBe(caFile);
  });
});
