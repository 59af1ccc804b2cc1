from kvalitet.access.scopes import resolve
from tests.world import OPENED


def test_world_is_as_told(world):
    assert str(world.kari) == "Kari Kvam"
    assert resolve(world.siri, OPENED).has("setup.edit")
    assert not resolve(world.nils, OPENED).member_of & resolve(world.kari, OPENED).member_of
