import { isIntrinsic, positionOf } from '../templates/intrinsics';
import { isObject, type Json, type JsonObject, listOf } from '../templates/json';
import { knownText } from '../resources/resolve';
import { NotUnderstoodError, type Resolved } from '../templates/resolved';
import type { StackTemplate } from '../templates/template';
import { type StoredValue, storeParametersIn } from './store-parameters';
import { TemplateConditions } from './template-conditions';

/** A `Ref` of it as the value of a property is as if the property were not there. */
const NO_VALUE = 'AWS::NoValue';

/**
 * Puts values in the place of the intrinsic functions that a template alone tells the value of: `Fn::FindInMap`,
 * `Fn::If` by a known condition, and `Fn::Select` and `Fn::Split` of literals; and dynamic references in that of
 * parameters which CloudFormation reads in Parameter Store. Everything else stays as it is: parameters are not known, not
 * even those with a default, because whoever deploys may set them.
 */
export class KnownValues {
  private readonly mappings: JsonObject;
  private readonly conditions: TemplateConditions;
  private readonly storeParameters: ReadonlyMap<string, StoredValue>;
  private readonly bareStack: StackTemplate;

  /** @param stack where the template is deployed to; of its resources nothing is read */
  constructor(template: JsonObject, stack: StackTemplate) {
    const { Mappings: mappings, Conditions: conditions } = template;
    this.mappings = isObject(mappings) ? mappings : {};
    this.storeParameters = storeParametersIn(template);
    this.conditions = new TemplateConditions(isObject(conditions) ? conditions : {}, (value) =>
      this.textOf(this.in(value)),
    );
    this.bareStack = { ...stack, resources: new Map() };
  }

  /** Whether the condition of that name holds; undefined if that is not known before deployment. */
  holds(condition: Json | undefined): boolean | undefined {
    return this.conditions.holds(condition);
  }

  /**
   * The properties of a resource with known values in them. What does not change is not copied.
   * @throws NotUnderstoodError if a macro rewrites any of it
   */
  inProperties(properties: JsonObject): JsonObject {
    return this.inObject(properties, false);
  }

  /** @param isArgument whether the value is an argument of a function, in which every argument has its place */
  private in(value: Json, isArgument = true): Json {
    if (Array.isArray(value)) return this.inList(value as readonly Json[], isArgument);
    if (!isObject(value)) return value;
    return this.valueOf(value, isArgument) ?? this.inObject(value, isArgument || isIntrinsic(value));
  }

  private inList(list: readonly Json[], isArgument: boolean): readonly Json[] {
    const values = list.map((item) => this.in(item, isArgument));
    if (isArgument || !values.some(isNoValue)) {
      return values.some((value, index) => value !== list[index]) ? values : list;
    }
    return values.filter((value) => !isNoValue(value));
  }

  private inObject(object: JsonObject, isArgument: boolean): JsonObject {
    // A macro may add to what stands beside it.
    if (Object.hasOwn(object, 'Fn::Transform')) {
      throw new NotUnderstoodError(
        'what Fn::Transform makes of it is unknown; write out what the macro makes',
        object,
      );
    }
    let copy: Record<string, Json> | undefined;
    for (const [key, child] of Object.entries(object)) {
      const value = this.in(child, isArgument);
      const isRemoved = !isArgument && isNoValue(value);
      if (value === child && !isRemoved) continue;
      copy ??= { ...object };
      if (isRemoved) Reflect.deleteProperty(copy, key);
      else copy[key] = value;
    }
    return copy ?? object;
  }

  /** What a function gives; undefined if it is none of those that are read here, or if that is not known. */
  private valueOf(value: JsonObject, isArgument: boolean): Json | undefined {
    const [name, ...others] = Object.keys(value);
    const argument = name === undefined ? undefined : value[name];
    if (others.length > 0 || argument === undefined) return undefined;
    if (name === 'Ref') return typeof argument === 'string' ? this.storeParameters.get(argument) : undefined;
    if (name === 'Fn::Sub') return this.substituted(argument);
    if (!Array.isArray(argument)) return undefined;
    const list = argument as readonly Json[];
    switch (name) {
      case 'Fn::If':
        return this.branchOf(list, isArgument);
      case 'Fn::FindInMap':
        return this.mapped(list);
      case 'Fn::Select':
        return this.selected(list);
      case 'Fn::Split':
        return this.splitUp(list);
      default:
        return undefined;
    }
  }

  private branchOf(
    [condition, whenTrue, whenFalse, ...others]: readonly Json[],
    isArgument: boolean,
  ): Json | undefined {
    const holds = this.conditions.holds(condition);
    const branch = holds === true ? whenTrue : whenFalse;
    if (holds === undefined || branch === undefined || others.length > 0) return undefined;
    return this.in(branch, isArgument);
  }

  /** With the dynamic references of parameters in its text; undefined if it names none. */
  private substituted(argument: Json): Json | undefined {
    const [text, own, ...others] = listOf(argument);
    if (typeof text !== 'string' || others.length > 0) return undefined;
    const written = text.replace(/\$\{([^}!]*)\}/g, (variable, name: string) => {
      const isOwn = isObject(own) && Object.hasOwn(own, name);
      const reference = isOwn ? undefined : this.storeParameters.get(name);
      return reference === undefined ? variable : [reference].flat().join();
    });
    if (written === text) return undefined;
    return { 'Fn::Sub': own === undefined ? written : [written, this.in(own)] };
  }

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html */
  private mapped(keys: readonly Json[]): Json | undefined {
    const [map, top, second, ...others] = keys.map((key) => this.textOf(this.in(key)));
    if (others.length > 0) return undefined;
    return fieldOf(fieldOf(fieldOf(this.mappings, map), top), second);
  }

  private selected([index = null, from = null, ...others]: readonly Json[]): Json | undefined {
    if (others.length > 0) return undefined;
    const list = this.in(from);
    const position = positionOf(this.textOf(this.in(index)));
    return position === undefined || !Array.isArray(list) ? undefined : (list as readonly Json[])[position];
  }

  private splitUp([separator, text = null, ...others]: readonly Json[]): Json | undefined {
    if (typeof separator !== 'string' || separator === '' || others.length > 0) return undefined;
    return this.textOf(this.in(text))?.split(separator);
  }

  private textOf(value: Json): Resolved {
    return knownText(value, this.bareStack);
  }
}

function isNoValue(value: Json): boolean {
  return isObject(value) && value['Ref'] === NO_VALUE && Object.keys(value).length === 1;
}

function fieldOf(value: Json | undefined, field: string | undefined): Json | undefined {
  return field !== undefined && isObject(value) && Object.hasOwn(value, field) ? value[field] : undefined;
}
