import { NotAllowedError } from './errors';

/** How the services used here word a refusal; anything else that goes wrong is no refusal. */
const REFUSALS = /^(?:AccessDenied|AccessDeniedException|AccessDeniedFault|UnauthorizedOperation)$/;

/** Whether an error says that policies do not allow the request. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof NotAllowedError || (error instanceof Error && REFUSALS.test(error.name));
}
