"""Where every outside file comes from: hub datasets, hub files, URLs, archives, NLTK resources; or the mirror.

Scenarios, metrics and perturbations never fetch by themselves. Here lie, once: retries, checksums, atomic placement,
safe unpacking, and the mirror.
"""

from helm.data.files import ensure_file_downloaded, hub_file, hub_snapshot
from helm.data.hub_datasets import hub_rows
from helm.data.manifest import DataManifest, record_data, set_data_lock
from helm.data.mirror import set_mirror
from helm.data.nltk_resources import ensure_nltk
from helm.data.place import Row, asking_for, data_error, misfit
from helm.data.readers import pickled_rows, read_rows
from helm.data.sources import Archive, HubDataset, HubFile, Url

__all__ = [
    "Archive",
    "DataManifest",
    "HubDataset",
    "HubFile",
    "Row",
    "Url",
    "asking_for",
    "data_error",
    "ensure_file_downloaded",
    "ensure_nltk",
    "hub_file",
    "hub_rows",
    "hub_snapshot",
    "misfit",
    "pickled_rows",
    "read_rows",
    "record_data",
    "set_data_lock",
    "set_mirror",
]
