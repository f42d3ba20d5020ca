"""moto's HTTP server with the emulator's services, until a signal or the end of stdin."""

from __future__ import annotations

import gc
import json
import logging
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from werkzeug.serving import BaseWSGIServer, make_server

from emulator import (
    bucket_namespaces,
    customer_keys,
    deleted_principals,
    events,
    glue,
    iot,
    key_ids,
    loopback_only,
    notifications,
    object_bodies,
    pagination,
    presigned_queries,
    queues,
    quicker_requests,
    read_apis,
    scheduler,
    symmetric_keys,
    topics,
)
from emulator.athena import operations as athena
from emulator.authorization import guardrails_api, motos_own_checks, sessions, user_sessions
from emulator.authorization.decide_api import decision_api
from emulator.authorization.gate import Gate
from emulator.cloudformation import registration
from emulator.cloudtrail import delivery as trail_delivery
from emulator.cloudtrail import operations as cloudtrail
from emulator.credentials_provider import start as credentials_provider
from emulator.emulator_api import EmulatorApi
from emulator.events import delivery
from emulator.events.delivery_counts import COUNTS
from emulator.federation import issuers, providers
from emulator.federation import operations as federation
from emulator.hybrid_nodes import operations as hybrid_nodes
from emulator.kept_connections import KeptConnectionHandler
from emulator.notifications import messages
from emulator.object_lock import operations as object_lock
from emulator.queues import urls
from emulator.registry import start as registry
from emulator.scheduler import runs as scheduler_runs
from emulator.service_roles import operations as service_roles
from emulator.stop import Stop
from emulator.tls.certificate_authority import CertificateAuthority
from emulator.tls.https_server import HttpsServer, accept_old_versions


@dataclass(frozen=True)
class Listeners:
    """Sockets that listen already: a busy port is found before moto is loaded."""

    plain: socket.socket
    secure: socket.socket
    credentials: socket.socket
    registry: socket.socket


@dataclass(frozen=True)
class Account:
    """Its servers, of which the one with TLS takes requests already, and what is told of it."""

    plain: BaseWSGIServer
    secure: BaseWSGIServer
    ready: dict[str, str]


def serve(
    listeners: Listeners,
    *,
    account: str,
    region: str = "us-east-1",
    ca_file: str | None,
    exit_with_stdin: bool,
    verbose: bool,
    page_size: int | None = None,
) -> int:
    """Serves on listening sockets and announces them with one line of JSON on stdout."""
    logging.basicConfig(stream=sys.stderr, format="emulator: %(name)s: %(message)s")
    logging.getLogger("werkzeug").setLevel(logging.INFO if verbose else logging.ERROR)
    change_moto(page_size)
    stop = Stop(ca_file)
    stop.when_told(exit_with_stdin=exit_with_stdin)
    started = start(listeners, account=account, region=region, ca_file=stop.ca_file)
    _announce(started.ready)
    # What is there now stays to the end: it is not searched for garbage again and again. Models and
    # schemas, which come with the first requests that need them, are as large and stay as well.
    gc.freeze()
    gc.set_threshold(700, 10, 50)
    gc.enable()
    started.plain.serve_forever()
    return 0


def start(listeners: Listeners, *, account: str, region: str, ca_file: Path) -> Account:
    """Makes an account of a changed moto, and serves on all listening sockets but the plain."""
    authority = CertificateAuthority()
    addresses = issuers.IssuerAddresses()
    application = DomainDispatcherApplication(quicker_requests.create_backend_app)
    api = EmulatorApi(Gate(application, account, region, addresses))
    issuers.publish(api, addresses)
    api.publish("decide", POST=decision_api(account))
    api.publish("events/deliveries", GET=COUNTS.show)
    api.publish("sns/messages", GET=messages.show)
    hybrid_nodes.publish(api, account)
    service_roles.publish(api, account)
    guardrails_api.publish(api)
    trail_delivery.publish(api, account)
    credentials_endpoint = credentials_provider.start(
        listeners.credentials,
        account=account,
        authority=authority,
        api=api,
        data_address=f"127.0.0.1:{listeners.plain.getsockname()[1]}",
    )
    registry_endpoint = registry.start(listeners.registry, account=account)
    context = authority.server_context()
    accept_old_versions(context)
    secure = HttpsServer(listeners.secure, api, context)
    Thread(target=secure.serve_forever, daemon=True).start()
    delivery.start()
    trail_delivery.start(account)
    secure_endpoint = f"https://localhost:{listeners.secure.getsockname()[1]}"
    urls.publish(secure_endpoint)
    scheduler_runs.publish(api, scheduler_runs.Server(account, secure_endpoint, str(ca_file)))
    host, port = listeners.plain.getsockname()
    plain = make_server(
        host,
        port,
        api,
        threaded=True,
        request_handler=KeptConnectionHandler,
        fd=listeners.plain.fileno(),
    )
    ca_file.write_text(authority.certificate_pem)
    ready = {
        "event": "ready",
        "endpoint": f"http://localhost:{port}",
        "secureEndpoint": secure_endpoint,
        "credentialsEndpoint": credentials_endpoint,
        "caFile": str(ca_file),
        "certificateAuthority": authority.certificate_pem,
        "account": account,
        # Nobody is told of a registry that cannot keep anything.
        **({"registryEndpoint": registry_endpoint} if registry_endpoint else {}),
    }
    return Account(plain, secure, ready)


def change_moto(page_size: int | None) -> None:
    """Once in a process."""
    for module in (
        loopback_only,
        registration,
        read_apis,
        motos_own_checks,
        sessions,
        user_sessions,
        federation,
        providers,
        iot,
        hybrid_nodes,
        presigned_queries,
        key_ids,
        symmetric_keys,
        bucket_namespaces,
        deleted_principals,
        cloudtrail,
        object_bodies,
        object_lock,
        customer_keys,
        queues,
        scheduler,
        topics,
        notifications,
        events,
        athena,
        glue,
    ):
        module.install()
    # Last: it cuts what the others answer.
    pagination.install(page_size)
    quicker_requests.install()


def _announce(event: dict[str, str]) -> None:
    """stdout belongs to the launcher: moto's own prints go to stderr from here on."""
    print(json.dumps(event, separators=(",", ":")), flush=True)
    sys.stdout = sys.stderr
