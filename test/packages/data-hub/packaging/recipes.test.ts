import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment, Program } from '../../../fixtures/commands';

const PACKAGING = join(__dirname, '..', '..', '..', '..', 'packages', 'data-hub', 'packaging');
const read = (...path: string[]): string => readFileSync(join(PACKAGING, ...path), 'utf8');

/** The settings of a unit: all values of each name. */
function settingsOf(unit: string): Map<string, string[]> {
  const settings = new Map<string, string[]>();
  for (const [, name = '', value = ''] of read('systemd', unit).matchAll(/^(\w+)=(.*)$/gm)) {
    settings.set(name, [...(settings.get(name) ?? []), value]);
  }
  return settings;
}

test('every unit, script and file is packaged', () => {
  const recipe = read('nfpm.yaml');
  for (const folder of ['systemd', 'scripts', 'default', 'examples']) {
    const files = readdirSync(join(PACKAGING, folder));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(recipe).toContain(` ${folder}/${file}\n`);
  }
});

test.each(readdirSync(join(PACKAGING, 'scripts')))(
  '%s is a shell script, and ignores what it does not know',
  (file) => {
    const script = join(PACKAGING, 'scripts', file);
    expect(spawnSync('sh', ['-n', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    // dpkg has more calls than these scripts have work, for example after an upgrade that failed.
    const trace = spawnSync('sh', ['-x', script, 'abort-upgrade'], { encoding: 'utf8' });
    expect(trace).toMatchObject({ status: 0, stdout: '' });
    expect(trace.stderr.split('\n').filter((line) => !/^\+ (?:set -e|exit 0)$|^$/.test(line))).toEqual([]);
  },
);

test('both services run as the same user, as closed as each other', () => {
  const agent = settingsOf('data-hub-agent.service');
  const doctor = settingsOf('data-hub-doctor.service');
  const hardening = [...doctor].filter(([name]) =>
    /^(?:Protect|Private|Restrict|Lock|NoNew|Capab)/.test(name),
  );
  expect(hardening.length).toBeGreaterThan(15);
  for (const [name, values] of hardening) expect([name, agent.get(name)]).toEqual([name, values]);
  for (const unit of [agent, doctor]) {
    expect(unit.get('User')).toEqual(['data-hub']);
    expect(unit.get('CapabilityBoundingSet')).toEqual(['']);
    expect(unit.get('ReadWritePaths')).toEqual(['/etc/data-hub']);
    // Node.js compiles while it runs.
    expect(unit.has('MemoryDenyWriteExecute')).toBe(false);
  }
});

test('the folder of the token outlives a restart', () => {
  expect(settingsOf('data-hub-agent.service').get('RuntimeDirectoryPreserve')).toEqual(['yes']);
});

test('the image runs as a number, and writes to its volumes only', () => {
  const recipe = read('Containerfile');
  expect(recipe).toContain('\nCOPY --chmod=0755 data-hub.js /usr/bin/data-hub\n');
  expect(recipe).toMatch(/^USER 9911:9911$/m);
  expect(recipe).toMatch(/^VOLUME \["\/etc\/data-hub", "\/run\/data-hub"\]$/m);
  expect(recipe).not.toMatch(/^(?:ADD|ENV|ARG) |:latest/m);
});

test('the image is healthy while the agent has valid credentials', async () => {
  const [, check = '[]'] = /^HEALTHCHECK [^[]*(\[.*\])$/m.exec(read('Containerfile')) ?? [];
  const [node, option, code = ''] = JSON.parse(check) as string[];
  expect([node, option]).toEqual(['node', '--eval']);
  let answer = 200;
  const server = createServer(({ url }, response) => {
    response.writeHead(url === '/health' ? answer : 404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const here = code.replace(':9911/', `:${port}/`);
  const exitCode = async (): Promise<number | null> =>
    (await Program.start([process.execPath, '--eval', here], bareEnvironment()).ended()).status;

  const well = await exitCode();
  answer = 503;
  const unwell = await exitCode();
  server.close();
  await once(server, 'close');

  expect([well, unwell, await exitCode()]).toEqual([0, 1, 1]);
});

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

(hasSystemd ? describe : describe.skip)('units (without systemd: sudo npm run test:packages)', () => {
  test('are understood by systemd, every word', () => {
    const folder = mkdtempSync(join(tmpdir(), 'units-'));
    try {
      for (const unit of readdirSync(join(PACKAGING, 'systemd'))) {
        // The program is not installed here.
        writeFileSync(join(folder, unit), read('systemd', unit).replaceAll('/usr/bin/data-hub', '/bin/true'));
      }
      const units = readdirSync(folder).map((unit) => join(folder, unit));
      expect(units).toHaveLength(3);
      expect(spawnSync('systemd-analyze', ['verify', ...units], { encoding: 'utf8' })).toMatchObject({
        status: 0,
        stdout: '',
        stderr: '',
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
