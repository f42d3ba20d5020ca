"""What the policies say of one request of a principal of the same account.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from emulator.authorization.conditions import condition_holds
from emulator.authorization.guardrails import (
    NONE,
    Guardrails,
    resource_control_of,
    service_control_of,
)
from emulator.authorization.patterns import NoValueError, matches, matches_action
from emulator.authorization.policy_document import Policy, Statement, Texts
from emulator.authorization.principals import Naming, Principal, naming
from emulator.authorization.request_context import RequestContext
from emulator.authorization.verdict import NotUnderstoodError, Verdict, all_of, any_of


@dataclass(frozen=True)
class Guard:
    """A resource's own policy; ``must_allow`` where identity policies open nothing without it."""

    policy: Policy | None
    must_allow: bool = False
    # Resource control policies do not hold what AWS manages by itself, such as its own keys.
    is_controlled: bool = True


@dataclass(frozen=True)
class Question:
    """One action on one resource."""

    action: str
    resource: str
    context: RequestContext


@dataclass(frozen=True)
class Decider:
    """A statement that decided, and where it is."""

    policy: str
    statement: Statement


@dataclass(frozen=True)
class Decision:
    """The outcome; ``reason`` ends a sentence, as in AWS's messages."""

    is_allowed: bool
    reason: str
    deciders: tuple[Decider, ...] = ()


@dataclass(frozen=True)
class _Found:
    """Statements of one kind of policies that apply to a question."""

    allows: tuple[tuple[Decider, Naming], ...] = ()
    denies: tuple[Decider, ...] = ()
    open_denies: tuple[Decider, ...] = ()

    def allowing(self, *accepted: Naming) -> tuple[Decider, ...]:
        return tuple(decider for decider, named in self.allows if named in accepted)


_KINDS = {
    "service control": "a service control policy",
    "resource control": "a resource control policy",
    "resource": "a resource-based policy",
    "identity": "an identity-based policy",
    "boundary": "a permissions boundary",
    "session": "a session policy",
}


def decide(
    principal: Principal, question: Question, guard: Guard, guardrails: Guardrails = NONE
) -> Decision:
    """Decides a request; what cannot be understood is denied, with the reason."""
    try:
        return _decide(principal, question, guard, guardrails)
    except NotUnderstoodError as error:
        return Decision(False, f"because it cannot be decided: {error}")


def _decide(
    principal: Principal, question: Question, guard: Guard, guardrails: Guardrails
) -> Decision:
    boundary = None if principal.boundary is None else [principal.boundary]
    policies = {
        "service control": service_control_of(principal, guardrails),
        "resource control": resource_control_of(principal, question.action, guardrails)
        if guard.is_controlled
        else (),
        "resource": () if guard.policy is None else (guard.policy,),
        "identity": principal.identity_policies,
        "boundary": boundary,
        "session": principal.session_policies,
    }
    found = {
        kind: None if group is None else _statements(group, principal, question, kind)
        for kind, group in policies.items()
    }
    for kind, statements in found.items():
        if statements is not None and statements.denies:
            return Decision(False, f"with an explicit deny in {_KINDS[kind]}", statements.denies)
    for kind, statements in found.items():
        if statements is not None and statements.open_denies:
            reason = f"with a deny in {_KINDS[kind]} on a policy variable that has no value"
            return Decision(False, reason, statements.open_denies)
    return _granted(question.action, guard, found)


def _granted(action: str, guard: Guard, found: dict[str, _Found | None]) -> Decision:
    """What is granted of a request that nothing denies."""

    def missing(kind: str) -> Decision:
        name = _KINDS[kind].split(" ", 1)[1]
        return Decision(False, f"because no {name} allows the {action} action")

    resource = found["resource"] or _Found()
    direct = resource.allowing(Naming.DIRECT)
    if direct:
        return Decision(True, "a resource-based policy allows it", direct)
    ceilings: list[Decider] = []
    below: Decision | None = None
    for kind in ("boundary", "session"):
        ceiling = found[kind]
        if ceiling is not None:
            allows = ceiling.allowing(*Naming)
            below = below or (None if allows else missing(kind))
            ceilings += allows
    for_role = resource.allowing(Naming.ROLE)
    if for_role and below is None:
        return Decision(True, "a resource-based policy allows it", (*for_role, *ceilings))
    if guard.must_allow and not resource.allows:
        return missing("resource")
    identity = (found["identity"] or _Found()).allowing(*Naming)
    if not identity:
        return missing("identity")
    if below is not None:
        return below
    account = resource.allowing(Naming.ACCOUNT) if guard.must_allow else ()
    return Decision(True, "an identity-based policy allows it", (*identity, *account, *ceilings))


def _statements(
    policies: Iterable[Policy], principal: Principal, question: Question, kind: str
) -> _Found:
    allows: list[tuple[Decider, Naming]] = []
    denies: list[Decider] = []
    open_denies: list[Decider] = []
    for policy in policies:
        for statement in policy.statements():
            is_deny = statement.effect == "Deny"
            try:
                named = _naming(statement, principal, kind, is_deny)
                applies = _applies(statement, question) if named else Verdict.NO
            except NotUnderstoodError as error:
                raise NotUnderstoodError(f"{statement.sid} of {policy.name}: {error}") from error
            if applies is Verdict.NO:
                continue
            decider = Decider(policy.name, statement)
            if is_deny:
                (denies if applies is Verdict.YES else open_denies).append(decider)
            elif applies is Verdict.YES:
                allows.append((decider, named))
    return _Found(tuple(allows), tuple(denies), tuple(open_denies))


def _naming(statement: Statement, principal: Principal, kind: str, is_deny: bool) -> Naming:
    if kind != "resource":
        return Naming.DIRECT
    if statement.principals is None:
        raise NotUnderstoodError("a resource's policy has to name principals")
    return naming(statement.principals, principal, is_deny=is_deny)


def _applies(statement: Statement, question: Question) -> Verdict:
    """Whether action, resource and conditions match; conditions only where the others do."""
    hit = any(matches_action(pattern, question.action) for pattern in statement.actions.patterns)
    if hit is statement.actions.negated:
        return Verdict.NO
    if statement.resources is None and question.action.startswith("kms:"):
        # KMS accepts a statement without a resource, and it has no effect.
        # https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
        return Verdict.NO
    context = question.context
    about = _is_about(statement.resources, question.resource, context, statement.has_variables)
    if about is Verdict.NO:
        return Verdict.NO
    # One condition that does not hold makes the others beside the point, also those that are not
    # understood; so they are evaluated one by one.
    verdicts = [about]
    not_understood: NotUnderstoodError | None = None
    for condition in statement.conditions:
        try:
            held = condition_holds(condition, context, has_variables=statement.has_variables)
        except NotUnderstoodError as error:
            not_understood = not_understood or error
            continue
        if held is Verdict.NO:
            return Verdict.NO
        verdicts.append(held)
    if not_understood is not None:
        raise not_understood
    return all_of(verdicts)


def _is_about(
    resources: Texts | None, resource: str, context: RequestContext, has_variables: bool
) -> Verdict:
    if resources is None:
        return Verdict.YES
    variables = context if has_variables else None

    def one(pattern: str) -> Verdict:
        try:
            return Verdict.of(matches(pattern, resource, variables))
        except NoValueError:
            return Verdict.OPEN

    hit = any_of(one(pattern) for pattern in resources.patterns)
    return hit.negated() if resources.negated else hit
