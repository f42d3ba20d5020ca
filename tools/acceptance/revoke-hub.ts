import {
  type AcceptanceContext,
  asOperator,
  CONFIG_FILE,
  configOn,
  hubArguments,
} from './acceptance-context';
import { AcceptanceError } from './errors';
import { HUB_FOLDER } from './hub-machine';
import type { RunningAgent } from './set-up-hub';
import type { TokenHub } from './token-hub';
import { toolVariables } from './try-uploads';
import { PROGRAMS_FOLDER } from './upload-tools';

/**
 * Revokes the hub, and finds that neither the session that it has nor its certificate is of any use.
 * @param other a hub of the same organization, which has to go on.
 * @throws AcceptanceError if it can still do something, or the other cannot.
 */
export async function revokeHub(
  context: AcceptanceContext,
  agent: RunningAgent,
  other: TokenHub,
): Promise<string> {
  const { machine } = context;
  const { buckets, prefix, keyArn } = configOn(machine);
  const file = `${HUB_FOLDER}/hub.json`;
  const upload = (name: string) =>
    machine.attempt(
      ['python3', `${PROGRAMS_FOLDER}/upload.py`, file, buckets.raw, `${prefix}${name}`, keyArn],
      toolVariables({ way: 'agent' }, context, agent),
    );
  const before = await upload('before');
  if (before.exitCode !== 0) throw new AcceptanceError('the hub could not upload before:', before.stderr);
  await asOperator(context, ['revoke', ...hubArguments(context), '--yes']);
  const after = await upload('after');
  if (after.exitCode === 0 || !after.stderr.join('\n').includes('AccessDenied')) {
    throw new AcceptanceError('the session that it had was not denied:', after.stderr);
  }
  // With a cache of its own: the other one has a session that is not over yet, and is denied everything.
  const fetch = [
    'data-hub',
    'credentials',
    '--config',
    CONFIG_FILE,
    '--cache',
    `${HUB_FOLDER}/new-cache.json`,
  ];
  const fetched = await machine.attempt(fetch);
  if (fetched.exitCode !== 1 || fetched.stdout.length > 0) {
    throw new AcceptanceError('its certificate was not refused:', fetched.stderr);
  }
  await other.fetch();
  return 'its session is denied and its certificate refused at once; another hub of the organization goes on';
}
