import { isObject, type Json, type JsonObject, listOf } from '../templates/json';
import type { Resolved } from '../templates/resolved';

/** How deep conditions may name others, so that a circle ends. */
const DEEPEST_CONDITION = 20;

/** Each of them is of conditions, and their number is what CloudFormation takes. */
const FEWEST_OPERANDS = 2;

/**
 * The conditions of a template that are known before deployment.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export class TemplateConditions {
  /**
   * @param conditions the section `Conditions`
   * @param textOf gives a text that stands in it, or undefined if that is not known before deployment
   */
  constructor(
    private readonly conditions: JsonObject,
    private readonly textOf: (value: Json) => Resolved,
  ) {}

  /** Whether a condition holds; undefined if that is not known before deployment. */
  holds(name: Json | undefined): boolean | undefined {
    return this.named(name, 0);
  }

  private named(name: Json | undefined, depth: number): boolean | undefined {
    if (typeof name !== 'string' || !Object.hasOwn(this.conditions, name)) return undefined;
    return this.valueOf(this.conditions[name], depth + 1);
  }

  private valueOf(condition: Json | undefined, depth: number): boolean | undefined {
    if (depth > DEEPEST_CONDITION || !isObject(condition)) return undefined;
    const [name, ...others] = Object.keys(condition);
    if (name === undefined || others.length > 0) return undefined;
    const argument = condition[name];
    switch (name) {
      case 'Condition':
        return this.named(argument, depth);
      case 'Fn::Equals':
        return this.areEqual(listOf(argument));
      case 'Fn::Not':
        return negated(this.operands(argument, depth));
      case 'Fn::And':
        return every(this.operands(argument, depth));
      case 'Fn::Or':
        return some(this.operands(argument, depth));
      default:
        return undefined;
    }
  }

  private operands(argument: Json | undefined, depth: number): (boolean | undefined)[] {
    return listOf(argument).map((operand) => this.valueOf(operand, depth + 1));
  }

  private areEqual(operands: readonly Json[]): boolean | undefined {
    const [one, other, ...more] = operands.map((operand) => this.operandText(operand));
    return one === undefined || other === undefined || more.length > 0 ? undefined : one === other;
  }

  /** Which text a number or a boolean is compared as, AWS does not say. */
  private operandText(operand: Json): Resolved {
    return typeof operand === 'number' || typeof operand === 'boolean' ? undefined : this.textOf(operand);
  }
}

function negated([operand, ...others]: readonly (boolean | undefined)[]): boolean | undefined {
  return operand === undefined || others.length > 0 ? undefined : !operand;
}

function every(operands: readonly (boolean | undefined)[]): boolean | undefined {
  if (operands.length < FEWEST_OPERANDS) return undefined;
  if (operands.includes(false)) return false;
  return operands.includes(undefined) ? undefined : true;
}

function some(operands: readonly (boolean | undefined)[]): boolean | undefined {
  if (operands.length < FEWEST_OPERANDS) return undefined;
  if (operands.includes(true)) return true;
  return operands.includes(undefined) ? undefined : false;
}
