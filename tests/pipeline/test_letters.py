import pytest

from pipeline.rules.letters import lower, whole_letters


@pytest.mark.parametrize(("text", "small"), [("Kota İzmir", "kota İzmir"), ("KOPERASI", "koperasi"), ("", "")])
def test_small_letters_keep_their_places(text: str, small: str) -> None:
    assert lower(text) == small


def test_half_letters_are_replaced_and_whole_ones_stay() -> None:
    assert whole_letters("a\ud800b😀\udfff") == "a\ufffdb😀\ufffd"
