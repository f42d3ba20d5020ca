/** Why a hub gets no certificate; stable, read by programs. */
export type RefusalCode =
  | 'SUSPENDED'
  | 'REQUEST_MALFORMED'
  | 'REQUEST_ID'
  | 'REQUEST_OF_ANOTHER'
  | 'SIGNER_UNKNOWN'
  | 'SIGNER_INACTIVE'
  | 'SIGNATURE_INVALID'
  | 'INVITATION_EXPIRED'
  | 'HUB_ENROLLED'
  | 'KEY_REUSED'
  | 'RENEWAL_FORBIDDEN'
  | 'ROTATION_UNFINISHED'
  | 'CERTIFICATE_REVOKED'
  | 'CERTIFICATE_RETIRED';

/** A request that is not granted: nothing was changed, and the hub is told. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    /** What to do; read by the hub's owner. */
    message: string,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}
