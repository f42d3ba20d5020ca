"""Documents of IAM's policies: encoded in all answers, and with numbers in their conditions.

moto encodes the documents of roles and inline policies but not that of GetPolicyVersion, and
clients that decode what AWS sends would damage a document with a percent sign. It takes no number
without quotes, which the grammar of policies has; ``validation/`` looks at conditions.
https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from __future__ import annotations

from typing import Any

from moto.core.serialize import url_encode
from moto.iam.policy_validation import IAMPolicyDocumentValidator
from moto.iam.responses import IamResponse

from emulator.moto_changes import MotoChangedError, replace_attribute

_PATH = "GetPolicyVersionResponse.PolicyVersion.Document"
_ENCODED_BY_MOTO = "GetRolePolicyResponse.PolicyDocument"


def install() -> None:
    """Adds the document to those that moto encodes, and leaves conditions to ``validation/``."""
    transformers = IamResponse.RESPONSE_KEY_PATH_TO_TRANSFORMER
    if _PATH in transformers or transformers.get(_ENCODED_BY_MOTO) is not url_encode:
        raise MotoChangedError("moto: IAM encodes documents in another way; see IamResponse")
    transformers[_PATH] = url_encode
    nothing = staticmethod(lambda _: None)
    replace_attribute(IAMPolicyDocumentValidator, "_validate_condition_syntax", nothing)
    original = replace_attribute(
        IAMPolicyDocumentValidator,
        "_legacy_parse_condition",
        staticmethod(lambda operator, keys: original(operator, _texts(keys))),
    )


def _texts(keys: dict[str, Any]) -> dict[str, list[str]]:
    """What moto can look at."""
    listed = {key: values if isinstance(values, list) else [values] for key, values in keys.items()}
    return {
        key: [value for value in values if isinstance(value, str)] for key, values in listed.items()
    }
