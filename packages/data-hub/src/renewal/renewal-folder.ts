import { dirname, join, resolve } from 'node:path';
import { HUB_FILES, type HubFiles } from '../hub-config';
import { DISK, type DurableFiles } from '../state/durable-files';
import { RENEWAL_FOLDER } from '../state/unfinished-pair';

/** A renewal that is being made, or taken away; whatever stands in such a folder counts for nothing. */
const ASIDE = ['.renewal-begun', '.renewal-ended'] as const;

/** Files that others must not read, and those that need not be secret. */
const PRIVATE = 0o600;
const READABLE = 0o644;

/** How far a renewal is. */
export type PendingRenewal =
  | { readonly stage: 'none' }
  /** There is a key with its request; the platform may know of it or not. */
  | { readonly stage: 'requested'; readonly privateKey: string; readonly request: string }
  /** The new certificate has got credentials. From here on it is taken into use, whatever happens. */
  | {
      readonly stage: 'proved';
      readonly privateKey: string;
      readonly request: string;
      readonly certificate: string;
    };

/**
 * The files of a renewal, and how they take the place of the hub's certificate and key. Two files cannot be
 * replaced in one step, so the folder is the journal: it appears whole, the new certificate in it says that the
 * replacing has begun, both files are copied from it and not moved, and it disappears whole. Whoever finds it
 * goes on from there, and `unfinishedPair` is what a reader uses meanwhile.
 */
export class RenewalFolder {
  private readonly home: string;
  private readonly folder: string;

  /** @param files the hub's, whose certificate and key are replaced. */
  constructor(
    configFile: string,
    private readonly files: Pick<HubFiles<string>, 'certificate' | 'privateKey'>,
    private readonly disk: DurableFiles = DISK,
  ) {
    this.home = dirname(resolve(configFile));
    this.folder = join(this.home, RENEWAL_FOLDER);
  }

  /** How far the renewal is, after leftovers of one that was cut short are gone. @throws the system's error. */
  read(): PendingRenewal {
    for (const aside of ASIDE) {
      if (this.disk.exists(join(this.home, aside))) this.disk.remove(join(this.home, aside));
    }
    const privateKey = this.disk.read(this.path('privateKey'));
    const request = this.disk.read(this.path('request'));
    if (privateKey === undefined || request === undefined) {
      // Somebody took a file away: without both there is nothing to go on with.
      if (this.disk.exists(this.folder)) this.discard();
      return { stage: 'none' };
    }
    const certificate = this.disk.read(this.path('certificate'));
    return certificate === undefined
      ? { stage: 'requested', privateKey, request }
      : { stage: 'proved', privateKey, request, certificate };
  }

  /** Begins a renewal. @throws the system's error; then there is none. */
  create({ privateKey, request }: { readonly privateKey: string; readonly request: string }): void {
    const begun = join(this.home, ASIDE[0]);
    this.disk.makeFolder(begun);
    this.disk.write(join(begun, HUB_FILES.privateKey), privateKey, PRIVATE);
    this.disk.write(join(begun, HUB_FILES.request), request, PRIVATE);
    this.disk.rename(begun, this.folder);
  }

  /** Keeps the certificate that has got credentials: from now on the renewal is completed. */
  keep(certificate: string): void {
    this.disk.write(this.path('certificate'), certificate, READABLE);
  }

  /** Puts the proved pair in place of the hub's; does nothing where that is done. */
  install({ privateKey, certificate }: Extract<PendingRenewal, { stage: 'proved' }>): void {
    this.replace(this.files.privateKey, privateKey, PRIVATE);
    this.replace(this.files.certificate, certificate, READABLE);
  }

  /** Ends the renewal, and deletes its copy of the key. */
  discard(): void {
    const ended = join(this.home, ASIDE[1]);
    this.disk.remove(ended);
    this.disk.rename(this.folder, ended);
    this.disk.remove(ended);
  }

  private replace(file: string, text: string, mode: number): void {
    if (this.disk.read(file) !== text) this.disk.write(file, text, mode);
  }

  private path(name: 'privateKey' | 'request' | 'certificate'): string {
    return join(this.folder, HUB_FILES[name]);
  }
}
