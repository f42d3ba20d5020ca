import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Chroot } from './chroot';
import { PackagingError } from './errors';

/** The packages of one build, and the version that `data-hub --version` then begins with. */
export interface BuiltPackages {
  /** Paths. */
  readonly deb: string;
  readonly rpm: string;
  readonly version: string;
}

/** One thing that is done to a package, and seen of it. */
export interface InstallCheck {
  readonly title: string;
  /** @throws PackagingError if what is seen is not as it has to be */
  readonly run: (chroot: Chroot) => Promise<void>;
}

const FOLDER = '/etc/data-hub';
const SETTINGS = '/etc/default/data-hub';
const CACHE = `${FOLDER}/.credentials-cache.json`;
const KEY = `${FOLDER}/private-key.pem`;
const UNITS = ['data-hub-agent.service', 'data-hub-doctor.service', 'data-hub-doctor.timer'];
const PROGRAM = [
  '/usr/bin/data-hub',
  '/usr/lib/data-hub',
  ...UNITS.map((name) => `/usr/lib/systemd/system/${name}`),
];
/** Highest exposure that `systemd-analyze security` may find, in tenths: 0 is none, 100 is everything. */
const MOST_EXPOSED = 20;
const CHANGED_SETTING = 'AGENT_OPTIONS=--port 9912\n';

/**
 * What an owner does with the package in a year, in this order: installs it, makes a key, upgrades, removes, purges,
 * and begins again; then, as far as a Debian can show it, the same with the `.rpm`.
 */
export function installChecks(built: BuiltPackages, next: BuiltPackages): InstallCheck[] {
  return [...debChecks(built, next), ...rpmChecks(built, next)];
}

function debChecks(built: BuiltPackages, next: BuiltPackages): InstallCheck[] {
  let key = '';
  return [
    {
      title: `apt installs ${built.version}, and Node.js with it`,
      run: async (chroot) => {
        await install(chroot, built);
        await expectVersion(chroot, built.version);
      },
    },
    {
      title: 'user, folder and modes are right',
      run: async (chroot) => {
        await expectOwner(chroot, FOLDER, 'data-hub:data-hub 700');
        const entry = (await chroot.run('getent', 'passwd', 'data-hub')).split(':');
        equal(entry.slice(5).join(':'), `${FOLDER}:/usr/sbin/nologin`, 'home and shell of data-hub');
        await expectOwner(chroot, SETTINGS, 'root:root 644');
      },
    },
    {
      title: 'systemd knows every word of the units, and finds them closed',
      run: async (chroot) => {
        equal(await chroot.run('systemd-analyze', 'verify', ...UNITS), '', 'systemd-analyze verify');
        const security = ['security', '--offline=true', '--no-pager', `--threshold=${MOST_EXPOSED}`];
        for (const unit of UNITS.filter((name) => name.endsWith('.service'))) {
          await chroot.run('systemd-analyze', ...security, unit);
        }
      },
    },
    {
      title: 'its user makes a key, and nobody else reads it',
      run: async (chroot) => {
        key = await makeKey(chroot);
        await expectOwner(chroot, KEY, 'data-hub:data-hub 600');
        appendFileSync(chroot.path(SETTINGS), CHANGED_SETTING);
        writeFileSync(chroot.path(CACHE), '{}');
        await chroot.run('chmod', '0750', FOLDER);
      },
    },
    {
      title: `an upgrade to ${next.version} keeps key, settings and modes`,
      run: async (chroot) => {
        await install(chroot, next);
        await expectVersion(chroot, next.version);
        expectKey(chroot, key);
        expectSettings(chroot);
        await expectOwner(chroot, FOLDER, 'data-hub:data-hub 750');
      },
    },
    {
      title: 'removal takes the program, and keeps key and settings',
      run: async (chroot) => {
        await chroot.run('apt-get', 'remove', '-q', '-y', 'data-hub');
        for (const path of PROGRAM) expectGone(chroot, path);
        expectKey(chroot, key);
        expectSettings(chroot);
      },
    },
    {
      title: 'a purge takes settings and sessions, keeps the key, and says so',
      run: async (chroot) => {
        const said = await chroot.run('apt-get', 'purge', '-q', '-y', 'data-hub');
        if (!said.includes('rm -r /etc/data-hub && userdel data-hub'))
          throw wrong('purge', said, 'the commands that remove the rest');
        for (const path of [SETTINGS, CACHE]) expectGone(chroot, path);
        expectKey(chroot, key);
        await chroot.run('getent', 'passwd', 'data-hub');
      },
    },
    {
      title: 'without a key, nothing remains of it',
      run: async (chroot) => {
        await install(chroot, next);
        expectKey(chroot, key);
        rmSync(chroot.path(FOLDER), { recursive: true });
        await chroot.run('apt-get', 'purge', '-q', '-y', 'data-hub');
        equal(await chroot.run('sh', '-c', 'getent passwd data-hub || echo none'), 'none', 'user data-hub');
        for (const path of [FOLDER, SETTINGS]) expectGone(chroot, path);
      },
    },
  ];
}

