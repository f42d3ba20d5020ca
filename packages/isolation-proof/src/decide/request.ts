import type { Subject } from '../model/principal';

/** An AWS service that acts by itself, and not in the name of a principal of the account. */
export interface ServicePrincipal {
  /** For example `credentials.iot.amazonaws.com`. */
  readonly service: string;
}

/** Somebody whom an identity provider has signed in, and who has no credentials of AWS yet. */
export interface FederatedPrincipal {
  /** ARN of the provider. */
  readonly federated: string;
}

/** Whoever is no principal of the account. */
export type Outsider = ServicePrincipal | FederatedPrincipal;

/**
 * A value of a context key: a list for a key that may have several at once, such as `aws:TagKeys`. Undefined says
 * that the key is absent.
 */
export type ContextValue = string | readonly string[] | undefined;

/** Values of a request's context keys, by key in lower case. */
export type Context = ReadonlyMap<string, ContextValue>;

/** One request of which everything is known. */
export interface ConcreteRequest {
  readonly requester: Subject | Outsider;
  /** Compared without regard to case. */
  readonly action: string;
  /** The full ARN; `*` for an action that takes no resource. */
  readonly resource: string;
  /** What is known besides the requester's own facts, which it overrides. Every other key that is known is absent. */
  readonly context: Context;
}

export function isOutsider(requester: ConcreteRequest['requester']): requester is Outsider {
  return !('arn' in requester);
}

/** For people: the service, or the ARN. */
export function nameOf(requester: ConcreteRequest['requester']): string {
  if ('service' in requester) return requester.service;
  return 'federated' in requester ? requester.federated : requester.arn;
}
