"""Encrypted connections, and a certificate that is replaced while the server runs."""
import datetime
import http.client
import json
import os
import signal
import socket
import ssl
import subprocess
import urllib.parse

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import databases
from harness import BINARY, Program, wait_until


def certificate(folder, name):
    """Writes a self-signed certificate for localhost and its key; returns its name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False).sign(key, hashes.SHA256()))
    (folder / "key.pem").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))


class Client:
    def __init__(self, endpoint):
        address = urllib.parse.urlsplit(endpoint)
        assert address.scheme == "https"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        plain = socket.create_connection((address.hostname, address.port), timeout=30)
        self.connection = context.wrap_socket(plain, server_hostname="localhost")
        shown = x509.load_der_x509_certificate(self.connection.getpeercert(binary_form=True))
        self.name = shown.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value

    def health(self):
        self.connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = http.client.HTTPResponse(self.connection)
        answer.begin()
        assert answer.status == 200
        return json.loads(answer.read())["ok"]


def serve(folder, *more):
    return Program(
        folder, "serve", "--port", "0", "--data", str(folder / "data"), "--tls-certificate",
        str(folder / "certificate.pem"), "--tls-key", str(folder / "key.pem"), "--public-url", "https://localhost", *more,
        environment=databases.environment(folder / "data", BINARY))


def test_a_renewed_certificate_is_shown_without_a_restart(tmp_path):
    certificate(tmp_path, "first")
    server = serve(tmp_path)
    try:
        old = Client(server.endpoint)
        assert old.name == "first" and old.health() is True
        certificate(tmp_path, "second")
        os.kill(server.ready["pid"], signal.SIGHUP)
        wait_until(lambda: Client(server.endpoint).name == "second", "the new certificate")
        # Logged at the default level.
        wait_until(lambda: "The certificate was reloaded" in (tmp_path / "log.txt").read_text(), "a word on it")
        assert old.health() is True and Client(server.endpoint).health() is True
        # A key that does not match the certificate changes nothing.
        (tmp_path / "key.pem").write_text("nothing")
        os.kill(server.ready["pid"], signal.SIGHUP)
        wait_until(lambda: "keeping the current one" in (tmp_path / "log.txt").read_text(), "a word on the new key")
        assert Client(server.endpoint).name == "second"
        assert server.stop() == 0
    finally:
        server.kill()


def test_what_is_no_certificate_is_told_at_the_start(tmp_path):
    certificate(tmp_path, "first")

    def refused(*arguments):
        result = subprocess.run(
            [BINARY, "serve", "--port", "0", "--data", str(tmp_path / "data"), *arguments], capture_output=True,
            text=True, timeout=60)
        assert result.returncode == 78
        return result.stderr

    pair = ("--tls-certificate", str(tmp_path / "certificate.pem"), "--tls-key", str(tmp_path / "key.pem"))
    assert "must be given together" in refused(*pair[:2])
    assert "--public-url" in refused(*pair)
    (tmp_path / "other").mkdir()
    certificate(tmp_path / "other", "other")
    url = ("--public-url", "https://localhost")
    assert "does not belong" in refused(*pair[:3], str(tmp_path / "other" / "key.pem"), *url)
    assert "no readable PEM private key" in refused(*pair[:3], str(tmp_path / "certificate.pem"), *url)
