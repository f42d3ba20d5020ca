import { PlatformError } from '../../config/errors';

/** What a call that failed says in one line. @throws what is no failed call but a defect of ours. */
export function failedCallText(error: unknown): string {
  if (error instanceof PlatformError) return error.message;
  throw error;
}
