import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { HubConfig } from '../hub-config';
import { readPrivateFile, writePrivateFile } from './private-file';

const VERSION = 1;
const BEGINNING = `{"version":${VERSION},"hub":`;

const moment = z.number().nonnegative();

/** What is kept between two runs of the command. Moments are by the machine's clock, in ms since 1970. */
const contentSchema = z.strictObject({
  version: z.literal(VERSION),
  /** Of what in `hub.json` decides about credentials: those of another hub are not served. */
  hub: z.string(),
  session: z
    .strictObject({
      keys: z.strictObject({
        accessKeyId: z.string(),
        secretAccessKey: z.string(),
        sessionToken: z.string(),
      }),
      fetchedAt: moment,
      refreshAt: moment,
      validUntil: moment,
      /** Digest of the certificate's file then. */
      certificate: z.string(),
    })
    .optional(),
  /** Failures in a row since. */
  failure: z
    .strictObject({
      message: z.string(),
      failures: z.number().int().positive(),
      at: moment,
      retryAt: moment,
      /** Of the hub's files then: see `filesFingerprint`. */
      files: z.string(),
    })
    .optional(),
});

export type KeptSession = NonNullable<z.output<typeof contentSchema>['session']>;
type KeptFailure = Omit<NonNullable<z.output<typeof contentSchema>['failure']>, 'files'>;
export interface Kept {
  readonly session?: KeptSession | undefined;
  readonly failure?: KeptFailure | undefined;
}

/** The credentials of one hub on disk, mode 0600. Whatever is not in order there counts as absent. */
export class CredentialsFile {
  private readonly hub: string;

  /** @param files digest of the hub's files as they are when it is called: a failure with other files is over. */
  constructor(
    private readonly file: string,
    { credentialsEndpoint, roleAlias, thingName, environment }: HubConfig,
    private readonly files: () => string,
  ) {
    const identity = JSON.stringify([environment, credentialsEndpoint, roleAlias, thingName]);
    this.hub = createHash('sha256').update(identity).digest('hex');
  }

  /** Whether a file that exists was written by this class, for whichever hub. */
  static isOne(file: string): boolean {
    try {
      // A pipe or a device would be read without end.
      return lstatSync(file).isFile() && readFileSync(file, 'utf8').startsWith(BEGINNING);
    } catch {
      return false;
    }
  }

  /** @param now by the machine's clock. What was kept in the future shows that the clock was set: it is left out. */
  read(now: number): Kept {
    const text = readPrivateFile(this.file);
    if (text === undefined) return {};
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return {};
    }
    const { success, data } = contentSchema.safeParse(json);
    if (!success || data.hub !== this.hub) return {};
    const { session, failure } = data;
    return {
      session:
        session !== undefined && session.fetchedAt <= now && now < session.validUntil ? session : undefined,
      failure:
        failure !== undefined && failure.at <= now && failure.files === this.files() ? failure : undefined,
    };
  }

  /** @throws if the folder cannot be written. */
  write({ session, failure }: Kept): void {
    const kept =
      failure === undefined ? { session } : { session, failure: { ...failure, files: this.files() } };
    writePrivateFile(this.file, `${JSON.stringify({ version: VERSION, hub: this.hub, ...kept })}\n`);
  }

  /**
   * Takes a failure away, as after a success elsewhere; credentials stay.
   * @param now by the machine's clock.
   * @throws if the folder cannot be written.
   */
  forgetFailure(now: number): void {
    const { session, failure } = this.read(now);
    if (failure !== undefined) this.write({ session });
  }
}
