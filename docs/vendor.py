"""`make vendor`: fetches what the pages and their tests use from npm, as pinned in the manifests.

A manifest names package, version, licence and files; this writes the files beside it, each
package's licence, and the SHA-256 of every file. A test holds the files to the hashes, so what is
served is what was reviewed.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
HEADS = {
    ROOT / "src" / "dragoman" / "assets" / "pages" / "vendor": """\
# Libraries that the pages use, unchanged as npm has them. `make vendor` fetches them anew and
# writes the hashes; to take a newer version, change it here first.
""",
    ROOT / "tests" / "pages" / "vendor": """\
# What the tests of the pages use and the wheel does not hold, unchanged as npm has it. `make
# vendor` fetches it anew and writes the hashes; to take a newer version, change it here first.
""",
}


def main() -> int:
    """Fetch every package, write its files and the manifests; return an exit status."""
    for home, head in HEADS.items():
        manifest = home / "manifest.toml"
        packages = tomllib.loads(manifest.read_text(encoding="utf-8"))["package"]
        with tempfile.TemporaryDirectory() as folder:
            for package in packages:
                _fetch(package, Path(folder), home)
                print(f"{package['name']} {package['version']}: {len(package['files'])} files")
        manifest.write_text(head + "".join(_entry(each) for each in packages), encoding="utf-8")
    return 0


def _fetch(package: dict[str, Any], folder: Path, home: Path) -> None:
    """Copy the package's files and licence out of its npm archive to `home`; fills in hashes."""
    wanted = f"{package['name']}@{package['version']}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), wanted]
    packed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    hashes = {}
    with tarfile.open(folder / packed) as archive:
        for inside in [*package["files"], "LICENSE"]:
            member = archive.extractfile(f"package/{inside}")
            if member is None:
                raise SystemExit(f"{wanted} holds no {inside}")
            name = f"{package['name']}.LICENSE" if inside == "LICENSE" else Path(inside).name
            content = member.read()
            (home / name).write_bytes(content)
            hashes[name] = hashlib.sha256(content).hexdigest()
    package["sha256"] = hashes


def _entry(package: dict[str, Any]) -> str:
    files = ", ".join(f'"{name}"' for name in package["files"])
    lines = [
        "\n[[package]]",
        *(f'{key} = "{package[key]}"' for key in ("name", "version", "licence", "home")),
        f"files = [{files}]",
        "[package.sha256]",
        *(f'"{name}" = "{digest}"' for name, digest in package["sha256"].items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
