import { PlatformError } from '../../config/errors';

/** Mutants cannot be made or judged, or what was asked for does not exist. */
export class MutationError extends PlatformError {
  readonly code = 'MUTATION';

  constructor(message: string) {
    super(message);
    this.name = 'MutationError';
  }
}
