import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Chroot } from './chroot';
import { PackagingError } from './errors';

/** A package of hubs, and the version that `data-hub --version` then begins with. */
export interface BuiltPackage {
  /** Path of the `.deb`. */
  readonly file: string;
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
/** Highest exposure that `systemd-analyze security` may find, in tenths: 0 is none, 100 is everything. */
const MOST_EXPOSED = 20;
const CHANGED_SETTING = 'AGENT_OPTIONS=--port 9912\n';

/**
 * What an owner does with the package in a year, in this order: installs it, makes a key, upgrades, removes, purges,
 * and begins again.
 */
export function installChecks(built: BuiltPackage, next: BuiltPackage): InstallCheck[] {
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
        equal(await chroot.run('stat', '-c', '%U:%G %a', FOLDER), 'data-hub:data-hub 700', FOLDER);
        const entry = (await chroot.run('getent', 'passwd', 'data-hub')).split(':');
        equal(entry.slice(5).join(':'), `${FOLDER}:/usr/sbin/nologin`, 'home and shell of data-hub');
        equal(await chroot.run('stat', '-c', '%U:%G %a', SETTINGS), 'root:root 644', SETTINGS);
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
        const csr = ['data-hub', 'csr', '--hub', 'berlin-1', '--organization', 'acme', '--out', FOLDER];
        await chroot.run('runuser', '-u', 'data-hub', '--', ...csr);
        equal(await chroot.run('stat', '-c', '%U:%G %a', KEY), 'data-hub:data-hub 600', KEY);
        key = readFileSync(chroot.path(KEY), 'utf8');
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
        equal(await chroot.run('stat', '-c', '%U:%G %a', FOLDER), 'data-hub:data-hub 750', FOLDER);
      },
    },
    {
      title: 'removal takes the program, and keeps key and settings',
      run: async (chroot) => {
        await chroot.run('apt-get', 'remove', '-q', '-y', 'data-hub');
        const left = ['/usr/bin/data-hub', '/usr/lib/data-hub', `/usr/lib/systemd/system/${UNITS[0] ?? ''}`];
        for (const path of left) expectGone(chroot, path);
        expectKey(chroot, key);
        expectSettings(chroot);
      },
    },
    {
      title: 'a purge takes settings and sessions, keeps the key, and says so',
      run: async (chroot) => {
        const said = await chroot.run('apt-get', 'purge', '-q', '-y', 'data-hub');
        if (!said.includes('rm -r /etc/data-hub && userdel data-hub'))
          throw wrong('purge', said, 'how to go on');
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

async function install(chroot: Chroot, { file }: BuiltPackage): Promise<void> {
  const options = ['-q', '-y', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0'];
  await chroot.run('apt-get', 'install', ...options, chroot.takeIn(file));
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
