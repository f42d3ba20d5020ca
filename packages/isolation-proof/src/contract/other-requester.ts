import type { ConcreteRequest } from '../decide/request';
import type { Model } from '../model/model';

/** Somebody who makes requests of the contract and is no principal of a tenant: a service, or an administrator. */
export interface OtherRequester<Id extends string = string> {
  /** In lower case, with hyphens for spaces. */
  readonly id: Id;
  /** As the subject of a sentence: `an administrator of the account`. */
  readonly subject: string;
  /** @returns undefined if the templates have no place for it */
  readonly of: (model: Model) => ConcreteRequest['requester'] | undefined;
}
