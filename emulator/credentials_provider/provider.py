"""The credentials provider of one account: its TLS, its faults, its counter."""

from __future__ import annotations

import ssl
import tempfile
from functools import partial
from pathlib import Path
from socket import socket
from threading import Thread

from emulator.credentials_provider.faults import Faults
from emulator.credentials_provider.handler import CredentialsHandler
from emulator.credentials_provider.issuing import certificates_of
from emulator.credentials_provider.listener import TlsListener
from emulator.credentials_provider.request_counter import RequestCounter
from emulator.credentials_provider.unconfirmed import Unconfirmed
from emulator.iot.certificate_issuer import certificate_issuer
from emulator.tls.certificate_authority import CertificateAuthority


class Provider:
    """Answers on a listening socket from ``serve`` on."""

    def __init__(self, account: str, listening: socket, authority: CertificateAuthority) -> None:
        self.account = account
        self.faults = Faults()
        self.counter = RequestCounter()
        self.unconfirmed = Unconfirmed()
        self._authority = authority
        self._listener = TlsListener(
            listening,
            partial(CredentialsHandler, self),
            self._context,
            self.counter.failed_handshake,
        )

    @property
    def port(self) -> int:
        """Where it listens on 127.0.0.1."""
        return int(self._listener.socket.getsockname()[1])

    def serve(self) -> None:
        """Answers from now on, until the process ends."""
        Thread(target=self._listener.serve_forever, daemon=True).start()

    def _context(self) -> ssl.SSLContext:
        """Any certificate of the device CA gets in: whether it is registered is said in HTTP."""
        context = self._authority.server_context()
        context.verify_mode = ssl.CERT_REQUIRED
        issuer = certificate_issuer()
        context.load_verify_locations(cadata=issuer.ca_pem)
        if self.unconfirmed.revoked_fail_handshake:
            revoked = [
                certificate.certificate_pem
                for certificate in certificates_of(self.account)
                if certificate.status == "REVOKED" and issuer.signed(certificate.certificate_pem)
            ]
            _load_revocation_list(context, issuer.revocation_list(revoked))
            context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
        return context


def _load_revocation_list(context: ssl.SSLContext, pem: str) -> None:
    """``ssl`` takes revocation lists from files only."""
    with tempfile.TemporaryDirectory(prefix="emulator-crl-") as folder:
        file = Path(folder, "revoked.pem")
        file.write_text(pem)
        context.load_verify_locations(cafile=file)
