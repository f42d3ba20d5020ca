import { z } from 'zod';
import { FetchError } from './errors';
import type { SessionKeys } from './identity';
import type { CredentialsResponse } from './transport';

/** Credentials as the server gave them, with times by the server's clock, in milliseconds since 1970. */
export interface IssuedCredentials {
  readonly keys: SessionKeys;
  readonly expiresAt: number;
  /** When it answered; undefined if it did not say. */
  readonly answeredAt: number | undefined;
}

const printable = z.string().regex(/^[\x21-\x7e]+$/);

/** https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html */
const bodySchema = z.object({
  credentials: z.object({
    accessKeyId: printable.max(128),
    secretAccessKey: printable.max(256),
    sessionToken: printable.max(16_384),
    expiration: z.iso.datetime({ offset: true }),
  }),
});
const errorSchema = z.object({ message: z.string() });

/**
 * Reads an answer of the credentials provider.
 * @throws FetchError for every other answer than good credentials. Never quotes a body that may hold some.
 */
export function issuedCredentials({ status, date, errorType, body }: CredentialsResponse): IssuedCredentials {
  if (status !== 200) throw refusal(status, errorType, body);
  const parsed = bodySchema.safeParse(json(body));
  if (!parsed.success) {
    throw new FetchError(
      'BAD_RESPONSE',
      'transient',
      'the credentials provider answered 200 without usable credentials',
    );
  }
  const { expiration, ...keys } = parsed.data.credentials;
  const answeredAt = Date.parse(date ?? '');
  return {
    keys,
    expiresAt: Date.parse(expiration),
    answeredAt: Number.isNaN(answeredAt) ? undefined : answeredAt,
  };
}

function refusal(status: number, errorType: string | undefined, body: string): FetchError {
  const parsed = errorSchema.safeParse(json(body));
  const said = [errorType, parsed.success ? parsed.data.message : undefined]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => oneLine(part ?? ''))
    .join(': ');
  const answer = `the credentials provider answered ${status}${said === '' ? '' : ` (${said})`}`;
  if (status === 429) return new FetchError('THROTTLED', 'throttled', answer);
  if (status >= 500 || status === 408) return new FetchError('SERVER_FAILED', 'transient', answer);
  return new FetchError('CREDENTIALS_REFUSED', 'refused', `${answer}; ${advice(status, said)}`);
}

/** What to do about the documented refusals. */
function advice(status: number, said: string): string {
  if (/thing name/i.test(said))
    return 'the certificate is not attached to the thing in hub.json: enrol the hub again';
  if (/certificate/i.test(said))
    return "the certificate is not active at this endpoint: ask the platform's operators";
  if (/exceeds the MaxSessionDuration/i.test(said))
    return 'the role alias lasts longer than its role allows: deploy the organization';
  if (status === 404) return 'check roleAlias (case counts) and region in hub.json';
  if (status === 403)
    return "the hub may be revoked or its organization's IoT policy detached: ask the platform's operators";
  if (status === 400)
    return "the organization's Data Hub role cannot be assumed: ask the platform's operators";
  return 'check credentialsEndpoint in hub.json';
}

const MAX_QUOTED = 200;

/** What a server says, fit for one line of a log. */
function oneLine(text: string): string {
  const line = text.replace(/[^\x20-\x7e]+/g, ' ').trim();
  return line.length > MAX_QUOTED ? `${line.slice(0, MAX_QUOTED)}...` : line;
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
