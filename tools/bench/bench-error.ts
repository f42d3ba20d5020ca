import { PlatformError } from '../../config/errors';

/** A measured process ended without a measurement. */
export class BenchError extends PlatformError {
  readonly code = 'BENCH';

  constructor(message: string) {
    super(message);
    this.name = 'BenchError';
  }
}
