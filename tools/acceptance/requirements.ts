import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { AcceptanceError } from './errors';

/** What runs on this machine, by the package of Debian that has it. All else is installed in the fresh Debian. */
const PROGRAMS: Readonly<Record<string, string>> = {
  mmdebstrap: 'mmdebstrap debian-archive-keyring',
  tinyproxy: 'tinyproxy',
  chroot: 'coreutils',
};

export interface Machine {
  /** Number of the user; undefined where users have none. */
  readonly user: number | undefined;
  /** Folders in which programs are looked for. */
  readonly folders: readonly string[];
}

/** This machine, as the process sees it. */
export function thisMachine(): Machine {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return { user: process.getuid?.(), folders: [...folders, '/usr/sbin', '/sbin'] };
}

/**
 * Demands what the acceptance needs of a machine.
 * @throws AcceptanceError that names everything that is missing.
 */
export function requireMachine({ user, folders }: Machine): void {
  const missing = Object.entries(PROGRAMS)
    .filter(([program]) => !folders.some((folder) => existsSync(join(folder, program))))
    .map(
      ([program, packages]) => `${program} is not installed; on Debian and Ubuntu: apt install ${packages}`,
    );
  if (user !== 0) missing.unshift('a fresh Debian needs root; run this as root, for example with sudo');
  if (missing.length > 0) throw new AcceptanceError('the acceptance of hubs cannot run here:', missing);
}
