import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { DISK, type DurableFiles } from '../state/durable-files';

const RECORD_FILE = '.renewal.json';
const READABLE = 0o644;

const moment = z.number().nonnegative();

const recordSchema = z.strictObject({
  version: z.literal(1),
  /** When the hub took its certificate into use: AWS dates certificates back. In milliseconds since 1970. */
  certificate: z.strictObject({ id: z.string(), since: moment }).optional(),
  /** The platform's last refusal, and when the hub learnt of it. */
  refusal: z
    .strictObject({ requestId: z.string(), code: z.string(), message: z.string(), at: moment })
    .optional(),
});

/** A refusal that the hub knows of. */
export type KnownRefusal = NonNullable<z.output<typeof recordSchema>['refusal']>;

/**
 * What a hub remembers of its renewals, beside `hub.json`. No secret. Whatever is not in order there counts as
 * absent: at worst a renewal is asked for once more.
 */
export class RenewalRecord {
  private readonly file: string;

  constructor(
    configFile: string,
    private readonly disk: DurableFiles = DISK,
  ) {
    this.file = join(dirname(resolve(configFile)), RECORD_FILE);
  }

  /** Since when the certificate is in use, in milliseconds since 1970; undefined if it was not renewed here. */
  since(certificateId: string): number | undefined {
    const { certificate } = this.read();
    return certificate?.id === certificateId ? certificate.since : undefined;
  }

  refusal(): KnownRefusal | undefined {
    return this.read().refusal;
  }

  /** Keeps that a certificate was taken into use, which is the end of every refusal. */
  renewed(certificateId: string, since: number): void {
    if (this.since(certificateId) !== undefined) return;
    this.write({ certificate: { id: certificateId, since } });
  }

  /** Keeps a refusal. */
  refused(refusal: KnownRefusal): void {
    const { certificate } = this.read();
    this.write({ ...(certificate === undefined ? {} : { certificate }), refusal });
  }

  private read(): Omit<z.output<typeof recordSchema>, 'version'> {
    const text = this.disk.read(this.file);
    if (text === undefined) return {};
    const { success, data } = recordSchema.safeParse(json(text));
    return success ? data : {};
  }

  private write(content: Omit<z.output<typeof recordSchema>, 'version'>): void {
    this.disk.write(this.file, `${JSON.stringify({ version: 1, ...content })}\n`, READABLE);
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
