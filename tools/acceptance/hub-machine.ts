import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readBuildIdentity } from '../hub-bundle/build-identity';
import { Chroot, type DebianSource } from '../hub-packages/chroot';
import { writeHubPackages } from '../hub-packages/write-hub-packages';
import { type FinishedProcess, runProcess } from '../local/run-process';
import type { Steps } from '../local/steps';
import { AcceptanceError } from './errors';

/** Where the hub's own files are, as its package has it. */
export const HUB_FOLDER = '/etc/data-hub';
/** Settings of its service. */
export const SERVICE_SETTINGS = '/etc/default/data-hub';
const UNIT = '/usr/lib/systemd/system/data-hub-agent.service';
const CA = '/usr/local/share/ca-certificates/local-account.crt';

export interface MachineOptions {
  /** Root of the repository. */
  readonly repository: string;
  readonly steps: Steps;
  /** Suite of Debian, and where its packages are. */
  readonly debian: DebianSource;
  /** Packages of Debian that its owner has installed. */
  readonly packages: readonly string[];
  /** Ends what runs on it. */
  readonly signal: AbortSignal;
}

/** What a program of the hub has besides the environment of all of them. */
export type Variables = Readonly<Record<string, string>>;

/** A machine that becomes a hub: a fresh Debian that shares this machine's network, with the package installed. */
export class HubMachine {
  private variables: Variables = {};

  private constructor(
    private readonly chroot: Chroot,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Makes it: Debian, the `.deb` of this tree, installed by apt, and what owners upload with.
   * @param use what to do with it. It is removed when this ends.
   * @throws PackagingError if it cannot be made.
   */
  static async with<Result>(
    { repository, steps, debian, packages, signal }: MachineOptions,
    use: (machine: HubMachine) => Promise<Result>,
  ): Promise<Result> {
    const scratch = mkdtempSync(join(tmpdir(), 'hub-machine-'));
    try {
      const deb = await steps.run('Build the package of hubs', async (progress) => {
        const identity = await readBuildIdentity(repository);
        const out = join(scratch, 'packages');
        const files = await writeHubPackages({ repository, out, identity, progress });
        const file = files.find((name) => name.endsWith('.deb'));
        if (file === undefined) throw new AcceptanceError('no .deb was made');
        return join(out, file);
      });
      const include = ['ca-certificates', ...packages];
      const chroot = await steps.run(`Make a fresh Debian ${debian.suite}`, () =>
        Chroot.make({ ...debian, folder: join(scratch, 'root'), include }),
      );
      const machine = new HubMachine(chroot, signal);
      await steps.run(
        'apt installs the package, and Node.js with it',
        async () => {
          const inside = chroot.takeIn(deb);
          await chroot.run('apt-get', 'install', '-q', '-y', '--no-install-recommends', inside);
          return machine.asHub(['data-hub', '--version']);
        },
        (version) => version,
      );
      return await use(machine);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  /** Has all its programs find the local account: on AWS they know where the services are, and whom to trust. */
  async joinAccount(caFile: string, variables: Variables): Promise<void> {
    copyFileSync(caFile, this.path(CA));
    await this.chroot.run('update-ca-certificates');
    this.variables = {
      ...variables,
      NODE_EXTRA_CA_CERTS: CA,
      AWS_CA_BUNDLE: '/etc/ssl/certs/ca-certificates.crt',
    };
  }

  /** A path in it, as this machine sees it. */
  path(inside: string): string {
    return this.chroot.path(inside);
  }

  /**
   * Copies a file into a folder of the hub, readable by its user only.
   * @returns how it is called there
   */
  async give(file: string, folder: string = HUB_FOLDER): Promise<string> {
    const inside = join(folder, basename(file));
    await this.chroot.run(
      'install',
      '-o',
      'data-hub',
      '-g',
      'data-hub',
      '-m',
      '0600',
      this.chroot.takeIn(file),
      inside,
    );
    return inside;
  }

  /** Makes a folder that only the hub's user can use. */
  async makeFolder(folder: string, mode = '0700'): Promise<void> {
    await this.chroot.run('install', '-d', '-o', 'data-hub', '-g', 'data-hub', '-m', mode, folder);
  }

  /** Makes a folder that is there, and all in it, the hub's user's. */
  async own(folder: string): Promise<void> {
    await this.chroot.run('chown', '-R', 'data-hub:data-hub', folder);
  }

  /** Runs a program as the hub's user, whatever it comes to. */
  attempt(command: readonly string[], variables: Variables = {}): Promise<FinishedProcess> {
    const [program, args, env] = this.commandLine(command, variables);
    return runProcess(program, args, { env, signal: this.signal });
  }

  /**
   * Runs a program as the hub's user.
   * @returns what it printed on standard output.
   * @throws AcceptanceError with what it said, if it fails.
   */
  async asHub(command: readonly string[], variables: Variables = {}): Promise<string> {
    const { exitCode, stdout, stderr } = await this.attempt(command, variables);
    if (exitCode === 0) return stdout.join('\n');
    throw new AcceptanceError(`on the hub, ${command.join(' ')} failed (${exitCode ?? 'by a signal'}):`, [
      ...stdout,
      ...stderr,
    ]);
  }

  /** How to start a program as the hub's user: program, arguments, and the whole environment. */
  commandLine(command: readonly string[], variables: Variables = {}): [string, string[], Variables] {
    const env = {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      LC_ALL: 'C.UTF-8',
      HOME: HUB_FOLDER,
      ...this.variables,
    };
    const asUser = ['runuser', '-u', 'data-hub', '--', ...command];
    return ['chroot', [this.chroot.folder, ...asUser], { ...env, ...variables }];
  }

  /**
   * The command of the agent's unit, as a shell runs it. A folder that is the root of nothing has no systemd, so that
   * what the unit closes is not tried here; `npm run test:packages` has systemd judge it.
   */
  agentCommand(): string[] {
    const [, start] = /^ExecStart=(.+)$/m.exec(readFileSync(this.path(UNIT), 'utf8')) ?? [];
    if (start === undefined) throw new AcceptanceError(`${UNIT} has no ExecStart`);
    return ['sh', '-c', `. ${SERVICE_SETTINGS}; umask 0077; exec ${start}`];
  }
}
