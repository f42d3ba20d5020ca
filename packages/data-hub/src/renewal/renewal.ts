import { newKeyWithRequest } from '../csr/certificate-request';
import { HubKeyPairError } from '../credentials/errors';
import type { HubFiles } from '../hub-config';
import { signWith } from '../keys/sign';
import { checkedKeyPair, type KeyPair, type PairTexts } from '../credentials/key-pair';
import type { HubShadow, ShadowState } from '../shadow/hub-shadow';
import { confirmationText } from '../shadow/shadow-document';
import { requestIdOf, type RequestSigner, shadowRequest } from './certificate-request';
import { RenewalError } from './errors';
import type { PendingRenewal, RenewalFolder } from './renewal-folder';
import type { KnownRefusal, RenewalRecord } from './renewal-record';

/** What one step of a renewal came to. */
export type RenewalOutcome =
  | { readonly state: 'not-due' }
  /** The platform has the request, and has not answered. `asked`: it was sent for the first time just now. */
  | { readonly state: 'waiting'; readonly requestId: string; readonly asked: boolean }
  /** `known`: told before; the hub asks again a day after it was. */
  | { readonly state: 'refused'; readonly refusal: KnownRefusal; readonly known: boolean }
  | { readonly state: 'renewed'; readonly requestId: string; readonly certificateId: string };

export interface RenewalOptions {
  readonly thingName: string;
  readonly files: HubFiles<string>;
  readonly folder: RenewalFolder;
  readonly record: RenewalRecord;
  readonly shadow: HubShadow;
  /** Who signs for the request. @throws HubKeyPairError */
  readonly signer: () => Promise<RequestSigner>;
  /**
   * Whether a certificate is wanted.
   * @param ask reads the shadow, once in a step; not called where the answer is known without it.
   */
  readonly isDue: (signer: RequestSigner, ask: () => Promise<ShadowState>) => Promise<boolean>;
  /** Gets credentials with a pair that is not in use. @throws FetchError if there are none. */
  readonly tryPair: (pair: PairTexts) => Promise<unknown>;
  /** Whether a refusal of before is left alone for a day; not where a person asks again. @default true */
  readonly heedsRefusals?: boolean;
  /** Milliseconds since 1970, by the clock of AWS as far as it is known. */
  readonly now: () => number;
}

/** Codes of the system for a disk, or a user's share of it, that is full. */
const NO_SPACE: readonly string[] = ['ENOSPC', 'EDQUOT'];

/** How long the hub leaves a refusal alone that does not change, in milliseconds. */
const REFUSAL_HOLDS = 86_400_000;

/**
 * How a hub gets a new certificate with the one that it has. A step does what can be done now and comes back:
 * whether the process ends between two steps, or is killed within one, makes no difference to the next one,
 * because each begins with what stands on the disk and in the shadow.
 */
export class Renewal {
  constructor(private readonly options: RenewalOptions) {}

  /**
   * @throws ShadowError, FetchError, HubKeyPairError or RenewalError if it does not get on; the next step tries
   * again. The pair in use stays in use.
   */
  async step(): Promise<RenewalOutcome> {
    const { folder } = this.options;
    const pending = this.onDisk(() => folder.read());
    return pending.stage === 'proved' ? this.complete(pending) : this.ask(pending);
  }

  private async ask(pending: Exclude<PendingRenewal, { stage: 'proved' }>): Promise<RenewalOutcome> {
    const { folder, shadow, thingName, now } = this.options;
    const signer = await this.options.signer();
    let state: ShadowState | undefined;
    const read = async (): Promise<ShadowState> => (state ??= await shadow.read());

    let requested = pending;
    if (requested.stage === 'none') {
      if (!(await this.options.isDue(signer, read))) return { state: 'not-due' };
      const refusal = await this.standingRefusal(read);
      if (refusal !== undefined) return { state: 'refused', refusal, known: true };
      const { privateKey, request } = await newKeyWithRequest(thingName);
      this.onDisk(() => {
        folder.create({ privateKey, request });
      });
      requested = { stage: 'requested', privateKey, request };
    }

    const requestId = requestIdOf(requested.request);
    const { desired, reported } = await read();
    if (desired.issued?.requestId === requestId) return this.accept(requested, desired.issued.certificate);
    if (desired.refused?.requestId === requestId) return this.refused(desired.refused);
    // Signed again if the certificate in use has changed meanwhile: the platform would not know the old one.
    const known = reported.request;
    const asked = known?.id !== requestId || known.certificateId !== signer.certificateId;
    if (asked) {
      const request = shadowRequest(thingName, requested.request, signer, now());
      // A confirmation of before stays: the platform may not have seen it, and takes it away when it has. Without it
      // the hub would be between two certificates for good.
      await shadow.report({ request });
    }
    return { state: 'waiting', requestId, asked };
  }

