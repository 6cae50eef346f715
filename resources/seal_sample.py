"""After an edit of the sample bank: write its files' hashes into the manifest: `python -m resources.seal_sample`."""

import hashlib
import json

from resources import SAMPLE


def seal() -> int:
    """Rewrite the manifest's file hashes; returns how many files it names."""
    manifest = SAMPLE / "bank" / "manifest.json"
    content = json.loads(manifest.read_bytes())
    files = sorted((SAMPLE / "bank").glob("S*.json"))
    content["files"] = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    manifest.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return len(files)


if __name__ == "__main__":
    print(f"{seal()} files sealed")
