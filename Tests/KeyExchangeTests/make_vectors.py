"""An independent implementation of docs/mobile-key-exchange.md, which generates vectors for the Swift one.

    make_vectors.py            prints the vectors
    make_vectors.py --check    compares them with vectors.json beside this file

Needs the package `cryptography`. Every value is derived from a name (see `secret`), and signatures use the
deterministic nonces of RFC 6979, so every run gives the same bytes.
"""
import hashlib
import json
import pathlib
import struct
import sys

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ISSUED, NOW, EXPIRES = 1_730_000_000, 1_730_500_000, 1_731_209_600
ZERO_NONCE = bytes(12)


# Keys

def secret(name):
    """32 bytes derived from a name. As private keys they are all in range."""
    return hashlib.sha256(b"latchkey test vector: " + name.encode()).digest()


def private_key(name):
    return ec.derive_private_key(int.from_bytes(secret(name), "big"), ec.SECP256R1())


def point(key):
    return key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def subject_public_key_info(key):
    return key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def agree(key, other_point):
    return key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), other_point))


def sign(key, context, body):
    der = key.sign(context.encode() + b"\0" + body, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    r, s = utils.decode_dss_signature(der)
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def derived(shared, salt, info):
    return HKDF(hashes.SHA256(), 32, salt, info.encode()).derive(shared)


# Layout

def header(kind):
    return bytes([1, kind])


def field(content):
    return struct.pack(">H", len(content)) + content


def key_document(device, *, key_id="key-1", revision=3, device_id="device-1", person_id="person-1", expires=EXPIRES):
    return (header(0x01) + field(key_id.encode()) + struct.pack(">I", revision) + field(device_id.encode())
            + field(person_id.encode()) + point(device) + struct.pack(">QQ", ISSUED, expires))


def lock_certificate(lock, *, lock_id="lock-1", expires=EXPIRES):
    return header(0x02) + field(lock_id.encode()) + point(lock) + struct.pack(">QQ", ISSUED, expires)


def issued(issuer, content):
    context = {1: "latchkey key document v1", 2: "latchkey lock certificate v1"}[content[1]]
    return content + sign(issuer, context, content)


def mobile_key_data(document, issuer, device_point, ephemeral):
    head = header(0x03) + point(ephemeral)
    key = derived(agree(ephemeral, device_point), head + device_point, "latchkey mobile key v1")
    return head + AESGCM(key).encrypt(ZERO_NONCE, point(issuer) + field(document), head)


# The exchange

class Transcript:
    def __init__(self, digest=hashlib.sha256(b"latchkey key exchange v1").digest()):
        self.digest = digest

    def adding(self, message):
        return Transcript(hashlib.sha256(self.digest + struct.pack(">I", len(message)) + message).digest())


class Session:
    """One exchange up to the lock's hello, with the secrets of both sides."""

    def __init__(self, certificate, lock, name="exchange"):
        self.phone, self.lock = private_key(name + " phone"), private_key(name + " lock")
        self.phone_nonce, self.lock_nonce = secret(name + " phone nonce"), secret(name + " lock nonce")
        self.phone_hello = header(0x11) + self.phone_nonce + point(self.phone)
        begun = Transcript().adding(self.phone_hello)
        unsigned = header(0x12) + self.lock_nonce + point(self.lock) + field(certificate)
        self.lock_signature = sign(lock, "latchkey lock hello v1", begun.adding(unsigned).digest)
        self.lock_hello = unsigned + self.lock_signature
        self.transcript = begun.adding(self.lock_hello)
        self.shared = agree(self.phone, point(self.lock))

    def sealed(self, kind, info, text, transcript):
        key = derived(self.shared, self.transcript.digest, info)
        return header(kind) + AESGCM(key).encrypt(ZERO_NONCE, text, transcript.digest + header(kind))

    def proof(self, document, device):
        self.device_signature = sign(device, "latchkey phone proof v1", self.transcript.digest + document)
        return self.raw_proof(field(document) + self.device_signature)

    def raw_proof(self, text):
        return self.sealed(0x13, "latchkey phone proof v1", text, self.transcript)

    def verdict(self, proof, outcome, reason=0):
        return self.sealed(0x14, "latchkey lock verdict v1", bytes([outcome, reason]), self.transcript.adding(proof))


# The vectors

REASONS = ["invalidKey", "wrongDevice", "expiredKey", "cancelledKey", "noAccess", "outsideSchedule", "privacyMode",
           "noOfflineAccess"]


def keys():
    names = ["issuer", "device", "other device", "lock", "other lock", "impostor"]
    return {name: private_key(name) for name in names}


def verdicts(session, proof):
    found = {"accepted": session.verdict(proof, 1), "failure": session.verdict(proof, 3)}
    return {**found, **{name: session.verdict(proof, 2, code) for code, name in enumerate(REASONS, 1)}}


def refused_lock_hellos(k):
    """Hellos that a phone at lock-1 must reject, with the fault."""
    own = lock_certificate(k["impostor"])
    cases = [
        ("a certificate that the impostor issued itself", issued(k["impostor"], own), k["impostor"], "notIssued"),
        ("the lock's certificate without its key", issued(k["issuer"], lock_certificate(k["lock"])), k["impostor"],
         "badLockSignature"),
        ("another lock that is genuine", issued(k["issuer"], lock_certificate(k["other lock"], lock_id="lock-2")),
         k["other lock"], "wrongLock"),
        ("a certificate past its expiry", issued(k["issuer"], lock_certificate(k["lock"], expires=NOW)), k["lock"],
         "expired"),
        ("a certificate signed as a key document",
         own + sign(k["issuer"], "latchkey key document v1", own), k["impostor"], "notIssued"),
        ("a key document as a certificate", issued(k["issuer"], key_document(k["impostor"])), k["impostor"],
         "unexpectedMessage"),
    ]
    return [(name, Session(certificate, lock).lock_hello, fault) for name, certificate, lock, fault in cases]


def refused_proofs(k, session):
    """Proofs that the lock must reject, with the reason for the phone, or the fault if it does not answer."""
    document = issued(k["issuer"], key_document(k["device"]))
    other = issued(k["issuer"], key_document(k["other device"], device_id="device-2"))
    altered = key_document(k["device"], person_id="person-2") + document[-64:]
    older = Session(issued(k["issuer"], lock_certificate(k["lock"])), k["lock"], "older exchange")
    older_proof = older.proof(document, k["device"])
    signature = sign(k["device"], "latchkey lock hello v1", session.transcript.digest + document)
    return [
        ("another device's document", session.proof(other, k["device"]), "wrongDevice"),
        ("a document signed by somebody else", session.proof(issued(k["impostor"], key_document(k["device"])),
                                                             k["device"]), "invalidKey"),
        ("a document with another person in it", session.proof(altered, k["device"]), "invalidKey"),
        ("a document past its expiry", session.proof(issued(k["issuer"], key_document(k["device"], expires=NOW)),
                                                     k["device"]), "expiredKey"),
        ("a signature for another purpose", session.raw_proof(field(document) + signature), "wrongDevice"),
        ("a signature from another exchange",
         session.raw_proof(field(document) + older.device_signature), "wrongDevice"),
        ("the proof of another exchange", older_proof, "wrongTranscript"),
        ("something after the signature",
         session.raw_proof(field(document) + bytes(65)), "malformed"),
        ("a document with something after it", session.proof(
            issued(k["issuer"], key_document(k["device"]) + b"\0"), k["device"]), "malformed"),
        ("an identifier with a space", session.proof(
            issued(k["issuer"], key_document(k["device"], person_id="person 1")), k["device"]), "malformed"),
        ("an expiry before the issue", session.proof(
            issued(k["issuer"], key_document(k["device"], expires=ISSUED)), k["device"]), "malformed"),
        ("an expiry beyond the year 9999", session.proof(
            issued(k["issuer"], key_document(k["device"], expires=253_402_300_800)), k["device"]), "malformed"),
    ]


def radio_frames():
    """Frames and their encoding."""
    def frame(kind, payload=b""):
        return field(bytes([kind]) + payload)
    door = "Apartment 4B – Tür".encode()
    return [
        ("seek", frame(1, field(door))),
        ("advert of a battery lock", frame(2, field(b"lock-1") + field(door) + b"\1")),
        ("advert of a reader", frame(2, field(b"lock-1") + field(door) + b"\0")),
        ("absent: no such door", frame(3, b"\1")),
        ("absent: asleep", frame(3, b"\2")),
        ("absent: silent", frame(3, b"\3")),
        ("wake", frame(4)),
        ("near", frame(5)),
        ("message", frame(6, b"\1\x11")),
    ]


def vectors():
    k = keys()
    document = issued(k["issuer"], key_document(k["device"]))
    certificate = issued(k["issuer"], lock_certificate(k["lock"]))
    session = Session(certificate, k["lock"])
    proof = session.proof(document, k["device"])
    device_signature = session.device_signature
    sealing = private_key("sealing")
    return {
        "now": NOW, "issued_at": ISSUED, "expires_at": EXPIRES, "lock_id": "lock-1",
        "keys": {name: {"private_key": key.private_numbers().private_value.to_bytes(32, "big"), "point": point(key),
                        "subject_public_key_info": subject_public_key_info(key)} for name, key in k.items()},
        "key_document": {"key_id": "key-1", "revision": 3, "device_id": "device-1", "person_id": "person-1",
                         "encoded": document[:-64], "signed": document},
        "lock_certificate": {"encoded": certificate[:-64], "signed": certificate},
        "mobile_key_data": {
            "private_key": secret("sealing"),
            "encoded": mobile_key_data(document, k["issuer"], point(k["device"]), sealing)},
        "exchange": {
            "phone_nonce": session.phone_nonce, "phone_private_key": secret("exchange phone"),
            "lock_nonce": session.lock_nonce, "lock_private_key": secret("exchange lock"),
            "phone_hello": session.phone_hello, "lock_signature": session.lock_signature,
            "lock_hello": session.lock_hello, "transcript": session.transcript.digest,
            "device_signature": device_signature, "phone_proof": proof, "lock_verdicts": verdicts(session, proof)},
        "refused_lock_hellos": [dict(name=name, message=message, outcome=outcome)
                                for name, message, outcome in refused_lock_hellos(k)],
        "refused_proofs": [dict(name=name, message=message, outcome=outcome)
                           for name, message, outcome in refused_proofs(k, session)],
        "radio_frames": [dict(name=name, encoded=encoded) for name, encoded in radio_frames()],
    }


def main():
    text = json.dumps(vectors(), indent=1, default=lambda value: value.hex()) + "\n"
    if sys.argv[1:] != ["--check"]:
        sys.stdout.write(text)
    elif pathlib.Path(__file__).with_name("vectors.json").read_text() != text:
        sys.exit("vectors.json is not what make_vectors.py makes")


if __name__ == "__main__":
    main()
