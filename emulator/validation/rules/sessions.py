"""How long sessions of roles last, and which tags they take with them.

https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
"""

from __future__ import annotations

from collections.abc import Iterator

from moto.iam.models import Role, iam_backends

from emulator.validation.api_call import ApiCall, Refusal

DEFAULT_SECONDS = 3600
_LONGEST_IN_A_CHAIN = 3600
_MOST_POLICIES = 10


def longest_session(role: Role) -> int:
    """Seconds; an hour unless the role says another time."""
    return int(role.max_session_duration or DEFAULT_SECONDS)


def session_duration(call: ApiCall) -> Iterator[Refusal]:
    """Not longer than the role allows, and than an hour where one role assumes another."""
    seconds = int(call.parameters.get("DurationSeconds") or DEFAULT_SECONDS)
    wanted = call.parameters["RoleArn"]
    roles = iam_backends[call.account][call.partition].get_roles()
    role = next((role for role in roles if role.arn == wanted), None)
    if role is not None and seconds > longest_session(role):
        yield Refusal(
            "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        )
    if call.principal.role_arn and seconds > _LONGEST_IN_A_CHAIN:
        yield Refusal(
            "ValidationError",
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by "
            "role chaining.",
        )


def session_policies(call: ApiCall) -> Iterator[Refusal]:
    """Ten managed policies at most."""
    arns = call.parameters.get("PolicyArns", [])
    if len(arns) > _MOST_POLICIES:
        message = f"{len(arns)} PolicyArns, where the most is {_MOST_POLICIES}"
        yield Refusal("ValidationError", message)


def inherited_tags(call: ApiCall) -> Iterator[Refusal]:
    """Transitive tags of the caller's session stay as they are; new ones have to be passed."""
    passed = {tag["Key"].lower() for tag in call.parameters.get("Tags", [])}
    if passed & {key.lower() for key in call.principal.transitive_tags}:
        yield Refusal(
            "InvalidParameterValue",
            "One of the specified transitive tag keys can't be set because it conflicts with a "
            "transitive tag key from the calling session.",
        )
    wanted = {key.lower() for key in call.parameters.get("TransitiveTagKeys", [])}
    if not wanted <= passed:
        yield Refusal(
            "InvalidParameterValue",
            "The specified transitive tag key must be included in the requested tags.",
        )


def source_identity(call: ApiCall) -> Iterator[Refusal]:
    """Whoever acts through a chain of roles stays the same."""
    own = call.principal.facts.get("aws:sourceidentity", (None,))[0]
    asked = call.parameters.get("SourceIdentity")
    if own and asked and asked != own:
        yield Refusal(
            "ValidationError",
            "The source identity is already set for this assume role session",
        )
