import { PlatformError } from '../../../../config/errors';

/** Why a hub could not renew its certificate. */
export type RenewalErrorCode =
  'HUB_RENEWAL_KEY_IN_TOKEN' | 'HUB_RENEWAL_UNWRITABLE' | 'HUB_RENEWAL_CERTIFICATE' | 'HUB_RENEWAL_BUSY';

/** A renewal did not get on, and nobody's certificate is worse for it. The message says what to do. */
export class RenewalError extends PlatformError {
  constructor(
    readonly code: RenewalErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'RenewalError';
  }
}
