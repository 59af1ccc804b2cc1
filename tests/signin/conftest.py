import pytest

from tests.signin.running import running_provider


@pytest.fixture(scope="session")
def provider_process():
    with running_provider() as found:
        yield found


@pytest.fixture
def provider(provider_process, settings):
    """Return the provider, honest again, and configured under the key `entra`."""
    provider_process.tell()
    settings.OIDC = {"entra": provider_process.configured()}
    return provider_process
