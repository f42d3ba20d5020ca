import type { PrivateKey } from '../keys/private-key';

/** A request for credentials: `GET <endpoint>/role-aliases/<alias>/credentials` over mutual TLS. */
export interface CredentialsRequest<Key extends PrivateKey = PrivateKey> {
  /** Origin of the credentials provider. */
  readonly endpoint: string;
  readonly roleAlias: string;
  readonly thingName: string;
  /** PEM. */
  readonly certificate: string;
  /** Secret if it is PEM. */
  readonly privateKey: Key;
  /** PEM of the root CA that the server's certificate has to lead to. */
  readonly rootCa: string;
}

/** What the server answered, whatever the status. */
export interface CredentialsResponse {
  readonly status: number;
  /** Header `Date`, by the server's clock. */
  readonly date?: string | undefined;
  /** Header `x-amzn-ErrorType`. */
  readonly errorType?: string | undefined;
  /** Secret if the status is 200. */
  readonly body: string;
}

/**
 * Sends one request and waits for the whole answer.
 * @throws FetchError if there is no answer: a server that cannot be reached or trusted, a key in a token that cannot
 * be used, or a timeout.
 */
export type Transport<Key extends PrivateKey = PrivateKey> = (
  request: CredentialsRequest<Key>,
  signal?: AbortSignal,
) => Promise<CredentialsResponse>;

/** https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html */
export function credentialsPath({ roleAlias }: Pick<CredentialsRequest, 'roleAlias'>): string {
  return `/role-aliases/${encodeURIComponent(roleAlias)}/credentials`;
}

export function credentialsHeaders({
  thingName,
}: Pick<CredentialsRequest, 'thingName'>): Record<string, string> {
  // Without it the credentials are not bound to the hub, and its role denies everything.
  return { 'x-amzn-iot-thingname': thingName, accept: 'application/json' };
}
