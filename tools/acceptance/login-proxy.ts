import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writePrivateFile } from '../../packages/data-hub/src/cache/private-file';
import { AcceptanceError } from './errors';

const PATIENCE_MS = 10_000;
const ASK_EVERY_MS = 20;
const USER = 'hub';

/** A proxy as companies have them: a process of its own, that demands a login and opens tunnels to few ports. */
export interface LoginProxy {
  /** Without user and password. */
  readonly origin: string;
  /** `user:password`. Secret. */
  readonly login: string;
  /** How many tunnels it has opened to a port of this machine. */
  readonly tunnelsTo: (origin: URL) => number;
  readonly stop: () => Promise<void>;
}

/**
 * Starts tinyproxy. https://tinyproxy.github.io/
 * @param ports that it opens tunnels to.
 * @throws AcceptanceError if it does not listen.
 */
export async function startLoginProxy(ports: readonly number[]): Promise<LoginProxy> {
  const { execa } = await import('execa');
  const folder = mkdtempSync(join(tmpdir(), 'login-proxy-'));
  const [log, settings] = [join(folder, 'log'), join(folder, 'tinyproxy.conf')];
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const lines = [
    `Port ${port}`,
    'Listen 127.0.0.1',
    `BasicAuth ${USER} ${password}`,
    `LogFile "${log}"`,
    'LogLevel Connect',
    'Timeout 60',
    ...ports.map((allowed) => `ConnectPort ${allowed}`),
  ];
  writePrivateFile(settings, `${lines.join('\n')}\n`);
  const proxy = execa('tinyproxy', ['-d', '-c', settings], { reject: false });
  const stop = async (): Promise<void> => {
    proxy.kill('SIGTERM');
    await proxy;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isOpen(port))) {
    if (proxy.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new AcceptanceError('tinyproxy does not listen; it said:', [(await proxy).stderr]);
    }
    await pause(ASK_EVERY_MS);
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    login: `${USER}:${password}`,
    tunnelsTo: ({ host }) => readFileSync(log, 'utf8').split(`: CONNECT ${host} `).length - 1,
    stop,
  };
}

/** A port of loopback that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