/** rpm numbers the calls of the scripts that dpkg names. Its dependencies are not Debian's, and are left out. */
function rpmChecks(built: BuiltPackages, next: BuiltPackages): InstallCheck[] {
  return [
    {
      title: 'the .rpm installs, upgrades and goes, and keeps the key',
      run: async (chroot) => {
        // One of its plugins makes a mount namespace, which a folder that is no mount point cannot have.
        const rpm = (...args: string[]): Promise<string> => chroot.run('rpm', '--noplugins', ...args);
        await rpm('--install', '--nodeps', chroot.takeIn(built.rpm));
        await expectVersion(chroot, built.version);
        await expectOwner(chroot, FOLDER, 'data-hub:data-hub 700');
        const key = await makeKey(chroot);
        appendFileSync(chroot.path(SETTINGS), CHANGED_SETTING);
        await rpm('--upgrade', '--nodeps', chroot.takeIn(next.rpm));
        await expectVersion(chroot, next.version);
        expectKey(chroot, key);
        expectSettings(chroot);
        await rpm('--erase', 'data-hub');
        for (const path of PROGRAM) expectGone(chroot, path);
        expectKey(chroot, key);
      },
    },
  ];
}

async function install(chroot: Chroot, { deb }: BuiltPackages): Promise<void> {
  await chroot.run('apt-get', 'install', '-q', '-y', '--no-install-recommends', chroot.takeIn(deb));
}

/** @returns the text of the key */
async function makeKey(chroot: Chroot): Promise<string> {
  const csr = ['data-hub', 'csr', '--hub', 'berlin-1', '--organization', 'acme', '--out', FOLDER];
  await chroot.run('runuser', '-u', 'data-hub', '--', ...csr);
  return readFileSync(chroot.path(KEY), 'utf8');
}

async function expectOwner(chroot: Chroot, path: string, expected: string): Promise<void> {
  equal(await chroot.run('stat', '-c', '%U:%G %a', path), expected, path);
}

async function expectVersion(chroot: Chroot, version: string): Promise<void> {
  const told = await chroot.run('runuser', '-u', 'data-hub', '--', 'data-hub', '--version');
  equal(told.split(' ')[0], version, 'data-hub --version');
}

function expectKey(chroot: Chroot, key: string): void {
  if (key === '' || readFileSync(chroot.path(KEY), 'utf8') !== key) {
    throw new PackagingError(`${KEY} is not the key that was made`);
  }
}

function expectSettings(chroot: Chroot): void {
  const text = readFileSync(chroot.path(SETTINGS), 'utf8');
  if (!text.endsWith(CHANGED_SETTING)) throw wrong(SETTINGS, text, CHANGED_SETTING);
}

function expectGone(chroot: Chroot, path: string): void {
  if (existsSync(chroot.path(path))) throw new PackagingError(`${path} is still there`);
}

function equal(saw: string | undefined, expected: string, of: string): void {
  if (saw !== expected) throw wrong(of, saw ?? '', expected);
}

function wrong(of: string, saw: string, expected: string): PackagingError {
  return new PackagingError(`${of}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(saw)}`);
}
