import { readFile } from 'node:fs/promises';
import type { HubFiles } from '../../hub-config';
import { HubKeyPairError } from './errors';
import { checkedKeyPair, type KeyPair } from './key-pair';

/** The text of the hub's certificate and key, as they stand on disk now. */
export interface PairTexts {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Reads one file as text. */
export type ReadText = (file: string) => Promise<string>;

/** The pairs to try, and what is wrong with the files if an older pair has to do. */
export interface UsablePairs {
  /** Best first; one or two. */
  readonly pairs: readonly [KeyPair, ...KeyPair[]];
  readonly problem?: HubKeyPairError;
}

/**
 * The hub's certificate and key over time. The files are read again for each fetch, so that a rotation needs no
 * restart; a new pair comes first, and the pair that last got credentials stays in memory until the new one has.
 */
export class KeyPairSource {
  private proved: KeyPair | undefined;
  private latest: KeyPair | undefined;

  /** @param thingName identity of the hub, as `hub.json` has it. */
  constructor(
    private readonly read: () => Promise<PairTexts>,
    private readonly thingName: string,
  ) {}

  /** @throws HubKeyPairError if the files cannot be used and no pair has been proved. */
  async load(): Promise<UsablePairs> {
    try {
      const pair = await this.current();
      return this.proved === undefined || this.proved === pair
        ? { pairs: [pair] }
        : { pairs: [pair, this.proved] };
    } catch (error) {
      if (!(error instanceof HubKeyPairError) || this.proved === undefined) throw error;
      return { pairs: [this.proved], problem: error };
    }
  }

  /** To be told of the pair that got credentials. Returns whether that is a change of pairs. */
  prove(pair: KeyPair): boolean {
    const changed = this.proved !== undefined && this.proved !== pair;
    this.proved = pair;
    return changed;
  }

  private async current(): Promise<KeyPair> {
    const { certificate, privateKey } = await this.read();
    const known = [this.latest, this.proved].find(
      (pair) => pair?.certificate === certificate && pair.privateKey === privateKey,
    );
    this.latest = known ?? checkedKeyPair(certificate, privateKey, this.thingName);
    return this.latest;
  }
}

const MAX_READS = 3;

/**
 * Reads the two files so that both are of one moment: if the certificate changed while the key was read, again.
 * @throws HubKeyPairError if one cannot be read.
 */
export async function readPairTexts(files: HubFiles, read: ReadText = readTextFile): Promise<PairTexts> {
  let certificate = await read(files.certificate);
  for (let reads = 1; ; reads++) {
    const privateKey = await read(files.privateKey);
    const again = await read(files.certificate);
    if (again === certificate || reads === MAX_READS) return { certificate: again, privateKey };
    certificate = again;
  }
}

/** @throws HubKeyPairError if the file cannot be read. */
export async function readTextFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    const fix =
      reason === 'ENOENT'
        ? 'does not exist; put it there, or correct its path in hub.json'
        : reason === 'EACCES'
          ? 'may not be read by this user; run the command as the owner of the file'
          : `cannot be read (${reason})`;
    throw new HubKeyPairError('HUB_FILE_UNREADABLE', `${file}: ${fix}`);
  }
}
