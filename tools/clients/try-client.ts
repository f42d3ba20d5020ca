import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { runProcess } from '../local/run-process';
import type { Client, FileAndKey, Invocation, Target } from './client';
import { clientEnvironment, type CredentialsSource } from './client-environment';
import { uploadedObject } from './uploaded-object';

/** What is tried of a client, in this order. */
export const CHECKS = ['small', 'multipart', 'neighbour', 'refresh'] as const;
export type Check = (typeof CHECKS)[number];

/** `ok`: as it has to be. `failed`: not. `none`: does not apply to this client, and `saw` says why. */
export interface CheckOutcome {
  readonly check: Check;
  readonly outcome: 'ok' | 'failed' | 'none';
  /** What was seen; of a refusal, what the client tells a person. */
  readonly saw: string;
}

/** Who can see what was uploaded to the folders of two organizations. */
export interface Readers {
  readonly own: S3Client;
  readonly neighbour: S3Client;
}

export interface TrialContext {
  readonly target: Omit<Target, 'cacheFile'>;
  /** Of the pipelines of the hub's organization and of the other one. */
  readonly readers: Readers;
  readonly smallFile: string;
  /** Of more than two parts of 5 MiB. */
  readonly largeFile: string;
  /** The folder of a hub of another organization. */
  readonly neighbourPrefix: string;
  /** With sessions of an hour. */
  readonly long: CredentialsSource;
  /** With sessions that end within {@link shortSession}. */
  readonly short: CredentialsSource;
  /** In seconds. */
  readonly shortSession: number;
  readonly signal: AbortSignal;
}

/** A client that hangs fails. */
const LIMIT = 120_000;
const LONGEST_QUOTE = 240;
const TELLS_OF_DENIAL = /access[ _]?denied|forbidden|not authorized|403/i;

/** Tries one check of a client that is installed in the folder. */
export async function tryCheck(
  client: Client,
  folder: string,
  check: Check,
  context: TrialContext,
): Promise<CheckOutcome> {
  if (client.cannot !== undefined && check !== 'small') return none(check, client.cannot);
  return TRIALS[check](client, folder, context);
}

type Trial = (client: Client, folder: string, context: TrialContext) => Promise<CheckOutcome>;

const TRIALS: Record<Check, Trial> = {
  small: async (client, folder, context) => {
    const what = placeOf(client, context, context.smallFile);
    const { exitCode, said } = await upload(client, folder, what, context.long, context);
    if (client.cannot !== undefined) {
      if (exitCode === 0 || (await stored(context, what)) !== undefined)
        return failed('small', 'it works now');
      return TELLS_OF_DENIAL.test(said)
        ? ok('small', `refused, as expected: ${said}`)
        : failed('small', said);
    }
    return exitCode === 0 ? judged('small', context, what, 1) : failed('small', said);
  },
  multipart: async (client, folder, context) => {
    if (client.multipart === false) return none('multipart', 'sends a file in one request, of up to 5 GB');
    const what = placeOf(client, context, context.largeFile);
    const { exitCode, said } = await upload(client, folder, what, context.long, context);
    return exitCode === 0 ? judged('multipart', context, what, 2) : failed('multipart', said);
  },
  neighbour: async (client, folder, context) => {
    if (client.ownFolderOnly === true) return none('neighbour', 'its folder is that of hub.json');
    const own = placeOf(client, context, context.smallFile);
    const what = { ...own, key: `${context.neighbourPrefix}${client.name}.txt` };
    const { exitCode, said } = await upload(client, folder, what, context.long, context);
    if ((await stored(context, what, 'neighbour')) !== undefined) return failed('neighbour', 'it was let in');
    if (exitCode === 0) return failed('neighbour', 'it does not say that it was refused');
    return TELLS_OF_DENIAL.test(said)
      ? ok('neighbour', said)
      : failed('neighbour', `does not say that access was denied: ${said}`);
  },
  refresh: async (client, folder, context) => {
    const files = ['before', 'after'].map((when) => placeOf(client, context, context.smallFile, when));
    const [before, after] = files;
    if (before === undefined || after === undefined) throw new TypeError('there are two');
    // Longer than the session, so that the second upload is refused unless it gets a new one.
    const seconds = context.shortSession + 2;
    const { uploadInTurn } = client;
    if (uploadInTurn !== undefined) {
      const { exitCode, said } = await run(
        client,
        (target) => uploadInTurn(folder, files, seconds, target),
        context.short,
        context,
      );
      return exitCode === 0 ? judged('refresh', context, after, 1) : failed('refresh', said);
    }
    for (const what of files) {
      if (what === after) await pause(seconds * 1000, undefined, { signal: context.signal });
      const { exitCode, said } = await upload(client, folder, what, context.short, context);
      if (exitCode !== 0) return failed('refresh', said);
    }
    const outcome = await judged('refresh', context, after, 1);
    return { ...outcome, saw: `${outcome.saw}, by a new process` };
  },
};

