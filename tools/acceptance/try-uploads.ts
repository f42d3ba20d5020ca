import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uploadedObject } from '../clients/uploaded-object';
import { type AcceptanceContext, CONFIG_FILE, configOn, proxyVariables } from './acceptance-context';
import { AcceptanceError } from './errors';
import { HUB_FOLDER, type Variables } from './hub-machine';
import type { RunningAgent } from './set-up-hub';
import { PROGRAMS_FOLDER, type UploadTarget, type UploadTool } from './upload-tools';

const DENIED = /access[ _]?denied|forbidden|not authorized|403/i;
const READING = 'reading.csv';
const TEXT = 'time,value\n2026-11-26T12:00:00Z,1\n';

/** Puts the small programs of the SDKs, and something to upload, on the hub. */
export async function giveUploads({ repository, machine, account }: AcceptanceContext): Promise<void> {
  await machine.makeFolder(PROGRAMS_FOLDER);
  const programs = join(repository, 'tools', 'acceptance', 'programs');
  for (const name of readdirSync(programs)) await machine.give(join(programs, name), PROGRAMS_FOLDER);
  const [reading, profile] = [join(account.scratch, READING), join(account.scratch, 'aws-config')];
  writeFileSync(reading, TEXT);
  const command = `/usr/bin/data-hub credentials --config ${CONFIG_FILE}`;
  writeFileSync(profile, `[profile hub]\ncredential_process = ${command}\n`);
  for (const file of [reading, profile]) await machine.give(file);
}

/** The environment of a tool: how it gets credentials, and the proxy where it goes through it by itself. */
export function toolVariables(
  { way }: Pick<UploadTool, 'way'>,
  { proxy }: Pick<AcceptanceContext, 'proxy'>,
  { url, tokenFile }: RunningAgent,
): Variables {
  if (way === 'own') return {};
  const through = proxyVariables(proxy);
  if (way === 'credential_process')
    return { ...through, AWS_CONFIG_FILE: `${HUB_FOLDER}/aws-config`, AWS_PROFILE: 'hub' };
  if (way === 'command') return through;
  return {
    ...through,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: url,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
  };
}

/**
 * Uploads a file with a tool to the hub's own folder; then, where a tool lets one choose, to the neighbour's.
 * @returns what was seen, in a few words.
 * @throws AcceptanceError if the object is not there under the organization's key, or if the neighbour's is.
 */
export async function tryUpload(
  tool: UploadTool,
  context: AcceptanceContext,
  agent: RunningAgent,
): Promise<string> {
  const { account, machine } = context;
  const { prefix, keyArn, buckets } = configOn(machine);
  const endpoint = account.emulator.secureEndpoint;
  const own: UploadTarget = {
    file: `${HUB_FOLDER}/${READING}`,
    bucket: buckets.raw,
    key: `${prefix}${tool.name.replaceAll(' ', '-')}/${READING}`,
    ...{ keyArn, region: account.region, endpoint, prefix },
  };
  const variables = toolVariables(tool, context, agent);
  await machine.asHub(tool.command(own), variables);
  const object = await uploadedObject(account.readers.own, own.bucket, own.key);
  if (object?.bytes !== TEXT.length || object.keyArn !== keyArn) {
    throw new AcceptanceError(
      `${own.key}: expected ${TEXT.length} bytes under ${keyArn}, got ${JSON.stringify(object)}`,
    );
  }
  const stored = `${object.bytes} bytes under the organization's key`;
  if (tool.way === 'own') return `${stored}; it knows no folder but the hub's`;

  const other = { ...own, key: `${account.neighbour.config.prefix}${READING}` };
  const { exitCode, stdout, stderr } = await machine.attempt(tool.command(other), variables);
  const said = [...stdout, ...stderr];
  const letIn = await uploadedObject(account.readers.neighbour, other.bucket, other.key);
  if (exitCode === 0 || letIn !== undefined || !DENIED.test(said.join('\n'))) {
    throw new AcceptanceError(`${tool.name} was not refused at ${other.key}; it said:`, said);
  }
  return `${stored}; refused at the neighbour`;
}
