import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CreateActivationCommand, DeleteActivationCommand } from '@aws-sdk/client-ssm';
import { ENVIRONMENT_TAG, ORG_SLUG_TAG } from '../../../config/naming';
import type { Hub, Platform } from '../../account/open-platform';
import { HUB_TAG, hybridNodesOf } from '../fleet/hybrid-nodes';
import { BundleError } from './bundle';
import { writeFiles } from './new-files';

/** File of the bundle that lets one machine register with Systems Manager. Secret, and of mode 0600. */
const ACTIVATION_FILE = 'hybrid-activation.json';

/** Milliseconds for which a machine can register. */
const LIFETIME = 12 * 3_600_000;

/** An activation of a hub, without its code. */
export interface HybridActivation {
  readonly activationId: string;
  readonly expiresAt: string;
  readonly file: string;
}

/**
 * Makes an activation with which one machine can register as the hub's hybrid node, and writes it into the
 * bundle: its code is shown only once, by AWS. One that was made before and not used is deleted.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-activation-managed-nodes.html
 * @throws BundleError if the bundle has one already.
 */
export async function createActivation(
  platform: Platform,
  hub: Hub,
  folder: string,
): Promise<HybridActivation> {
  const { clients, clock, environment, names, organization } = platform;
  const file = join(folder, ACTIVATION_FILE);
  if (existsSync(file)) {
    throw new BundleError(
      `${file} exists and is not overwritten; use it, or move it away to have another activation`,
    );
  }
  const { activations } = await hybridNodesOf(platform, hub);
  for (const ActivationId of activations)
    await clients.ssm.send(new DeleteActivationCommand({ ActivationId }));
  const expires = new Date(clock.now().getTime() + LIFETIME);
  const { ActivationId: activationId = '', ActivationCode: activationCode } = await clients.ssm.send(
    new CreateActivationCommand({
      Description: `Data Hub ${hub.name} of ${organization.slug}`,
      DefaultInstanceName: hub.thingName,
      IamRole: names.hybridNodeRole,
      RegistrationLimit: 1,
      ExpirationDate: expires,
      // Nodes that register inherit these. They can be given at creation only.
      Tags: [
        { Key: ENVIRONMENT_TAG, Value: environment.name },
        { Key: ORG_SLUG_TAG, Value: organization.slug },
        { Key: HUB_TAG, Value: hub.thingName },
      ],
    }),
  );
  const region = environment.region.name;
  const expiresAt = expires.toISOString();
  const text = `${JSON.stringify({ activationId, activationCode, region, expiresAt }, null, 2)}\n`;
  try {
    writeFiles(folder, new Map([[ACTIVATION_FILE, text]]), 0o600);
  } catch (error) {
    await clients.ssm.send(new DeleteActivationCommand({ ActivationId: activationId }));
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new BundleError(`${file} cannot be written (${reason}); the activation was deleted`);
  }
  return { activationId, expiresAt, file };
}
