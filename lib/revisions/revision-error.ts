import { PlatformError } from '../../config/errors';

/** A revision cannot be checked out or synthesized, or its templates cannot be read. */
export class RevisionError extends PlatformError {
  readonly code = 'REVISION';

  constructor(message: string) {
    super(message);
    this.name = 'RevisionError';
  }
}
