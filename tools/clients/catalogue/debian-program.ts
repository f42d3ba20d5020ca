import { join } from 'node:path';
import type { Invocation } from '../client';

/** Debian's own Python, whatever others the machine has: its packages are made for this one. */
const PYTHON = '/usr/bin/python3';
const SCRIPTS = ['aws', 's3cmd'];

/** Starts a program of Debian from where its packages were unpacked. */
export function programInDebian(folder: string, name: string, args: readonly string[]): Invocation {
  const root = join(folder, 'root', 'usr');
  const program = join(root, 'bin', name);
  if (!SCRIPTS.includes(name)) return { command: [program, ...args] };
  const packages = [join(root, 'lib', 'python3', 'dist-packages'), join(root, 'share', 's3cmd')];
  return { command: [PYTHON, program, ...args], variables: { PYTHONPATH: packages.join(':') } };
}
