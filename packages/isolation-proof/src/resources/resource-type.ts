import type { Flow, ImpliedLogGroup, Program, TextForm } from './described-flow';
import type { PropertyPath } from './property-path';
import type { TextTemplate } from './text-template';

/**
 * What the proof has to know about one CloudFormation type. Every property in which a resource can grant, carry,
 * send or open something is named here, in one of the lists; what is named nowhere does none of these, for the
 * reason given in `because`. A test compares the lists with the service specification.
 */
export interface ResourceType {
  /** Name of the type, such as `AWS::SQS::Queue`. */
  readonly type: string;
  /** Why nothing else of it grants, carries or sends. A sentence without its subject: "it holds …". */
  readonly because: string;

  /** Its ARN, as policies name it. Absent if no policy can name it. */
  readonly arn?: TextTemplate;
  /** Patterns of the ARNs of what is in it, such as `${arn}/*` for the objects of a bucket. */
  readonly contents?: readonly TextTemplate[];
  /** What `Ref` gives. Absent if no other property has a use for it. */
  readonly ref?: TextTemplate;
  /** What `Fn::GetAtt` gives, by attribute; others are unknown before deployment. */
  readonly attributes?: Readonly<Record<string, TextTemplate>>;
  /** The property that holds its tags, as a list or as a map. Absent if it takes none. */
  readonly tags?: PropertyPath;
  /** One that may hold tags, which the CDK does not put in by itself: without them, the resource is its stack's. */
  readonly optionalTags?: PropertyPath;
  /** Where its parts hold tags, into each of which the CDK puts the same ones, as into replicas of a table. */
  readonly partTags?: PropertyPath;

  /** Properties that hold tags of what it makes, as a launch template those of machines. */
  readonly givenTags?: readonly PropertyPath[];

  readonly policies?: readonly HeldPolicy[];
  readonly roles?: readonly CarriedRole[];
  /** Where it sends data. */
  readonly destinations?: readonly Flow[];
  /** Log groups that it writes to as long as no property names another one, by name. */
  readonly logGroups?: readonly ImpliedLogGroup[];
  /** Where it takes data from, so that a tenant's own resource cannot draw on a neighbour's. */
  readonly sources?: readonly Flow[];
  /**
   * Properties that name the KMS key under which it stores data. A tenant's is its own or the platform's: whoever has
   * the key can make the data unreadable.
   */
  readonly keys?: readonly PropertyPath[];
  /** Properties that name certificates by which it proves whose server it is. */
  readonly certificates?: readonly PropertyPath[];
  /** Names in DNS that lead to it. */
  readonly domains?: readonly TextTemplate[];
  /** Where the programs come from that it runs: whoever can change one acts under the role that it runs under. */
  readonly programs?: readonly Program[];
  /** What it shows of the whole account, all tenants included, so that no tenant may have one: "calls in the account". */
  readonly accountWide?: string;
  /** The pattern by which it chooses events of its bus. A tenant's has to choose the tenant's own. */
  readonly eventPattern?: PropertyPath;
  /**
   * What it is a part of, by the property that names it, for types that take no tags: in a stack of several tenants it
   * belongs to the owner of the first of these that has one. Whether it may be a part of that is not asked, as it is of a
   * flow. What a flow names as its `whole`, or a policy as that whose it is, need not be here.
   */
  readonly partOf?: Readonly<Record<PropertyPath, TextForm>>;
  /** The query by which it chooses messages of MQTT. A tenant's has to choose topics of the tenant's own. */
  readonly messageQuery?: PropertyPath;
  readonly openings?: readonly Opening[];
  readonly settings?: readonly Setting[];
  /** Properties that make a resource undecided if they are present, each with the reason. */
  readonly undecided?: Readonly<Record<PropertyPath, string>>;
  /** Properties that hold calls of AWS, made at deployment; if another property is there, where one is named. */
  readonly calls?: { readonly properties: readonly PropertyPath[]; readonly if?: PropertyPath };
  /** Properties that look as if they granted, carried or sent, and do not. */
  readonly harmless?: readonly Harmless[];
  /**
   * Texts for people, or for an engine that acts with the rights of whoever asks it: queries, schedules, layouts of
   * rows. Nothing that is asked is made of them, and no character in them is a wildcard of a policy. A claim may compare
   * one as a whole with a text that is made of the organization's names.
   */
  readonly freeTexts?: readonly PropertyPath[];
  /** Whether it takes properties of any name, as a custom resource does. @default false */
  readonly anyProperty?: boolean;
  /** Why no resource of this type can be judged. */
  readonly refused?: string;
  /** Whether it deploys resources that nobody would look at, so that declaring it harmless does not help. */
  readonly hidesResources?: true;
}