  /** The refusal of before, unless a day has gone by or the platform says something else by now. */
  private async standingRefusal(read: () => Promise<ShadowState>): Promise<KnownRefusal | undefined> {
    const { record, heedsRefusals = true } = this.options;
    const refusal = heedsRefusals ? record.refusal() : undefined;
    if (refusal === undefined || this.options.now() - refusal.at >= REFUSAL_HOLDS) return undefined;
    const { refused } = (await read()).desired;
    const { requestId, code, message } = refusal;
    const isSame = refused?.requestId === requestId && refused.code === code && refused.message === message;
    return isSame ? refusal : undefined;
  }

  private async refused(answer: Omit<KnownRefusal, 'at'>): Promise<RenewalOutcome> {
    const { folder, record, shadow, now } = this.options;
    const refusal = { ...answer, at: now() };
    this.onDisk(() => {
      record.refused(refusal);
      folder.discard();
    });
    await shadow.report({ request: null });
    return { state: 'refused', refusal, known: false };
  }

  private async accept(
    requested: Extract<PendingRenewal, { stage: 'requested' }>,
    certificate: string,
  ): Promise<RenewalOutcome> {
    const { folder, tryPair } = this.options;
    const texts = { certificate, privateKey: requested.privateKey };
    this.checked(texts);
    await tryPair(texts);
    this.onDisk(() => {
      folder.keep(certificate);
    });
    return this.complete({ ...requested, stage: 'proved', certificate });
  }

  private async complete(proved: Extract<PendingRenewal, { stage: 'proved' }>): Promise<RenewalOutcome> {
    const { folder, record, shadow, thingName, now } = this.options;
    const { certificateId } = this.stillWhole(proved);
    const requestId = requestIdOf(proved.request);
    this.onDisk(() => {
      folder.install(proved);
      record.renewed(certificateId, now());
    });
    const signature = signWith(proved.privateKey, confirmationText(thingName, { requestId, certificateId }));
    await shadow.report({ request: null, confirmation: { requestId, certificateId, signature } });
    this.onDisk(() => {
      folder.discard();
    });
    return { state: 'renewed', requestId, certificateId };
  }

  /** What was proved is as it was; if somebody has changed it, the renewal begins anew. */
  private stillWhole(proved: PairTexts): KeyPair {
    try {
      return this.checked(proved);
    } catch (error) {
      this.onDisk(() => {
        this.options.folder.discard();
      });
      throw error;
    }
  }

  private checked(texts: PairTexts): KeyPair {
    const { files, thingName } = this.options;
    try {
      return checkedKeyPair(texts, files, thingName);
    } catch (error) {
      if (!(error instanceof HubKeyPairError)) throw error;
      throw new RenewalError(
        'HUB_RENEWAL_CERTIFICATE',
        `the certificate that the platform issued is not for this hub's request (${error.code}); ask the platform's operators`,
      );
    }
  }

  private onDisk<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      const { code, path } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      const fix = NO_SPACE.includes(code)
        ? 'make room on that disk'
        : 'let its user write there: in a systemd unit with ProtectSystem=strict by ReadWritePaths=';
      throw new RenewalError(
        'HUB_RENEWAL_UNWRITABLE',
        `${path ?? 'the folder of hub.json'} cannot be written (${code}), so the hub cannot renew its certificate; ${fix}`,
      );
    }
  }
}
