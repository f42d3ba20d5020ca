import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConfigurationError } from '../../../../config/errors';
import { CredentialsUnavailableError, FetchError } from '../credentials/errors';
import { hubFetcher, type HubCredentialsOptions } from '../credentials/hub-credentials';
import type { HubCredentials } from '../credentials/identity';
import { CLIENT_WINDOW, refreshDelay, reportedExpiration, retryDelay } from '../credentials/refresh-schedule';
import { COMMAND_RUNTIME, pause, type Runtime } from '../credentials/runtime';
import { CredentialsFile, type Kept, type KeptSession } from './credentials-file';
import { FileLock } from './file-lock';
import { certificateDigest, filesFingerprint } from './files-fingerprint';

export interface CachedCredentialsOptions extends Omit<HubCredentialsOptions, 'onEvent'> {
  /** @default - `.credentials-cache.json` beside `hub.json` */
  readonly cacheFile?: string | undefined;
  /** Fetch now, whatever is in the cache. */
  readonly refresh?: boolean;
  /** Told of what is wrong although credentials are there. One line, no secret. */
  readonly onWarning?: (message: string) => void;
}

/** How long a run without valid credentials tries to get some, in milliseconds: callers wait for it. */
const PATIENCE = 25_000;
const LOCK_POLL = 100;

/**
 * A hub's credentials for short-lived processes: from a file that all of them share, renewed after 30 minutes
 * by one process at a time; the waits after failures hold across processes, too.
 * @throws CredentialsUnavailableError if there are none and none can be had now.
 * @throws ConfigurationError if the file to keep them in is another one.
 */
export async function cachedCredentials(options: CachedCredentialsOptions): Promise<HubCredentials> {
  return new CachedCredentials(options).get();
}

/** Where credentials are kept unless another place is named: beside `hub.json`. */
export function defaultCacheFile(configFile: string): string {
  return join(dirname(resolve(configFile)), '.credentials-cache.json');
}

/**
 * Forgets a refusal that is kept, because credentials were had since: the next call of {@link cachedCredentials}
 * fetches at once. Credentials stay. A file that cannot be written is left as it is: its refusal ends by itself.
 */
export function forgetRefusal({
  config,
  configFile,
  cacheFile = defaultCacheFile(configFile),
  runtime = COMMAND_RUNTIME,
}: Pick<CachedCredentialsOptions, 'config' | 'configFile' | 'cacheFile' | 'runtime'>): void {
  try {
    new CredentialsFile(cacheFile, config, () => filesFingerprint(config, configFile)).forgetFailure(
      runtime.wall(),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

class CachedCredentials {
  private readonly runtime: Runtime;
  private readonly file: CredentialsFile;
  private readonly lock: FileLock;
  private readonly deadline: number;

  constructor(private readonly options: CachedCredentialsOptions) {
    const { config, configFile, runtime = COMMAND_RUNTIME } = options;
    const cacheFile = options.cacheFile ?? defaultCacheFile(configFile);
    this.runtime = runtime;
    this.file = new CredentialsFile(cacheFile, config, () => filesFingerprint(config, configFile));
    this.lock = new FileLock(`${cacheFile}.lock`);
    this.deadline = runtime.monotonic() + PATIENCE;
    if (options.cacheFile !== undefined) refuseOtherFile(options.cacheFile);
  }

  async get(): Promise<HubCredentials> {
    for (let first = true; ; first = false) {
      const { session } = this.read();
      if (session !== undefined && this.isFresh(session) && !(first && this.options.refresh === true)) {
        return this.told(session);
      }
      if (this.lock.tryTake()) break;
      // Somebody else is renewing them; valid ones do meanwhile.
      if (session !== undefined) return this.told(session);
      if (this.runtime.monotonic() > this.deadline) break;
      await pause(this.runtime, LOCK_POLL);
    }
    try {
      return this.told(await this.renewed());
    } finally {
      this.lock.release();
    }
  }

  private async renewed(): Promise<KeptSession> {
    const fetcher = hubFetcher({ ...this.options, runtime: this.runtime });
    for (let forced = this.options.refresh === true; ; forced = false) {
      const { session, failure } = this.read();
      if (!forced && session !== undefined && this.isFresh(session)) return session;
      const wait = forced || failure === undefined ? 0 : failure.retryAt - this.runtime.wall();
      if (wait > 0) {
        if (session !== undefined) return session;
        if (this.runtime.monotonic() + wait > this.deadline) {
          throw new CredentialsUnavailableError(
            `no valid credentials: ${failure?.message ?? ''}; the next attempt is in ${Math.ceil(wait / 1000)} s (--refresh: now)`,
          );
        }
        await pause(this.runtime, wait);
      }
      try {
        const { keys, validUntil, lifetime, pairProblem } = await fetcher.fetch();
        if (pairProblem !== undefined) this.warn(pairProblem.message);
        const now = this.runtime.wall();
        const renewed: KeptSession = {
          keys,
          fetchedAt: now,
          refreshAt: now + refreshDelay(lifetime, this.runtime.random()),
          validUntil: now + validUntil - this.runtime.monotonic(),
          certificate: this.certificate(),
        };
        this.write({ session: renewed });
        return renewed;
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        const kept = this.failed(error, { session, failure });
        if (session !== undefined) return session;
        // Without the file there is nothing to tell the next round of this failure.
        if (error.kind !== 'transient' || !kept) {
          throw new CredentialsUnavailableError(`no valid credentials: ${error.message}`, error.code);
        }
      }
    }
  }

  /** Keeps the failure, and says whether it could. */
  private failed(error: FetchError, { session, failure }: Kept): boolean {
    if (session !== undefined) {
      this.warn(`credentials were not renewed, those in use are still valid: ${error.message}`);
    }
    // What the hub's own files lack is seen without a request: nothing to wait for once it is put right.
    if (error.kind === 'local') return false;
    const failures = (failure?.failures ?? 0) + 1;
    const at = this.runtime.wall();
    const retryAt = at + retryDelay(error.kind, failures, this.runtime.random());
    return this.write({ session, failure: { message: error.message, failures, at, retryAt } });
  }

  private isFresh(session: KeptSession): boolean {
    // With another certificate there may be other rights: those of a revoked one are cut.
    return this.runtime.wall() < session.refreshAt && session.certificate === this.certificate();
  }

  private certificate(): string {
    return certificateDigest(this.options.config, this.options.configFile);
  }

  private read(): Kept {
    return this.file.read(this.runtime.wall());
  }

  private write(kept: Kept): boolean {
    try {
      this.file.write(kept);
      return true;
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
      this.warn(
        `credentials could not be cached (${reason}), so every call fetches anew; choose a file with --cache`,
      );
      return false;
    }
  }

  private warn(message: string): void {
    this.options.onWarning?.(message);
  }

  private told({ keys, refreshAt, validUntil }: KeptSession): HubCredentials {
    const reported = reportedExpiration({
      now: this.runtime.wall(),
      nextRefresh: refreshAt,
      validUntil,
      clientWindow: CLIENT_WINDOW.botocore,
    });
    return { ...keys, expiration: new Date(reported) };
  }
}

/** A slip of the pen must not cost the key. */
function refuseOtherFile(cacheFile: string): void {
  if (existsSync(cacheFile) && !CredentialsFile.isOne(cacheFile)) {
    const fix = 'exists and holds no cached credentials; move it away, or choose another file';
    throw new ConfigurationError([{ place: '--cache', value: cacheFile, fix }]);
  }
}
