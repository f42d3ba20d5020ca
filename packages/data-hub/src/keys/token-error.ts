import { PlatformError } from '../../../../config/errors';

/** Why a key in a token cannot be used. Stable; programs may match it. */
export type TokenErrorCode =
  | 'HUB_PIN_FILE_UNUSABLE'
  | 'HUB_PIN_REFUSED'
  | 'HUB_TOKEN_SUPPORT_MISSING'
  | 'HUB_TOKEN_MODULE_UNUSABLE'
  | 'HUB_TOKEN_ABSENT'
  | 'HUB_TOKEN_KEY_ABSENT'
  | 'HUB_TOKEN_KEY_EXISTS'
  | 'HUB_TOKEN_KEY_WEAK'
  | 'HUB_TOKEN_FAILED';

/** A key in a token cannot be used; the message says why, and what to do. Never quotes a PIN. */
export class TokenKeyError extends PlatformError {
  constructor(
    readonly code: TokenErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'TokenKeyError';
  }
}
