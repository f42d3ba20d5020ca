import { PlatformError } from '../../config/errors';

/** A review could not be posted. */
export class ReviewCommentError extends PlatformError {
  readonly code = 'REVIEW_COMMENT';

  constructor(message: string) {
    super(message);
    this.name = 'ReviewCommentError';
  }
}
