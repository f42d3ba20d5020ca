import type { Progress } from '../local/steps';

/**
 * How a client gets a hub's credentials. `token-file` and `token`: from the agent, with the token in a file or in a
 * variable. `process`: `credential_process`. `environment`: `data-hub credentials --format env`. `file`:
 * `data-hub update-credentials-file`. `own`: it is `data-hub` itself.
 */
export type CredentialsWay = 'token-file' | 'token' | 'process' | 'environment' | 'file' | 'own';

/** Where clients are tried: `ci` in every run of CI, `full` by default, `slow` if it is asked for. */
export type Tier = 'ci' | 'full' | 'slow';

/** What is uploaded where. */
export interface Target {
  /** Root of this repository. */
  readonly repository: string;
  readonly bucket: string;
  /** The folder that the hub may write to; ends in `/`. */
  readonly prefix: string;
  readonly keyArn: string;
  readonly region: string;
  /** `https://localhost:<port>`. */
  readonly endpoint: string;
  /** The CA to trust, PEM. */
  readonly caFile: string;
  /** The same for Java. */
  readonly trustStore: string;
  /** `hub.json`. */
  readonly configFile: string;
  /** Where `data-hub` keeps credentials. */
  readonly cacheFile: string;
}

export interface FileAndKey {
  readonly file: string;
  readonly key: string;
}

/** A command line, and what its environment has besides. */
export interface Invocation {
  readonly command: readonly [string, ...string[]];
  readonly variables?: Readonly<Record<string, string>>;
}

export interface InstallContext {
  /** Root of the repository. */
  readonly repository: string;
  /** A folder for this client, which stays. */
  readonly folder: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** A program that other people wrote, and that hubs use. */
export interface Client {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  readonly way: CredentialsWay;
  readonly tier: Tier;
  /**
   * Installs it into the folder, unless it is there.
   * @default - it is part of this repository or of the machine
   * @throws NotInstalledError if it cannot be installed here.
   */
  readonly install?: (context: InstallContext) => Promise<void>;
  /** Uploads one file. @param folder where it is installed */
  readonly upload: (folder: string, what: FileAndKey, target: Target) => Invocation;
  /**
   * Uploads files one after the other in one process, with a pause of so many seconds between two.
   * @default - it is a command that is started for each file
   */
  readonly uploadInTurn?: (
    folder: string,
    what: readonly FileAndKey[],
    pause: number,
    target: Target,
  ) => Invocation;
  /** Whether it can send a file in parts. @default true */
  readonly multipart?: boolean;
  /** Whether it takes its folder from `hub.json`, so that no other can be named. @default false */
  readonly ownFolderOnly?: boolean;
  /** Why it cannot work. It is tried all the same, and has to be refused. @default - it works */
  readonly cannot?: string;
}

/** A client that is not tried, and why. */
export interface UntriedClient {
  readonly name: string;
  readonly title: string;
  readonly why: string;
}
