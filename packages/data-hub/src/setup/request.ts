// The library of certificates looks for this when it is loaded.
import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { createRequest, type RequestFiles } from '../csr/create-request';
import { HUB_FILES } from '../hub-config';
import { thingNameOf } from '../hub-name';
import { giveToOwnerOf } from '../state/durable-files';
import { SetupError } from './errors';

/** The request of a hub that is to be sent to the operators, made now or before. */
export interface SetupRequest extends RequestFiles {
  readonly before: boolean;
}

/**
 * Makes a hub's key and request, if they are not there.
 * @throws SetupError if the folder holds a request of another hub, a key without one, or an enrolled hub.
 * @throws RequestFilesError if they cannot be written.
 */
export async function requestOf(options: {
  readonly organization: string;
  readonly hub: string;
  readonly folder: string;
}): Promise<SetupRequest> {
  const { organization, hub } = options;
  const folder = resolve(options.folder);
  const [privateKey, request] = [join(folder, HUB_FILES.privateKey), join(folder, HUB_FILES.request)];
  if (existsSync(join(folder, HUB_FILES.config))) {
    throw taken(`${folder} holds a hub that is set up (hub.json)`, 'look at it with data-hub doctor');
  }
  if (!existsSync(privateKey)) {
    const made = await createRequest({ organization, hub, out: folder, argument: '--folder' });
    for (const file of [made.privateKey, made.request]) giveToOwnerOf(folder, file);
    return { ...made, before: false };
  }
  const thingName = thingNameOf(organization, hub);
  const owner = existsSync(request) ? commonNameOf(readFileSync(request, 'utf8')) : undefined;
  if (owner === thingName) return { thingName, privateKey, request, before: true };
  throw owner === undefined
    ? taken(`${privateKey} is there without a request`, 'move it away')
    : taken(
        `${request} is of the hub ${JSON.stringify(owner)}, and not of ${thingName}`,
        'move both files away',
      );
}

function taken(what: string, fix: string): SetupError {
  return new SetupError('HUB_SETUP_TAKEN', `${what}; ${fix}, or choose another folder with --folder`);
}

/** Common name of a PKCS#10 request, if it can be read. */
function commonNameOf(pem: string): string | undefined {
  try {
    return new Pkcs10CertificateRequest(pem).subjectName.getField('CN')[0];
  } catch {
    return undefined;
  }
}
