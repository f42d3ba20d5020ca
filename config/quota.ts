/** A limit that AWS sets, as its pages say. */
export interface Quota {
  /** As AWS calls it, for people. */
  readonly name: string;
  /** Code of the service in Service Quotas, for example `iam`. */
  readonly service: string;
  /** Code of the quota in Service Quotas; left out where it is not listed there, or its code is not known. */
  readonly code?: string;
  /** What an account gets without asking, in {@link unit}. */
  readonly default: number;
  /** Regions in which the default differs. */
  readonly defaultIn?: Readonly<Record<string, number>>;
  /** The most that AWS's page says an account may get; left out where the page names none, or it is not adjustable. */
  readonly maximum?: number;
  /** Whether an account may have it raised; `not said` where AWS's page does not say. */
  readonly adjustable: boolean | 'not said';
  /** What is counted, for example `roles` or `characters`. */
  readonly unit: string;
  /** What has a limit of its own, for example `account` or `account and Region`. */
  readonly per: string;
  /** AWS's page that says so. */
  readonly page: string;
  /** Day on which the page was looked up: YYYY-MM-DD. */
  readonly checked: string;
  /** What a reader of the figures should know, such as another page that says otherwise. */
  readonly remark?: string;
}
