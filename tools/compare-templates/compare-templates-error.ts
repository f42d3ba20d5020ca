import { PlatformError } from '../../config/errors';

/** Templates cannot be read or synthesized, so that nothing is known of their differences. */
export class CompareTemplatesError extends PlatformError {
  readonly code = 'COMPARE_TEMPLATES';

  constructor(message: string) {
    super(message);
    this.name = 'CompareTemplatesError';
  }
}
