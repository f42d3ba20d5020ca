/**
 * Temporary credentials, in the form that every client of the AWS SDK for JavaScript takes: structurally its
 * `AwsCredentialIdentity`, written out so that the library depends on no package of the SDK.
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-smithy-types/Interface/AwsCredentialIdentity/
 */
export interface HubCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** When to ask again, by this machine's clock; earlier than the end of the session. */
  readonly expiration: Date;
}

/**
 * The function that SDK clients take as `credentials`.
 * @throws CredentialsUnavailableError while there are none.
 */
export interface HubCredentialsProvider {
  (): Promise<HubCredentials>;
  /**
   * Tells the SDK that calls are cheap, so that clients ask for each request instead of keeping a copy: they see
   * every refresh at once, and their own rule for copies (dropping valid ones if a provider throws in the last
   * five minutes) never comes into play.
   */
  readonly memoized: true;
}

/** The secret parts of a session, and whose they are. */
export interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}
