import { z } from 'zod';
import { HUB_SHADOW_NAME } from '../../../../config/hub-things';

/**
 * Name of the shadow through which a hub and the platform talk: the hub reports, the platform answers in the
 * desired state. No hub can read or write another's.
 * https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-document.html
 */
export const HUB_SHADOW = HUB_SHADOW_NAME;

/** Longest PEM that is read from a shadow, in characters: a shadow's document has 8 KB at most. */
const MAX_PEM = 4_000;

const instant = z.iso.datetime();
const certificateId = z.string().regex(/^[0-9a-f]{64}$/);
const requestId = certificateId;
const signature = z.base64().max(1_000);

const heartbeatSchema = z.strictObject({
  /** When it was sent, by the clock of AWS as the hub last saw it. */
  at: instant,
  /** Version of the hub's software, and the commit that it was built from, if it is known. */
  version: z.string().max(40),
  commit: z.string().max(40).optional(),
  /** State of the agent's credentials, as `/health` has it. */
  state: z.enum(['starting', 'ok', 'retrying', 'failing']),
  certificateId,
  /** When the hub got its certificate; what its age is counted from. */
  certificateSince: instant,
  /** Last upload by `data-hub upload` that succeeded. */
  lastUpload: instant.optional(),
  /** Share of the disk that `hub.json` is on which is free, in per cent. */
  diskFree: z.number().min(0).max(100),
  /** Seconds by which the hub's clock is behind AWS's; negative: ahead of it. */
  clockOffset: z.number(),
  /** Minutes until the next one. */
  intervalMinutes: z.number().int().min(1).max(1_440),
});

const certificateRequestSchema = z.strictObject({
  /** SHA-256 of the request in DER, in hexadecimal. */
  id: requestId,
  /** PEM of the PKCS#10 request, signed with the new key. */
  csr: z.string().max(MAX_PEM),
  /** The certificate whose key signs for it: the hub's current one, or that of its enrolment file. */
  certificateId,
  /** Of {@link requestText}, with that certificate's key; SHA-256, base64. */
  signature,
  at: instant,
});

const confirmationSchema = z.strictObject({
  requestId,
  /** The certificate that has got the hub credentials. */
  certificateId,
  /** Of {@link confirmationText}, with the new key; SHA-256, base64. */
  signature,
});

const issuedSchema = z.strictObject({
  requestId,
  /** PEM of the hub's new certificate. */
  certificate: z.string().max(MAX_PEM),
});

const refusedSchema = z.strictObject({
  requestId,
  code: z.string().max(60),
  /** What to do; read by the hub's owner. */
  message: z.string().max(500),
});

/** What a hub reports. `null` takes a part away. Whoever reads it must not trust it: a hub may be in other hands. */
export const reportedSchema = z.object({
  heartbeat: heartbeatSchema.nullish(),
  request: certificateRequestSchema.nullish(),
  confirmation: confirmationSchema.nullish(),
});

/** What the platform answers. */
export const desiredSchema = z.object({
  issued: issuedSchema.nullish(),
  refused: refusedSchema.nullish(),
  /** The hub is to renew its certificate now, if it is older than this. */
  renewIfBefore: instant.nullish(),
});

export type Heartbeat = z.infer<typeof heartbeatSchema>;
export type ShadowCertificateRequest = z.infer<typeof certificateRequestSchema>;
export type Confirmation = z.infer<typeof confirmationSchema>;
export type ReportedState = z.infer<typeof reportedSchema>;
export type DesiredState = z.infer<typeof desiredSchema>;

/** What the key of the current certificate signs, so that a stolen session alone gets no certificate. */
export function requestText(
  thingName: string,
  { id, certificateId: current }: { id: string; certificateId: string },
): string {
  return `data-hub certificate request\n${thingName}\n${current}\n${id}\n`;
}

/** What the new key signs once its certificate has got credentials. */
export function confirmationText(
  thingName: string,
  { requestId: id, certificateId: next }: Omit<Confirmation, 'signature'>,
): string {
  return `data-hub certificate in use\n${thingName}\n${next}\n${id}\n`;
}
