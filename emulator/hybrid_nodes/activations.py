"""Activations and managed nodes of one account and Region.

https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from threading import Lock
from uuid import uuid4

from moto.ssm.models import SimpleSystemManagerBackend, ssm_backends

DEFAULT_LIFETIME = timedelta(hours=24)
MAX_LIFETIME = timedelta(days=30)
_CODE_BYTES = 10


class ActivationError(Exception):
    """A node cannot be registered; the message says why."""


@dataclass
class Activation:
    """Permission to register some nodes for some time. The code is shown once, at creation."""

    role: str
    description: str | None
    default_name: str | None
    limit: int
    expires: datetime
    tags: dict[str, str]
    id: str = field(default_factory=lambda: str(uuid4()))
    code: str = field(default_factory=lambda: secrets.token_hex(_CODE_BYTES))
    created: datetime = field(default_factory=lambda: now())
    registered: int = 0

    @property
    def expired(self) -> bool:
        """Whether no node can be registered any more because of the time."""
        return now() >= self.expires


@dataclass
class ManagedNode:
    """A machine outside AWS that Systems Manager manages."""

    activation_id: str
    role: str
    name: str | None
    id: str = field(default_factory=lambda: f"mi-0{secrets.token_hex(8)}")
    registered: datetime = field(default_factory=lambda: now())


@dataclass
class HybridNodes:
    """What one Region has."""

    activations: dict[str, Activation] = field(default_factory=dict)
    nodes: dict[str, ManagedNode] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


def hybrid_nodes(backend: SimpleSystemManagerBackend) -> HybridNodes:
    """Those of a Region; kept on the backend so that moto's reset clears them."""
    nodes: HybridNodes = vars(backend).setdefault("emulator_hybrid_nodes", HybridNodes())
    return nodes


def register_node(account: str, activation_id: str, code: str) -> ManagedNode:
    """What the agent on a machine does; raises ActivationError."""
    for backend in list(ssm_backends[account].values()):
        found = hybrid_nodes(backend)
        activation = found.activations.get(activation_id)
        if activation is not None and secrets.compare_digest(activation.code, code):
            with found.lock:
                node = _registered(found, activation)
            backend._resource_tags["ManagedInstance"][node.id].update(activation.tags)
            return node
    raise ActivationError("there is no activation with this id and code")


def _registered(found: HybridNodes, activation: Activation) -> ManagedNode:
    if activation.expired:
        raise ActivationError(f"the activation expired at {activation.expires.isoformat()}")
    if activation.registered >= activation.limit:
        raise ActivationError(f"the registration limit of {activation.limit} is reached")
    activation.registered += 1
    node = ManagedNode(activation.id, activation.role, activation.default_name)
    found.nodes[node.id] = node
    return node


def now() -> datetime:
    """In UTC."""
    return datetime.now(timezone.utc)
