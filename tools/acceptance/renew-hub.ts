import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DescribeCertificateCommand, ListThingPrincipalsCommand } from '@aws-sdk/client-iot';
import { HUB_FILES } from '../../packages/data-hub/src/hub-config';
import {
  type AcceptanceContext,
  asOperator,
  CONFIG_FILE,
  configOn,
  hubArguments,
  processRequests,
} from './acceptance-context';
import { AcceptanceError } from './errors';
import { HUB_FOLDER } from './hub-machine';
import type { RunningAgent } from './set-up-hub';
import { toolVariables } from './try-uploads';
import { PROGRAMS_FOLDER } from './upload-tools';

/**
 * The platform orders a renewal, and the hub renews its certificate while a program uploads every half second. The
 * agent looks within the hour, so that the hub's steps are made by `data-hub renew`, as from a timer.
 * @returns what was seen, in a few words.
 * @throws AcceptanceError if an upload fails, or the old certificate stays active.
 */
export async function renewHub(context: AcceptanceContext, agent: RunningAgent): Promise<string> {
  const { machine } = context;
  const old = certificateInUse(context);
  const uploads = await uploadOnAndOn(context, agent);
  let lines: readonly string[];
  try {
    await asOperator(context, ['renewal', ...hubArguments(context), '--now']);
    const step = (): Promise<string> =>
      machine.asHub(['data-hub', 'renew', '--config', CONFIG_FILE, '--json']);
    expectState(await step(), 'waiting');
    await processRequests(context);
    expectState(await step(), 'renewed');
    const refresh = ['--config', CONFIG_FILE, '--port', String(agent.port), '--token-file', agent.tokenFile];
    await machine.asHub(['data-hub', 'refresh', ...refresh]);
    await processRequests(context);
  } finally {
    lines = await uploads.end();
  }
  const after = await certificatesOf(context);
  const renewed = certificateInUse(context);
  if (renewed === old || after.get(old) !== 'INACTIVE' || after.get(renewed) !== 'ACTIVE') {
    throw new AcceptanceError(
      `the new certificate ${renewed} was to be active, and the old one ${old} inactive:`,
      [JSON.stringify([...after])],
    );
  }
  const failed = lines.filter((line) => line !== 'ok');
  if (lines.length === 0 || failed.length > 0) {
    throw new AcceptanceError(`${failed.length} of ${lines.length} uploads failed meanwhile:`, failed);
  }
  return `the old certificate is inactive, ${lines.length} uploads meanwhile, none failed`;
}

function expectState(json: string, expected: string): void {
  const { state } = JSON.parse(json) as { readonly state?: unknown };
  if (state !== expected) throw new AcceptanceError(`expected the renewal to be ${expected}, got ${json}`);
}

/**
 * Id of the certificate that the hub uses, which AWS IoT makes of it: its SHA-256, in hexadecimal. That it is so is held
 * by this step, which finds the certificate by it.
 */
function certificateInUse({ machine }: AcceptanceContext): string {
  const file = machine.path(`${HUB_FOLDER}/${HUB_FILES.certificate}`);
  return new X509Certificate(readFileSync(file)).fingerprint256.replaceAll(':', '').toLowerCase();
}

/** Statuses of the hub's certificates, by id. */
async function certificatesOf({ account, machine }: AcceptanceContext): Promise<Map<string, string>> {
  const { iot } = account.clients;
  const { thingName } = configOn(machine);
  const { principals = [] } = await iot.send(new ListThingPrincipalsCommand({ thingName }));
  const found = principals.map(async (arn): Promise<[string, string]> => {
    const certificateId = arn.slice(arn.indexOf('/') + 1);
    const { certificateDescription } = await iot.send(new DescribeCertificateCommand({ certificateId }));
    return [certificateId, certificateDescription?.status ?? 'none'];
  });
  return new Map(await Promise.all(found));
}

/** Starts the program; it has uploaded once when this returns. */
async function uploadOnAndOn(
  context: AcceptanceContext,
  agent: RunningAgent,
): Promise<{ readonly end: () => Promise<readonly string[]> }> {
  const { execa } = await import('execa');
  const { buckets, prefix, keyArn } = configOn(context.machine);
  const [program, args, env] = context.machine.commandLine(
    ['python3', `${PROGRAMS_FOLDER}/upload_on_and_on.py`, buckets.raw, prefix, keyArn],
    toolVariables({ way: 'agent' }, context, agent),
  );
  const uploading = execa(program, args, {
    env,
    extendEnv: false,
    reject: false,
    stdin: 'pipe',
    lines: true,
  });
  await new Promise((resolve) => {
    uploading.stdout.once('data', resolve).once('close', resolve);
  });
  return {
    end: async () => {
      uploading.stdin.end();
      const { exitCode, stdout, stderr } = await uploading;
      if (exitCode !== 0) throw new AcceptanceError('the program that uploads on and on failed:', stderr);
      return stdout;
    },
  };
}
