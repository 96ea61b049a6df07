from tests.tagging.tagged import actor_mentions, actors


def test_those_who_only_report_are_no_actors() -> None:
    assert actors("CNN and ISW reported that Rybar wrote of snow.") == []


def test_a_discovered_institute_that_is_credited_only_reports() -> None:
    assert actors("The Tidal Research Institute reported snow.") == []
    assert actors("They closed the Tidal Research Institute.") == ["Tidal Research Institute"]


def test_a_credited_unknown_person_is_an_actor() -> None:
    assert actors("Oduya Kenno said snow fell.") == ["Oduya Kenno"]


def test_every_mention_is_kept_in_order() -> None:
    found = actor_mentions("Putin met Shoigu. Putin left.")
    assert [(mention.value, mention.start) for mention in found] == [
        ("Vladimir Putin", 0),
        ("Sergei Shoigu", 10),
        ("Vladimir Putin", 18),
    ]
