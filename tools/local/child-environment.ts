import { devNull } from 'node:os';
import { join } from 'node:path';
import { shellWord } from '../../packages/data-hub/src/shell-word';
import { UNSUPPORTED_PLATFORM } from '../../packages/data-hub/src/supported-platform';
import type { LocalEndpoint } from './endpoint';

/** The credentials of the emulated account's root user, which hold in no other account. */
export const ROOT_CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' } as const;

type Environment = Readonly<Record<string, string | undefined>>;

export interface CdkEnvironmentOptions {
  readonly endpoint: LocalEndpoint;
  /**
   * File with the CA that signed the endpoint's certificate.
   * @default - none, for plain HTTP
   */
  readonly caFile?: string;
  readonly region: string;
  /** Folder that stands in for the home folder, so that `~/.aws` and `~/.cdk.json` are not found. */
  readonly home: string;
}

/** Variables of the caller that could point a program at a real account, at other settings, or at a proxy. */
const CALLERS_OWN = [/^AWS_/i, /^CDK_/i, /^(?:https?|all|no)_proxy$/i, /^npm_config_.*proxy$/i];

/** The caller's environment without anything about AWS, the CDK or proxies. */
export function withoutAwsSettings(caller: Environment): Record<string, string> {
  const kept = Object.entries(caller).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !CALLERS_OWN.some((pattern) => pattern.test(entry[0])),
  );
  return Object.fromEntries(kept);
}

/**
 * The environment under which the CDK CLI sees no account at all: for a synthesis.
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 */
export function offlineEnvironment(
  caller: Environment,
  { region, home }: Pick<CdkEnvironmentOptions, 'region' | 'home'>,
): Record<string, string> {
  return {
    ...withoutAwsSettings(caller),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
    CI: 'true',
    // The CLI does not ask HOME. It remembers there whose account an access key is, and all emulated ones have the same.
    CDK_HOME: join(home, '.cdk'),
    HOME: home,
    USERPROFILE: home,
    NO_PROXY: '*',
    no_proxy: '*',
  };
}

/** The environment under which the CDK CLI sees the emulated account and no other. */
export function cdkEnvironment(
  caller: Environment,
  { endpoint, caFile, region, home }: CdkEnvironmentOptions,
): Record<string, string> {
  return {
    ...offlineEnvironment(caller, { region, home }),
    AWS_ENDPOINT_URL: endpoint,
    ...(caFile === undefined ? {} : trusting(caFile)),
    AWS_ACCESS_KEY_ID: ROOT_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ROOT_CREDENTIALS.secretAccessKey,
  };
}

/** Where a program of the emulated account runs. */
export interface ProcessContext {
  readonly emulator: { readonly secureEndpoint: LocalEndpoint; readonly caFile: string };
  readonly environment: { readonly region: { readonly name: string } };
  /** Folder that stands in for the home folder. */
  readonly scratch: string;
}

/** The environment of a program that sees the emulated account, and gets its credentials by other means. */
export function processEnvironment({
  emulator,
  environment,
  scratch,
}: ProcessContext): Record<string, string> {
  const {
    AWS_ACCESS_KEY_ID: _id,
    AWS_SECRET_ACCESS_KEY: _secret,
    ...others
  } = cdkEnvironment(process.env, {
    endpoint: emulator.secureEndpoint,
    caFile: emulator.caFile,
    region: environment.region.name,
    home: scratch,
  });
  // The local account and its story run on macOS, too.
  return { ...others, [UNSUPPORTED_PLATFORM]: 'allow' };
}

/** Node.js, and the AWS CLI and boto3, each have a variable of their own for it. */
function trusting(caFile: string): Record<string, string> {
  return { NODE_EXTRA_CA_CERTS: caFile, AWS_CA_BUNDLE: caFile };
}

/**
 * What another terminal has to run so that the CDK, the AWS CLI, SDKs and `data-hub` there use the emulated account.
 * @param configFile config file of AWS with profiles of the account's people and programs
 */
export function shellLines(
  endpoint: LocalEndpoint,
  region: string,
  caFile: string,
  configFile?: string,
): string[] {
  const variables = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    ...trusting(caFile),
    AWS_ACCESS_KEY_ID: ROOT_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ROOT_CREDENTIALS.secretAccessKey,
    ...(configFile === undefined ? {} : { AWS_CONFIG_FILE: configFile }),
    [UNSUPPORTED_PLATFORM]: 'allow',
  };
  return [
    'unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN',
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${shellWord(value)}`),
  ];
}
