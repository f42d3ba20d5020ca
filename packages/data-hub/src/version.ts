import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which build of the hub's software this is. */
export interface HubVersion {
  /** Semantic version, for example `0.2.0`. */
  readonly version: string;
  /** Commit that it was built from, in hexadecimal; undefined where it runs from its sources. */
  readonly commit?: string;
}

/** Put in place by the build of the bundle (esbuild's `define`); neither is there where nothing was built. */
declare const DATA_HUB_VERSION: string | undefined;
declare const DATA_HUB_COMMIT: string | undefined;

/** The build that is running; from its sources, the version of the package and no commit. */
export function hubVersion(): HubVersion {
  if (typeof DATA_HUB_VERSION === 'string') {
    return typeof DATA_HUB_COMMIT === 'string'
      ? { version: DATA_HUB_VERSION, commit: DATA_HUB_COMMIT }
      : { version: DATA_HUB_VERSION };
  }
  const file = join(__dirname, '..', 'package.json');
  return { version: (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version };
}
