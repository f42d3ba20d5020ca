"""Batches of SQS and SNS: from one to ten entries with ids of their own, and not too long.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal

_MOST = 10
_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
_OF_SNS = "PublishBatchRequestEntries"


def entries_of_a_batch(call: ApiCall) -> Iterator[Refusal]:
    """What is refused of a batch as a whole; moto refuses one whose bodies are too long."""
    prefix = "" if call.service == "sns" else "AWS.SimpleQueueService."
    entries = call.parameters.get("Entries") or call.parameters.get(_OF_SNS) or []
    ids = Counter(entry["Id"] for entry in entries)
    if not entries:
        message = "There should be at least one entry in the request."
        yield Refusal(f"{prefix}EmptyBatchRequest", message)
    if len(entries) > _MOST:
        message = f"Maximum number of entries per request are {_MOST}. You have sent {len(entries)}"
        yield Refusal(f"{prefix}TooManyEntriesInBatchRequest", f"{message}.")
    if not all(_ID.fullmatch(name) for name in ids):
        message = (
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores. "
            "It can be at most 80 letters long."
        )
        yield Refusal(f"{prefix}InvalidBatchEntryId", message)
    for name, times in ids.items():
        if times > 1:
            yield Refusal(f"{prefix}BatchEntryIdsNotDistinct", f"Id {name} repeated.")
