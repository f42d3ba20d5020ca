import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type FinishedProcess, runProcess } from '../local/run-process';
import { PackagingError } from './errors';

/** How much of what a failed program said is shown. */
const LAST_LINES = 20;

/** Which Debian, and from where. */
export interface DebianSource {
  /** Suite of Debian, for example `trixie`. */
  readonly suite: string;
  /** URL of its packages. @default - where mmdebstrap takes this suite from */
  readonly mirror?: string | undefined;
}

export interface ChrootOptions extends DebianSource {
  /** Folder that becomes the root; must not exist. */
  readonly folder: string;
  /** Packages that it has besides those that every Debian has. */
  readonly include: readonly string[];
}

/** A small Debian in a folder, in which packages can be installed without touching the machine. Needs root. */
export class Chroot {
  private constructor(readonly folder: string) {}

  /**
   * Makes one: https://manpages.debian.org/trixie/mmdebstrap/mmdebstrap.1.en.html
   * @throws PackagingError if this user is not root, `mmdebstrap` is not installed, or the mirror does not answer
   */
  static async make({ folder, suite, mirror, include }: ChrootOptions): Promise<Chroot> {
    if (process.getuid?.() !== 0) {
      throw new PackagingError(
        `a chroot of Debian ${suite} needs root; run this as root, for example with sudo`,
      );
    }
    const args = [
      '--quiet',
      '--variant=minbase',
      // Nobody needs this Debian after a crash, and syncing every file takes longest. Holds for apt in it, too.
      '--dpkgopt=force-unsafe-io',
      `--include=${include.join(',')}`,
      // The tests install more: its lists of packages are needed again.
      '--skip=cleanup/apt/lists',
      suite,
      folder,
      ...(mirror === undefined ? [] : [mirror]),
    ];
    const made = await runProcess('mmdebstrap', args).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw new PackagingError(
        'mmdebstrap is not installed; on Debian and Ubuntu: apt install mmdebstrap debian-archive-keyring',
      );
    });
    if (made.exitCode !== 0) {
      throw new PackagingError(
        `mmdebstrap made no Debian ${suite}${mirror === undefined ? '' : ` from ${mirror}`}; it said:`,
        lastOf(made),
      );
    }
    const chroot = new Chroot(folder);
    chroot.prepareForApt();
    return chroot;
  }

  /** Names of hosts, and apt as this machine uses it: behind a proxy, or with its own certificates. */
  private prepareForApt(): void {
    if (existsSync('/etc/resolv.conf')) {
      writeFileSync(this.path('/etc/resolv.conf'), readFileSync('/etc/resolv.conf'));
    }
    // Nothing is to be started in it: https://www.debian.org/doc/debian-policy/ch-opersys.html#interfacing-with-init-systems
    writeFileSync(this.path('/usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  }

  /** A path in it, as this machine sees it. */
  path(inside: string): string {
    return join(this.folder, inside);
  }

  /** Copies a file of this machine into its `/tmp`, and says how it is called there. */
  takeIn(file: string): string {
    const inside = join('/tmp', basename(file));
    copyFileSync(file, this.path(inside));
    return inside;
  }

  /**
   * Runs a program in it.
   * @returns what it printed, without white space at its ends; on standard error last
   * @throws PackagingError if it does not end with 0
   */
  async run(command: string, ...args: readonly string[]): Promise<string> {
    const env = {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      LC_ALL: 'C.UTF-8',
      DEBIAN_FRONTEND: 'noninteractive',
      http_proxy: process.env['http_proxy'],
      https_proxy: process.env['https_proxy'],
    };
    const ended = await runProcess('chroot', [this.folder, command, ...args], { env });
    if (ended.exitCode !== 0) {
      throw new PackagingError(
        `in the chroot, ${[command, ...args].join(' ')} ended with ${ended.exitCode ?? 'a signal'}:`,
        lastOf(ended),
      );
    }
    return [...ended.stdout, ...ended.stderr].join('\n').trim();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function lastOf({ stdout, stderr }: FinishedProcess): string[] {
  return [...stdout, ...stderr].slice(-LAST_LINES);
}
