"""GetPolicyVersion with the document URL-encoded, as IAM returns all its documents.

moto encodes the documents of roles and inline policies but not this one, and clients that decode
what AWS sends would damage a document with a percent sign.
https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html
"""

from __future__ import annotations

from moto.core.serialize import url_encode
from moto.iam.responses import IamResponse

from emulator.moto_changes import MotoChangedError

_PATH = "GetPolicyVersionResponse.PolicyVersion.Document"
_ENCODED_BY_MOTO = "GetRolePolicyResponse.PolicyDocument"


def install() -> None:
    """Adds the document to those that moto encodes."""
    transformers = IamResponse.RESPONSE_KEY_PATH_TO_TRANSFORMER
    if _PATH in transformers or transformers.get(_ENCODED_BY_MOTO) is not url_encode:
        raise MotoChangedError("moto: IAM encodes documents in another way; see IamResponse")
    transformers[_PATH] = url_encode
