from kvalitet.access.scopes import resolve
from tests.world import OPENED


def test_world_is_as_told(world):
    assert str(world.kari) == "Kari Kvam"
    assert resolve(world.siri, OPENED).has("setup.edit")
    assert world.task.measure == world.measure
    assert world.unit_task.unit == world.skole
    assert not resolve(world.nils, OPENED).member_of & resolve(world.kari, OPENED).member_of
