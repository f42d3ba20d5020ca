import { existsSync, readFileSync } from 'node:fs';
import { ConfigurationError, type Problem } from '../../../../config/errors';
import { HubKeyPairError } from '../credentials/errors';
import { checkedKeyPair, checkedRootCa, checkedTokenPair } from '../credentials/key-pair';
import { readTextFile } from '../credentials/key-pair-source';
import { hubFiles } from '../hub-config';
import { readBundle } from './bundle-contents';
import type { EnrolledHub } from './enrol';
import { SetupError } from './errors';
import { configFileIn, placeFiles, settledConfig } from './hub-folder-files';
import { type ProxySetting, withProxy } from './proxy-setting';

/**
 * Puts the operators' bundle in place beside the key whose request it answers.
 * @throws ConfigurationError if it does not fit the key, or cannot be used, with every problem; nothing was done.
 * @throws SetupError if the folder holds another hub, or another certificate.
 */
export async function installBundle({
  bundle,
  folder,
  proxy,
}: {
  readonly bundle: string;
  readonly folder: string;
  readonly proxy: ProxySetting;
}): Promise<EnrolledHub> {
  const { certificate, rootCa, ...contents } = await readBundle(bundle);
  const config = settledConfig(folder, withProxy(contents.config, proxy));
  const configFile = configFileIn(folder);
  const files = hubFiles(config, configFile);
  const problems: Problem[] = [];
  const check = async (work: () => unknown): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof HubKeyPairError)) throw error;
      // Messages begin with the file that they are about.
      problems.push({ place: bundle, fix: error.message });
    }
  };
  await check(() => checkedRootCa(rootCa, config.rootCaFile));
  await check(async () => {
    const names = { ...files, certificate: config.certificateFile };
    const { privateKey: place } = files;
    if (typeof place === 'string') {
      const privateKey = await readTextFile(place);
      checkedKeyPair({ certificate, privateKey }, names, config.thingName);
    } else {
      await checkedTokenPair({ certificate, privateKey: place }, names, config.thingName);
    }
  });
  if (problems.length > 0) throw new ConfigurationError(problems);
  const before = existsSync(files.certificate);
  if (before && readFileSync(files.certificate, 'utf8') !== certificate) {
    throw new SetupError(
      'HUB_SETUP_TAKEN',
      `${files.certificate} is another certificate, and is not overwritten; this hub renews it by itself, or see "Rotate the certificate" in the manual`,
    );
  }
  placeFiles(folder, config, { rootCa, certificate });
  return { config, configFile, before };
}
