import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addHubCommands } from '../../packages/data-hub/bin/hub-commands';
import { checkPlatform } from '../../packages/data-hub/src/supported-platform';
import { bareEnvironment, commandLine, Program } from '../fixtures/commands';
import { askAgent } from '../packages/data-hub/fixtures/agents';
import { CredentialsServer } from '../packages/data-hub/fixtures/credentials-server';
import { HubFolder } from '../packages/data-hub/fixtures/hub-folder';
import { WriteOnlyBucket } from '../packages/data-hub/fixtures/write-only-bucket';

jest.setTimeout(60_000);

let server: CredentialsServer;
let folder: HubFolder;
const programs: Program[] = [];

beforeEach(async () => {
  server = await CredentialsServer.start();
  folder = await HubFolder.create(server);
});
afterEach(async () => {
  for (const { child } of programs.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  await server.stop();
  folder.remove();
});

function start(options: readonly string[], environment: Readonly<Record<string, string>> = {}): Program {
  const program = Program.start(commandLine('data-hub.ts', options), bareEnvironment(environment));
  programs.push(program);
  return program;
}

/** When that is so. It fails if the program ends before. */
async function until(isSo: () => boolean, { child, stderr }: Program): Promise<void> {
  while (!isSo()) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended: ${stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('an agent whose log nobody reads any more goes on serving; SIGHUP has it fetch now', async () => {
  const agent = start(['agent', '--config', folder.configFile, '--port', '0', '--stable-token']);
  const [, url = '', tokenFile = ''] = await agent.printed(/"url":"([^"]+)","tokenFile":"([^"]+)"/);
  await agent.printed(/credentials-refreshed/);
  agent.child.stdout?.destroy();

  for (const requests of [2, 3]) {
    agent.child.kill('SIGHUP');
    await until(() => server.requests.length === requests, agent);
  }
  const authorization = readFileSync(tokenFile, 'utf8');
  expect(await askAgent(url, { authorization })).toMatchObject({ status: 200 });
  agent.child.kill('SIGTERM');

  expect(await agent.ended()).toMatchObject({ status: 0, stderr: '' });
  expect(existsSync(tokenFile)).toBe(true);
});

test('doctor whose reader has seen enough ends with the code of what it found, and no stack trace', async () => {
  const bucket = await WriteOnlyBucket.start();
  const options = ['doctor', '--config', folder.configFile];
  const run = (): Program => {
    const doctor = start(options, { AWS_ENDPOINT_URL_S3: bucket.endpoint });
    doctor.child.stdout?.destroy();
    return doctor;
  };
  const well = await run().ended();
  bucket.denies = false;
  const reader = await run().ended();
  await bucket.stop();

  expect(well).toMatchObject({ status: 0, stderr: '' });
  expect(reader).toMatchObject({ status: 1, stderr: '' });
  expect(bucket.uploads).toHaveLength(2);
});

describe('a platform on which no hub runs', () => {
  test.each([
    ['win32', 'Windows'],
    ['darwin', 'macOS'],
    ['freebsd', 'freebsd'],
  ])('%s is refused in one line', (platform, name) => {
    expect(() => {
      checkPlatform(platform, {});
    }).toThrow(new RegExp(`^operating system = "${name}": a Data Hub runs on Linux only; .*$`));
    expect(() => {
      checkPlatform(platform, { DATA_HUB_UNSUPPORTED_PLATFORM: 'yes' });
    }).toThrow();
    checkPlatform(platform, { DATA_HUB_UNSUPPORTED_PLATFORM: 'allow' });
    checkPlatform('linux', {});
  });

  test('every command of a hub ends there with 2 before it does anything', async () => {
    const { platform } = process;
    Object.defineProperty(process, 'platform', { value: 'win32' });
    const exit = jest.spyOn(process, 'exit').mockImplementation(() => {
      throw new Error(`exit ${process.exitCode ?? 'without a code'}`);
    });
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const program = new Command();
    addHubCommands(program);
    try {
      for (const command of program.commands) {
        const options = command.options
          .filter(({ mandatory }) => mandatory)
          .flatMap(({ long }) => [long ?? '', 'x']);
        const words = command.registeredArguments.map(() => 'x');
        await expect(command.parseAsync([...options, ...words], { from: 'user' })).rejects.toThrow('exit 2');
      }
      expect(told.mock.calls.map(([line]) => String(line))).toEqual(
        program.commands.map(() => expect.stringMatching(/^operating system = "Windows": .*$/) as string),
      );
    } finally {
      Object.defineProperty(process, 'platform', { value: platform });
      exit.mockRestore();
      told.mockRestore();
      process.exitCode = undefined;
    }
  });
});
