from helm.common.terminal import complain, say, set_quiet, table


def test_a_table_aligns_numbers_to_the_right():
    text = table(["Run", "Instances", "Score"], [["a", "10", "0.5"], ["longer", "7", "0.25"], ["none", "", ""]])
    assert text.splitlines() == [
        "Run     Instances  Score",
        "------  ---------  -----",
        "a              10    0.5",
        "longer          7   0.25",
        "none",
    ]


def test_quiet_silences_words_but_not_errors(capsys):
    set_quiet(True)
    say("hello")
    complain("wrong")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "wrong\n")
