"""Which PostgreSQL is taken for which data, and where its data may lie."""

import os

import pytest

from launch import postgres
from launch.paths import SHARED_STATE, Stop, open_to_all, state_folder
from launch.postgres import Cluster, choose


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine with the servers that a test names, and the wheel with version 18."""
    monkeypatch.delenv("RCM_POSTGRES", raising=False)

    def have(*versions: int, wheel: int | None = 18):
        monkeypatch.setattr(postgres, "installed", lambda: {version: tmp_path / str(version) for version in versions})
        monkeypatch.setattr(postgres, "from_wheel", lambda: (wheel, tmp_path / "wheel") if wheel else None)
        return tmp_path

    return have


def data_of(folder, version):
    (folder / "PG_VERSION").write_text(f"{version}\n")
    return folder


def test_new_data_goes_to_the_newest_installed_server(machine):
    place = machine(15, 17)
    assert choose(place) == place / "17"


def test_new_data_goes_to_the_wheel_when_none_is_installed_or_all_are_too_old(machine):
    assert choose(machine()).name == "wheel"
    assert choose(machine(13)).name == "wheel"


def test_new_data_goes_to_the_wheel_when_asked(machine, monkeypatch):
    place = machine(15)
    monkeypatch.setenv("RCM_POSTGRES", "wheel")
    assert choose(place) == place / "wheel"


def test_data_stays_with_the_version_that_made_it(machine):
    place = machine(15, 17)
    assert choose(data_of(place, 15)) == place / "15"
    assert choose(data_of(place, 18)) == place / "wheel"


def test_data_of_a_version_that_is_gone_is_refused_by_name(machine):
    place = machine(15)
    with pytest.raises(Stop, match="made by PostgreSQL 16"):
        choose(data_of(place, 16))


def test_no_server_at_all_says_what_to_do(machine):
    with pytest.raises(Stop, match="DATABASE_URL"):
        choose(machine(wheel=None))


def test_the_state_lies_where_it_was_told(monkeypatch, tmp_path):
    monkeypatch.setenv("RCM_STATE", str(tmp_path / "here"))
    assert state_folder() == tmp_path / "here"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts PostgreSQL as another user")
def test_roots_state_leaves_a_private_place(monkeypatch, tmp_path):
    monkeypatch.delenv("RCM_STATE", raising=False)
    monkeypatch.setattr("launch.paths.ROOT", tmp_path / "clone")
    (tmp_path / "clone").mkdir()
    tmp_path.chmod(0o700)
    assert state_folder().parent == SHARED_STATE
    assert state_folder().name.startswith("clone-")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts PostgreSQL as another user")
def test_a_private_state_folder_is_refused_with_a_way_out(tmp_path):
    tmp_path.chmod(0o700)
    assert not open_to_all(tmp_path)
    with pytest.raises(Stop, match="RCM_STATE"):
        Cluster(tmp_path).prepare()


def test_a_long_path_gets_a_short_socket(tmp_path):
    base = tmp_path / ("long" * 30)
    base.mkdir()
    folder = Cluster(tmp_path).socket_folder(base)
    try:
        assert len(str(folder)) < postgres.SOCKET_PATH_LIMIT
        assert folder.stat().st_mode & 0o777 == 0o700
    finally:
        folder.rmdir()
