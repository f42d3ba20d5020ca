import { readFile, stat } from 'node:fs/promises';
import { decodePem, otherEncodingFix } from '../../../../config/text-encoding';
import type { HubFiles } from '../hub-config';
import { isSameKey, type PrivateKey } from '../keys/private-key';
import { requireReadable } from '../regular-file';
import { HubKeyPairError } from './errors';
import { checkedKeyPair, checkedRootCa, checkedTokenPair, type KeyPair, type PairTexts } from './key-pair';

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
  private checkedRoot: string | undefined;
  /** Files that stay wrong are looked at once: while they do, they are read again and again. */
  private refused: { readonly texts: PairTexts<PrivateKey>; readonly error: HubKeyPairError } | undefined;
  private between: KeyPair | undefined;

  /**
   * @param thingName identity of the hub, as `hub.json` has it.
   * @param unfinished where a renewal keeps the pair that it is putting in place.
   */
  constructor(
    private readonly files: HubFiles,
    private readonly thingName: string,
    private readonly read: ReadText = readTextFile,
    private readonly unfinished?: Pick<HubFiles, 'certificate' | 'privateKey'>,
  ) {}

  /** The root CA as it stands on disk. @throws HubKeyPairError if it cannot be used. */
  async rootCa(): Promise<string> {
    const text = await this.read(this.files.rootCa);
    if (text !== this.checkedRoot) this.checkedRoot = checkedRootCa(text, this.files.rootCa);
    return text;
  }

  /** @throws HubKeyPairError if the files cannot be used and no pair has been proved. */
  async load(): Promise<UsablePairs> {
    try {
      const pair = await this.currentOrUnfinished();
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

  /** A renewal that was cut short between its two files has both of them elsewhere. */
  private async currentOrUnfinished(): Promise<KeyPair> {
    try {
      return await this.current();
    } catch (error) {
      const isHalf = error instanceof HubKeyPairError && error.code === 'HUB_KEY_MISMATCH';
      const whole = isHalf ? await this.unfinishedPair() : undefined;
      if (whole === undefined) throw error;
      return whole;
    }
  }

  private async unfinishedPair(): Promise<KeyPair | undefined> {
    if (this.unfinished === undefined) return undefined;
    try {
      const files = { ...this.files, ...this.unfinished };
      const { certificate, privateKey } = await readPairTexts(files, this.read);
      if (typeof privateKey !== 'string') return undefined;
      const texts = { certificate, privateKey };
      if (this.between === undefined || !isOf(texts, this.between)) {
        this.between = checkedKeyPair(texts, files, this.thingName);
      }
      return this.between;
    } catch {
      // There is no renewal under way: what stands in place is what counts.
      return undefined;
    }
  }

  private async current(): Promise<KeyPair> {
    const texts = await readPairTexts(this.files, this.read);
    const known = [this.latest, this.proved].find((pair) => pair !== undefined && isOf(texts, pair));
    if (known !== undefined) this.latest = known;
    else if (this.refused !== undefined && isOf(texts, this.refused.texts)) throw this.refused.error;
    else this.latest = await this.checked(texts);
    return this.latest;
  }

  private async checked({ certificate, privateKey }: PairTexts<PrivateKey>): Promise<KeyPair> {
    // Neither a token that is absent nor one that answers again changes a file: looked at each time.
    if (typeof privateKey !== 'string') {
      return checkedTokenPair({ certificate, privateKey }, this.files, this.thingName);
    }
    const texts = { certificate, privateKey };
    try {
      return checkedKeyPair(texts, this.files, this.thingName);
    } catch (error) {
      if (error instanceof HubKeyPairError) this.refused = { texts, error };
      throw error;
    }
  }
}

function isOf(texts: PairTexts<PrivateKey>, { certificate, privateKey }: PairTexts<PrivateKey>): boolean {
  return texts.certificate === certificate && isSameKey(texts.privateKey, privateKey);
}

const MAX_READS = 3;

/** Reads the two files so that both are of one moment: if the certificate changed while the key was read, again. */
async function readPairTexts(files: HubFiles, read: ReadText): Promise<PairTexts<PrivateKey>> {
  let certificate = await read(files.certificate);
  for (let reads = 1; ; reads++) {
    const place = files.privateKey;
    const privateKey = typeof place === 'string' ? await read(place) : place;
    const again = await read(files.certificate);
    if (again === certificate || reads === MAX_READS) return { certificate: again, privateKey };
    certificate = again;
  }
}

/** Reads a PEM file. @throws HubKeyPairError if the file cannot be read. */
export async function readTextFile(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    requireReadable(await stat(file));
    bytes = await readFile(file);
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
  const text = decodePem(bytes);
  if (typeof text === 'string') return text;
  throw new HubKeyPairError('HUB_FILE_UNREADABLE', `${file}: ${otherEncodingFix(text)}`);
}
