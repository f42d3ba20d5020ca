import { PlatformError } from '../../config/errors';

/** What a call that failed says in one line. @throws what is no failed call but a defect of ours. */
export function failureText(error: unknown): string {
  if (error instanceof PlatformError) return error.message.replace(/\n/g, '; ');
  throw error;
}
