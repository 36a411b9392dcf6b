"""The table of measurements keeps what was not measured again."""

from tests.bench.harness import HEAD, Row, merged

OLD = f"{HEAD}\n| save | 1 | 2 |\n| tracker, 11 | 3 | 4 |\n"


def test_a_row_takes_the_place_of_the_one_with_its_name_and_a_new_one_stands_last():
    table = merged(OLD, ["| tracker, 11 | 5 | 6 |", "| pdf | 7 | 8 |"])

    assert table == f"{HEAD}\n| save | 1 | 2 |\n| tracker, 11 | 5 | 6 |\n| pdf | 7 | 8 |\n"


def test_a_table_that_begins_anew_holds_only_what_was_measured():
    assert merged(HEAD, ["| pdf | 7 | 8 |"]) == f"{HEAD}\n| pdf | 7 | 8 |\n"


def test_a_figure_stands_beside_its_limit_with_ratio_goal_and_whether_it_is_met():
    row = Row("save", "/s", [100, 200, 400], [50, 90, 300], goal=0.5, bigger_is_better=True, note="n")

    cells = row.line().strip("| ").split(" | ")

    assert cells[:7] == ["save", "200 /s", "90 /s", "0.50 (0.45–0.75)", "≥ 0.5", "yes", "n"]
    assert "load" in cells[7]
    assert len(cells) == HEAD.splitlines()[0].count("|") - 1
