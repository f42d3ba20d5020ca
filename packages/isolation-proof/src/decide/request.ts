import type { Subject } from '../model/principal';

/** An AWS service that acts by itself, and not in the name of a principal of the account. */
export interface ServicePrincipal {
  /** For example `credentials.iot.amazonaws.com`. */
  readonly service: string;
}

/** Values of a request's context keys, by key in lower case. Undefined says that the key is absent. */
export type Context = ReadonlyMap<string, string | undefined>;

/** One request of which everything is known. */
export interface ConcreteRequest {
  readonly requester: Subject | ServicePrincipal;
  /** Compared without regard to case. */
  readonly action: string;
  /** The full ARN; `*` for an action that takes no resource. */
  readonly resource: string;
  /** What is known besides the requester's own facts, which it overrides. Every other key that is known is absent. */
  readonly context: Context;
}

export function isService(requester: ConcreteRequest['requester']): requester is ServicePrincipal {
  return 'service' in requester;
}

/** For people: the service, or the ARN. */
export function nameOf(requester: ConcreteRequest['requester']): string {
  return isService(requester) ? requester.service : requester.arn;
}
