import { PlatformError } from '../../../../config/errors';

/**
 * `PROXY_FAILED`: the proxy cannot be reached, or cannot reach the server; usually passes by itself.
 * `PROXY_REFUSED`: it does not let this request through, or is no proxy; somebody has to put that right.
 * `PROXY_CREDENTIALS_UNUSABLE`: the file with its user and password cannot be used; nothing was sent.
 */
export type ProxyErrorCode = 'PROXY_FAILED' | 'PROXY_REFUSED' | 'PROXY_CREDENTIALS_UNUSABLE';

/** There is no way through the proxy. The message says what to do, and holds neither user nor password. */
export class ProxyError extends PlatformError {
  /**
   * Has clients of the AWS SDK try again after a failure that passes by itself.
   * https://github.com/smithy-lang/smithy-typescript/blob/main/packages/service-error-classification/src/index.ts
   */
  readonly $retryable?: { readonly throttling: boolean };

  constructor(
    readonly code: ProxyErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'ProxyError';
    if (code === 'PROXY_FAILED') this.$retryable = { throttling: false };
  }
}
