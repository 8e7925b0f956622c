"""The committed build of the web app is that of its sources."""

import hashlib
import re
from pathlib import Path

HELM = Path(__file__).resolve().parents[2] / "src" / "helm"
FRONTEND, BUILD = HELM.parent / "helm-frontend", HELM / "benchmark" / "static_build"


def _source_digest(root: Path) -> str:
    """As tools/sourceDigest.ts computes it."""
    total = hashlib.sha256()
    paths = [path.relative_to(root) for path in root.rglob("*") if path.is_file()]
    for path in sorted(p.as_posix() for p in paths if "node_modules" not in p.parts):
        content = hashlib.sha256((root / path).read_bytes()).hexdigest()
        total.update(f"{path}\0{content}\n".encode())
    return total.hexdigest()


def test_build_is_that_of_the_sources() -> None:
    built = (BUILD / "source_digest.txt").read_text(encoding="utf-8").strip()
    assert built == _source_digest(FRONTEND), "Build the web app again: npm ci && npm run build in src/helm-frontend."


def test_build_is_whole() -> None:
    page = (BUILD / "index.html").read_text(encoding="utf-8")
    files = re.findall(r'(?:src|href)="\./([^"]+)"', page)
    assert any(file.endswith(".js") and file.startswith("assets/") for file in files)
    assert all((BUILD / file).is_file() for file in files if file != "config.js"), files


def test_page_has_no_inline_code() -> None:
    page = (BUILD / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", page)


def test_lock_names_no_other_registry() -> None:
    lock = (FRONTEND / "package-lock.json").read_text(encoding="utf-8")
    assert set(re.findall(r'"resolved": "https?://([^/"]+)', lock)) <= {"registry.npmjs.org"}
