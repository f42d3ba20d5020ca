import { PlatformError } from '../../config/errors';

/** CloudFormation did not come to an end with a stack. */
export class DetectionTimeoutError extends PlatformError {
  readonly code = 'DETECTION_TIMEOUT';

  constructor(stack: string) {
    super(`CloudFormation still detects drift of ${stack} after 15 minutes; run this again later`);
    this.name = 'DetectionTimeoutError';
  }
}