/** A policy that stands in the properties of a resource. */
export interface HeldPolicy {
  /**
   * Where the document is, as an object or as JSON text; or where a single statement is; or which properties make
   * one up.
   */
  readonly document: PropertyPath | { readonly statement: PropertyPath } | StatementProperties;
  /**
   * Whose policy it is: its own resource's, those that a property names, or whatever its `Resource` elements name in
   * the account.
   * @default 'itself'
   */
  readonly of?: 'itself' | NamedResources | 'account';
  /** What follows the ARN of the resource whose policy it is, as in `/stream/*`. */
  readonly suffix?: string;
  /**
   * `grants`: lets principals in, like a bucket policy. `limits`: only takes away, like that of a VPC endpoint.
   * @default 'grants'
   */
  readonly effect?: 'grants' | 'limits';
}

/** Resources that a property names. */
export interface NamedResources {
  readonly property: PropertyPath;
  readonly form: TextForm;
  /** What counts if the property is absent, such as the event bus `default`. */
  readonly absent?: string;
}

/** A statement written as properties of its own, as in `AWS::Lambda::Permission`. */
export interface StatementProperties {
  readonly action: PropertyPath;
  readonly principal: PropertyPath;
  /** Condition operator and key by property: `{ SourceArn: ['ArnLike', 'aws:SourceArn'] }`. */
  readonly conditions: Readonly<Record<PropertyPath, readonly [operator: string, key: string]>>;
}

/** A role that acts for a resource. */
export interface CarriedRole {
  readonly property: PropertyPath;
  /** What the property holds; `role` is an ARN or a name. @default 'role' */
  readonly form?: 'role' | 'instance-profile';
  /** Where arguments are described, of which the property may name one in double braces: its default counts. */
  readonly arguments?: PropertyPath;
  /** The service that assumes the role. */
  readonly assumedBy: string;
  /** What is done under the role, and so who directs it: "the code of the function". */
  readonly directs: string;
}

/** A property that lets people in without any policy. A value that is not known does. */
export type Opening = OpeningProperty &
  (
    | {
        /** Values that open; or it holds a range of addresses, and those of anybody open. */
        readonly when: readonly (string | boolean)[] | 'addresses of anybody';
        readonly unless?: undefined;
      }
    | {
        /** Values that do not open; any other does. */
        readonly unless: readonly (string | boolean)[];
        readonly when?: undefined;
      }
  );

interface OpeningProperty {
  readonly property: PropertyPath;
  /** Whether it is open as long as the property is absent. @default false */
  readonly absent?: boolean;
  /** Another property of the resource that leaves nothing to reach if it has this value. */
  readonly except?: { readonly property: PropertyPath; readonly value: string };
  /** Whom it lets in, and to what. */
  readonly opens: string;
}

/** A setting without effect on access that promises rest on. */
export interface Setting {
  readonly property: PropertyPath;
  /** What it has to be; of a list, one of its values. */
  readonly expected: string | boolean;
  readonly promises: string;
}

export interface Harmless {
  readonly properties: readonly PropertyPath[];
  readonly because: string;
}
