/** A request for credentials: `GET <endpoint>/role-aliases/<alias>/credentials` over mutual TLS. */
export interface CredentialsRequest {
  /** Origin of the credentials provider. */
  readonly endpoint: string;
  readonly roleAlias: string;
  readonly thingName: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM. Secret. */
  readonly privateKey: string;
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
 * @throws FetchError if there is no answer: a server that cannot be reached or trusted, or a timeout.
 */
export type Transport = (request: CredentialsRequest, signal?: AbortSignal) => Promise<CredentialsResponse>;
