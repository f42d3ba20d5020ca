import type { HubCredentials } from '../credentials/identity';

/** How `data-hub credentials` can write them; the first is the default. */
export const CREDENTIALS_FORMATS = ['process', 'env', 'ini', 'json'] as const;
export type CredentialsFormat = (typeof CREDENTIALS_FORMATS)[number];

/** Name of the profile in {@link CREDENTIALS_FORMATS} `ini` and in a credentials file, unless another is asked for. */
export const DEFAULT_PROFILE = 'hub';

/**
 * Credentials as text, without a line break at its end. Secret.
 * - `process`: what the AWS CLI and every SDK read from a `credential_process`;
 * - `env`: lines for a shell to evaluate, with the variables that AWS tools read;
 * - `ini`: a profile of the file `~/.aws/credentials`;
 * - `json`: an object with the names that the SDK for JavaScript has for them.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-static-credentials.html
 * @param profile name of the profile, for `ini`.
 */
export function credentialsText(
  format: CredentialsFormat,
  credentials: HubCredentials,
  profile = DEFAULT_PROFILE,
): string {
  return WRITERS[format](credentials, profile);
}

/**
 * The settings of a profile in `~/.aws/credentials`, by name. Secret.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function profileSettings(credentials: HubCredentials): ReadonlyMap<string, string> {
  return new Map([
    ['aws_access_key_id', credentials.accessKeyId],
    ['aws_secret_access_key', credentials.secretAccessKey],
    ['aws_session_token', credentials.sessionToken],
  ]);
}

const WRITERS: Record<CredentialsFormat, (credentials: HubCredentials, profile: string) => string> = {
  process: ({ accessKeyId, secretAccessKey, sessionToken, expiration }) =>
    JSON.stringify({
      Version: 1,
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: expiration.toISOString(),
    }),
  env: ({ accessKeyId, secretAccessKey, sessionToken, expiration }) =>
    Object.entries({
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      AWS_CREDENTIAL_EXPIRATION: expiration.toISOString(),
    })
      .map(([name, value]) => `export ${name}=${singleQuoted(value)}`)
      .join('\n'),
  ini: (credentials, profile) =>
    [`[${profile}]`, ...[...profileSettings(credentials)].map(([name, value]) => `${name} = ${value}`)].join(
      '\n',
    ),
  json: ({ accessKeyId, secretAccessKey, sessionToken, expiration }) =>
    JSON.stringify({ accessKeyId, secretAccessKey, sessionToken, expiration: expiration.toISOString() }),
};

/** One word for a POSIX shell, in which nothing is special. */
function singleQuoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
