import { CredentialsUnavailableError } from '../../packages/data-hub/src/credentials/errors';
import {
  hubCredentials,
  type HubCredentialsSource,
} from '../../packages/data-hub/src/credentials/hub-credentials';
import { CLIENT_WINDOW, SESSION_MARGIN } from '../../packages/data-hub/src/credentials/refresh-schedule';
import { HUB_FILES } from '../../packages/data-hub/src/hub-config';
import { type FaultSchedule, faultSchedule, type Rotation } from './fault-schedule';
import { SeededRandom } from './seeded-random';
import { EPOCH, SIMULATED_HUB, type SimulatedPair } from './simulated-hub';
import { SimulatedProvider } from './simulated-provider';
import { VirtualRuntime } from './virtual-runtime';

const MINUTE = 60_000;
/** Dates of HTTP have whole seconds. In milliseconds. */
const DATE_RESOLUTION = 1000;

export interface HubSimulationOptions {
  readonly seed: number;
  readonly days: number;
  /** Two or more, to rotate through. */
  readonly pairs: readonly SimulatedPair[];
}

/** A time without valid credentials, in milliseconds from the start. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** The real provider of one hub, under a schedule of faults, with a client that uses its credentials. */
export class HubSimulation {
  readonly seed: number;
  readonly runtime: VirtualRuntime;
  readonly schedule: FaultSchedule;
  readonly server: SimulatedProvider;
  readonly gaps: Gap[] = [];
  /** What a client saw and should not have. */
  readonly wrongs: string[] = [];
  private readonly source: HubCredentialsSource;
  private readonly random: SeededRandom;
  private onDisk: SimulatedPair;
  private rotation = 0;
  private validUntil = 0;

  constructor(private readonly options: HubSimulationOptions) {
    const { seed, days } = options;
    this.seed = seed;
    this.random = new SeededRandom(seed);
    this.runtime = new VirtualRuntime(EPOCH, seed ^ 0x5f5f5f5f);
    this.schedule = faultSchedule(this.random, days);
    this.server = new SimulatedProvider(this.runtime, this.random, this.schedule);
    this.onDisk = this.pair(0);
    this.server.active.add(this.onDisk.certificate);
    this.source = hubCredentials({
      config: SIMULATED_HUB,
      configFile: '/hub/hub.json',
      runtime: this.runtime,
      transport: this.server.transport,
      readText: (file) => Promise.resolve(this.text(file)),
      onEvent: ({ event }) => {
        if (event === 'credentials-refreshed') this.refreshed();
      },
    });
    this.plan();
    this.source.refresher.start();
  }

  /** To be called when the virtual time has come to its end. */
  finish(): void {
    this.close(this.runtime.monotonic());
  }

  private plan(): void {
    const { rotations, clockChanges, expiredTokens, revokedAt } = this.schedule;
    for (const rotation of rotations)
      this.at(rotation.at, () => {
        this.rotate(rotation);
      });
    for (const { at, error } of clockChanges)
      this.at(at, () => {
        this.runtime.wallError = error;
      });
    for (const at of expiredTokens)
      this.at(at, () => {
        this.expiredToken();
      });
    if (revokedAt !== undefined)
      this.at(revokedAt, () => {
        this.server.revoked = true;
      });
    this.useLater();
  }

  private at(time: number, task: () => void): void {
    this.runtime.setTimer(time - this.runtime.monotonic(), task);
  }

  private pair(index: number): SimulatedPair {
    const pair = this.options.pairs[index % this.options.pairs.length];
    if (pair === undefined) throw new RangeError('a simulation needs a pair');
    return pair;
  }

  private text(file: string): string {
    if (file.endsWith(SIMULATED_HUB.certificateFile)) return this.onDisk.certificate;
    return file.endsWith(HUB_FILES.privateKey) ? this.onDisk.privateKey : this.pair(0).certificate;
  }

  /** Replaces the files, and retires the old certificate some time after the new one has proved itself. */
  private rotate({ keyLater, activeLater, grace }: Rotation): void {
    const old = this.onDisk;
    const fresh = this.pair(++this.rotation);
    this.onDisk = { ...old, certificate: fresh.certificate };
    this.runtime.setTimer(keyLater, () => {
      this.onDisk = fresh;
    });
    this.runtime.setTimer(activeLater, () => this.server.active.add(fresh.certificate));
    const number = this.rotation;
    this.server.onSuccess = (certificate) => {
      if (certificate !== fresh.certificate || number !== this.rotation) return;
      this.server.onSuccess = () => undefined;
      this.runtime.setTimer(grace, () => {
        if (this.onDisk.certificate !== old.certificate) this.server.active.delete(old.certificate);
      });
    };
  }

  private expiredToken(): void {
    const { refresher } = this.source;
    const id = refresher.current?.keys.accessKeyId;
    // Several requests at once fail so, and one that used an older session.
    for (const accessKeyId of [id, id, 'ASIA-OLD']) {
      if (accessKeyId !== undefined) void refresher.expiredEarly(accessKeyId);
    }
  }

  private useLater(): void {
    this.runtime.setTimer(this.random.between(MINUTE, 59 * MINUTE), () => {
      void this.use().catch((error: unknown) => this.wrongs.push(String(error)));
      this.useLater();
    });
  }

  /** A client asks for credentials and looks at them. */
  private async use(): Promise<void> {
    const wallBefore = this.runtime.wallError;
    try {
      const { accessKeyId, expiration } = await this.source.credentials(CLIENT_WINDOW.sdk);
      const now = this.runtime.monotonic();
      const end = this.server.ends.get(accessKeyId) ?? 0;
      if (end <= now) this.wrongs.push(`served a session that ended ${now - end} ms ago`);
      const left = expiration.getTime() - this.runtime.wall();
      if (wallBefore === this.runtime.wallError && (left <= 0 || now + left > end)) {
        this.wrongs.push(`reported ${left} ms left of a session with ${end - now} ms left`);
      }
    } catch (error) {
      if (!(error instanceof CredentialsUnavailableError)) throw error;
      const left = this.usableUntil() - this.runtime.monotonic();
      if (left > 0) this.wrongs.push(`refused though the last session has ${left} ms left`);
    }
  }

  private refreshed(): void {
    const now = this.runtime.monotonic();
    this.close(now);
    this.validUntil = this.usableUntil();
  }

  /** When the last session ends for the hub, by the server's own books. */
  private usableUntil(): number {
    return this.server.lastEnd - SESSION_MARGIN - DATE_RESOLUTION;
  }

  private close(now: number): void {
    if (this.validUntil < now) this.gaps.push({ from: this.validUntil, to: now });
  }
}
