/**
 * A text with variables, in the notation of `Fn::Sub`: `${QueueName}` is the text of a property, or a stand-in for
 * the name that CloudFormation makes if the property is absent; `${Path:-/}` gives `/` instead. Of a property that
 * holds more than is wanted, `${X|last}` takes what follows the last `:` or `/`, `${X|relative}` leaves a leading
 * `/` out, and `${X|address}` a leading `https://`. `${arn}` and `${ref}` are the resource's own, `${AWS::Region}`
 * and the like are pseudo parameters, and `${id}` stands for an id that AWS makes.
 */
export type TextTemplate = string | AlternativeText;

/** A text that depends on whether a property is given. */
export interface AlternativeText {
  readonly given: string;
  /** A value of the property that counts as if it were absent. */
  readonly except: string;
  readonly text: string;
  readonly otherwise: string;
}

/** ARN of a resource of a Region: `arn('sqs', '${QueueName}')`. */
export function arn(service: string, resource: string): string {
  return `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`;
}

/** ARN of a resource that belongs to the account and to no Region, as those of IAM. */
export function globalArn(service: string, resource: string): string {
  return `arn:\${AWS::Partition}:${service}::\${AWS::AccountId}:${resource}`;
}
