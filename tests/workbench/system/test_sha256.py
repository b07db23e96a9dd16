"""The digests of Python's own SHA-256 are those of OpenSSL, also where Python was built without it."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

from workbench.system import sha256 as hashing
from workbench.system.sha256 import sha256

WITHOUT = """
import sys
sys.modules["_sha2"] = sys.modules["_sha256"] = None
from workbench.system.sha256 import sha256
print(sha256(b"a sentence").hexdigest(), "_hashlib" in sys.modules)
"""


@pytest.mark.parametrize("content", [b"", b"a sentence", bytes(range(256)) * 1000])
def test_it_says_the_same_as_openssl(content):
    assert sha256(content).digest() == hashlib.sha256(content).digest()
    in_parts = sha256()
    in_parts.update(content[:7])
    in_parts.update(content[7:])
    assert in_parts.hexdigest() == hashlib.sha256(content).hexdigest()


def test_a_python_without_it_takes_that_of_openssl():
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == [hashlib.sha256(b"a sentence").hexdigest(), "True"]


def test_after_it_is_quickened_it_is_that_of_openssl(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hashing, "sha256", hashing._found())
    slow = hashing.sha256(b"a sentence").digest()
    hashing.quicken()
    assert hashing.sha256 is hashlib.sha256
    assert hashing.sha256(b"a sentence").digest() == slow
