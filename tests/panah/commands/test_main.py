import click
import pytest
from click.testing import CliRunner
from django.db import OperationalError

from panah.commands.main import COMMANDS, main, panah, sentence_of
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.keys import UnsafeKeyFile


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = CliRunner().invoke(panah, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"Usage: panah {name}")


def test_the_list_of_commands_loads_none_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("panah.commands.main.Command.load", lambda self: pytest.fail(self.place))
    result = CliRunner().invoke(panah, ["--help"])
    assert result.exit_code == 0
    assert all(command.summary.split()[0] in result.output for command in COMMANDS.values())


def test_a_command_that_does_not_exist_is_called_wrongly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["panah", "nothing"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert "No such command" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (NotPermitted(), "Ask your supervisor"),
        (UnsafeKeyFile("Run: chmod 600 x"), "chmod 600"),
        (OperationalError("no such table: Canaryname"), "panah setup"),
        (FileNotFoundError(2, "No such file or directory", "records.csv"), "No such file or directory: records.csv"),
    ],
)
def test_what_is_known_to_go_wrong_has_a_sentence(problem: Exception, words: str) -> None:
    sentence = sentence_of(problem)
    assert words in sentence
    assert "Canaryname" not in sentence


def test_a_fault_of_the_program_shows_its_place_and_no_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command()
    def broken() -> None:
        raise KeyError("Canaryname Үлгібаева")

    monkeypatch.setattr("panah.commands.main.Command.load", lambda self: broken)
    monkeypatch.setattr("sys.argv", ["panah", "doctor"])
    with pytest.raises(SystemExit) as left:
        main()
    shown = capsys.readouterr().err
    assert left.value.code == 1
    assert "KeyError in " in shown
    assert "Canaryname" not in shown
    assert "Traceback" not in shown


def test_ctrl_c_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    @click.command()
    def waiting() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("panah.commands.main.Command.load", lambda self: waiting)
    monkeypatch.setattr("sys.argv", ["panah", "worker"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 130
    assert "Traceback" not in capsys.readouterr().err
