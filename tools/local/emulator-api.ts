import { z } from 'zod';
import type { LocalEndpoint } from './endpoint';
import { EmulatorError, NotAllowedError } from './errors';

const FORBIDDEN = 403;
const LONGEST_QUOTE = 500;
const refusalSchema = z.object({ message: z.string() });

/**
 * Asks what the emulator offers besides AWS, at `/emulator-api/`.
 * @param path for example `decide`
 * @param body sent as JSON
 * @default body - none
 * @throws NotAllowedError if deployed policies do not allow it, EmulatorError if it cannot be done
 */
export async function askEmulator<Answer>(
  endpoint: LocalEndpoint,
  [method, path]: readonly ['GET' | 'POST' | 'PUT' | 'DELETE', string],
  answer: z.ZodType<Answer>,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(new URL(`/emulator-api/${path}`, endpoint), {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status === FORBIDDEN) throw new NotAllowedError(refusalSchema.parse(JSON.parse(text)).message);
  const parsed = response.ok ? answer.safeParse(JSON.parse(text)) : undefined;
  if (parsed?.success === true) return parsed.data;
  // What was answered as it should be may hold credentials; only what went wrong is quoted.
  const reason = response.ok ? 'an answer of another form' : text.slice(0, LONGEST_QUOTE);
  throw new EmulatorError('EMULATOR_FAILED', `the emulator failed at ${method} ${path}: ${reason}`);
}
