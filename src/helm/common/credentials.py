"""API keys and other settings of the services that models are served by, from `credentials.conf`.

    openaiApiKey: "..."                                    # of all deployments openai/...
    deployments { "together/llama-3.1-8b": "..." }         # of one deployment

Keys never appear in messages: an error says where it is, not what stands there.
"""

import os
from functools import cache
from typing import Any, Dict, Mapping, Optional

from helm.common.errors import ConfigError
from helm.common.hierarchical_logger import hwarn

CREDENTIALS_FILE_NAME: str = "credentials.conf"
CREDENTIALS_ENV_NAME: str = "HELM_CREDENTIALS"


def get_credentials(local_path: str = "prod_env") -> Dict[str, Any]:
    """The settings (HOCON) in the environment variable HELM_CREDENTIALS, or else in `<local_path>/credentials.conf`.

    An empty dictionary if there is neither.

    Raises:
        ConfigError: the text is not HOCON, or the file cannot be read.
    """
    if os.environ.get(CREDENTIALS_ENV_NAME):
        return _parse(os.environ[CREDENTIALS_ENV_NAME], f"environment variable {CREDENTIALS_ENV_NAME}", local_path)
    path = os.path.join(local_path, CREDENTIALS_FILE_NAME)
    if not os.path.exists(path):
        return {}
    try:
        with open(path, encoding="utf-8") as file:
            return _parse(file.read(), path, local_path)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error


def _parse(text: str, source: str, base_folder: str) -> Dict[str, Any]:
    from pyhocon import ConfigFactory, ConfigTree
    from pyhocon.exceptions import ConfigException, ConfigSubstitutionException
    from pyparsing import ParseBaseException

    place, problem = "", 'this is not HOCON; write one `name: "value"` a line'
    try:
        tree = ConfigFactory.parse_string(text, basedir=base_folder)
        if isinstance(tree, ConfigTree):
            return dict(tree.as_plain_ordered_dict())
    except ParseBaseException as error:
        place = f", line {error.lineno}"
    except ConfigSubstitutionException:
        problem = "a ${...} in it has no value; set the environment variable that it names"
    except ConfigException as error:
        problem = f"the settings cannot be read ({type(error).__name__})"
    # Raised here and without a cause: the parser's own error quotes the text, keys included.
    raise ConfigError(f"{source}{place}: {problem}")


def provide_api_key(
    credentials: Mapping[str, Any], host_organization: str, model: Optional[str] = None
) -> Optional[str]:
    """The key for a host, `<host>ApiKey`, or else for one deployment, `deployments { "<model>": ... }`.

    None, with one warning a host, if there is neither: a vendor's own package may know another source.
    """
    key = _lookup(credentials, f"{host_organization}ApiKey")
    if key is None and model is not None:
        key = _lookup(_lookup(credentials, "deployments"), model)
    if key is None or isinstance(key, Mapping):
        _warn_of_missing_key(host_organization)
        return None
    return str(key)


def _lookup(settings: Any, name: str) -> Any:
    """The setting of this name. In HOCON, `org/model-1.5: key` without quotes is `org/model-1` with a part `5`."""
    if not isinstance(settings, Mapping):
        return None
    if name in settings:
        return settings[name]
    head, dot, rest = name.partition(".")
    return _lookup(settings.get(head), rest) if dot else None


@cache
def _warn_of_missing_key(host_organization: str) -> None:
    hwarn(
        f"{CREDENTIALS_FILE_NAME} has no API key for '{host_organization}': set {host_organization}ApiKey, "
        "or list the deployment under `deployments`, unless the key comes from elsewhere"
    )