function placeOf(client: Client, { target }: TrialContext, file: string, folder = 'try'): FileAndKey {
  return { file, key: `${target.prefix}${client.name}/${folder}/${basename(file)}` };
}

interface Ended {
  readonly exitCode: number | undefined;
  /** The line that tells a person what went wrong: the last one, shortened. */
  readonly said: string;
}

function upload(
  client: Client,
  folder: string,
  what: FileAndKey,
  source: CredentialsSource,
  context: TrialContext,
): Promise<Ended> {
  return run(client, (target) => client.upload(folder, what, target), source, context);
}

async function run(
  { way }: Client,
  invocation: (target: Target) => Invocation,
  source: CredentialsSource,
  { target: common, signal }: TrialContext,
): Promise<Ended> {
  const target = { ...common, cacheFile: source.cacheFile };
  const {
    command: [program, ...args],
    variables,
  } = invocation(target);
  const env = { ...(await clientEnvironment(way, target, source)), ...variables };
  const limit = AbortSignal.timeout(LIMIT);
  try {
    const { exitCode, stdout, stderr } = await runProcess(program, args, {
      cwd: source.home,
      env,
      signal: AbortSignal.any([signal, limit]),
    });
    return { exitCode, said: told([...stdout, ...stderr]) };
  } catch (error) {
    if (limit.aborted) return { exitCode: undefined, said: `did not end within ${LIMIT / 1000} s` };
    const code = (error as NodeJS.ErrnoException).code;
    if (signal.aborted || code === undefined) throw error;
    return { exitCode: undefined, said: `could not be started (${code})` };
  }
}

function told(lines: readonly string[]): string {
  const nonEmpty = lines.map((line) => line.trim()).filter((line) => line !== '');
  const line =
    nonEmpty.findLast((one) => /denied|forbidden|error/i.test(one)) ?? nonEmpty.at(-1) ?? 'nothing';
  return line.length <= LONGEST_QUOTE ? line : `${line.slice(0, LONGEST_QUOTE)}…`;
}

async function judged(
  check: Check,
  context: TrialContext,
  what: FileAndKey,
  leastParts: number,
): Promise<CheckOutcome> {
  const object = await stored(context, what);
  if (object === undefined) return failed(check, 'it says that it uploaded, and there is no object');
  const { bytes, parts, keyArn } = object;
  if (keyArn !== context.target.keyArn) return failed(check, `it is encrypted with ${keyArn || 'no key'}`);
  if (parts < leastParts) return failed(check, `it was sent in ${parts} part`);
  return ok(check, parts > 1 ? `${bytes} bytes in ${parts} parts` : `${bytes} bytes`);
}

function stored({ readers, target }: TrialContext, { key }: FileAndKey, whose: keyof Readers = 'own') {
  return uploadedObject(readers[whose], target.bucket, key);
}

const ok = (check: Check, saw: string): CheckOutcome => ({ check, outcome: 'ok', saw });
const failed = (check: Check, saw: string): CheckOutcome => ({ check, outcome: 'failed', saw });
const none = (check: Check, saw: string): CheckOutcome => ({ check, outcome: 'none', saw });
