import { PlatformError } from '../../../../config/errors';
import type { TokenErrorCode } from '../keys/token-error';
import type { ProxyErrorCode } from '../proxy/proxy-error';
import type { FailureKind } from './refresh-schedule';

/** Why the hub's certificate, key or root CA cannot be used; the message says what to do. */
export type KeyPairErrorCode =
  | 'HUB_FILE_UNREADABLE'
  | 'HUB_CERTIFICATE_INVALID'
  | 'HUB_ROOT_CA_INVALID'
  | 'HUB_KEY_INVALID'
  | 'HUB_KEY_ENCRYPTED'
  | 'HUB_KEY_MISMATCH'
  | 'HUB_CERTIFICATE_OF_ANOTHER_HUB'
  | TokenErrorCode;

/** The hub's certificate and key cannot be used together, or not for this hub. */
export class HubKeyPairError extends PlatformError {
  constructor(
    readonly code: KeyPairErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'HubKeyPairError';
  }
}

/** Where a request to the credentials provider ended. */
export type FetchFailureCode =
  | 'DNS_FAILED'
  | 'CONNECTION_FAILED'
  | 'TIMED_OUT'
  | 'SERVER_NOT_TRUSTED'
  | 'CERTIFICATE_REFUSED'
  | 'CREDENTIALS_REFUSED'
  | 'THROTTLED'
  | 'SERVER_FAILED'
  | 'BAD_RESPONSE'
  | 'STOPPED'
  | ProxyErrorCode
  | KeyPairErrorCode;

/** One fetch failed. `kind` decides when the next one is made. */
export class FetchError extends PlatformError {
  constructor(
    readonly code: FetchFailureCode,
    readonly kind: FailureKind,
    message: string,
  ) {
    super(message);
    this.name = 'FetchError';
  }
}

/** There are no valid credentials now. Says why the last fetch failed, and when the next one is made. */
export class CredentialsUnavailableError extends PlatformError {
  readonly code = 'HUB_CREDENTIALS_UNAVAILABLE';

  constructor(
    message: string,
    readonly reason?: FetchFailureCode,
  ) {
    super(message);
    this.name = 'CredentialsUnavailableError';
  }
}
