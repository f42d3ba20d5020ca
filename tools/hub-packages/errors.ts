import { PlatformError } from '../../config/errors';

/** A package of hubs could not be made, or does not do what it has to. */
export class PackagingError extends PlatformError {
  readonly code = 'PACKAGING';

  /** @param said what the program said that failed, a line each */
  constructor(message: string, said: readonly string[] = []) {
    super([message, ...said].join('\n'));
    this.name = 'PackagingError';
  }
}
