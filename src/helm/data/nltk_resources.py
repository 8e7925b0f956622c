"""Resources of NLTK (tokenizer models, word lists)."""

from helm.common.errors import nearest
from helm.data.files import ensure_file_downloaded
from helm.data.mirror import mirror_folder
from helm.data.place import data_error
from helm.data.storage import cache_folder

_CATEGORIES = {
    "punkt": "tokenizers",
    "punkt_tab": "tokenizers",
    "averaged_perceptron_tagger": "taggers",
    "averaged_perceptron_tagger_eng": "taggers",
    "stopwords": "corpora",
    "words": "corpora",
    "wordnet": "corpora",
    "omw-1.4": "corpora",
}
_ADDRESS = "https://raw.githubusercontent.com/nltk/nltk_data/gh-pages/packages"


def ensure_nltk(resource: str) -> None:
    """Make sure that NLTK finds `resource`, e.g. "punkt_tab".

    It is looked for where NLTK looks (NLTK_DATA among others), then in the mirror if there is one, else fetched.

    Raises:
        DataError: it is unknown, or cannot be had.
    """
    import nltk

    if resource not in _CATEGORIES:
        raise data_error(f"there is no known NLTK resource {resource!r}{nearest(resource, _CATEGORIES)}.")
    name = f"{_CATEGORIES[resource]}/{resource}"
    if _found(name):
        return
    mirror = mirror_folder()
    folder = mirror / "nltk_data" if mirror else cache_folder() / "nltk_data"
    if not mirror:
        ensure_file_downloaded(f"{_ADDRESS}/{name}.zip", str(folder / name), unpack=True)
    if str(folder) not in nltk.data.path:
        nltk.data.path.append(str(folder))
    if not _found(name):
        raise data_error(f"NLTK resource {resource!r} is not in {folder / name}; put it there or set NLTK_DATA.")


def _found(name: str) -> bool:
    import nltk

    for spelling in (name, f"{name}.zip"):
        try:
            nltk.data.find(spelling)
            return True
        except LookupError:
            continue
    return False
