"""The journal's chain: one spelling, one order, nothing lost and nothing slipped in."""

import json
import unicodedata
from dataclasses import astuple, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.domain import events as e
from station.domain.journal import GENESIS, ChainBroken, Draft, Entry, canonical, link, verify_chain
from tests.unit.domain.builders import Book, moment, prepared

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
# Accents that fuse with the letter before them, and the letters that JSON's escapes end with.
TRICKY = st.text(st.sampled_from('enrtbfEu \n\r\t\b\f\x1c\\"\u0301\u030c\u0327\u0306 и Е һ'), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS | TRICKY,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)
BODIES = st.lists(TEXTS | TRICKY, min_size=2, max_size=8)


def chain(texts: list[str]) -> list[Entry]:
    """A journal of one entry per text."""
    book = Book()
    for text in texts:
        book.ms += 250
        book.write(e.BugRecorded(text), e.StaffSignedIn("P1"))
    return book.entries


# --- one spelling -------------------------------------------------------------------------------------------


@given(VALUES)
def test_canonical_json_read_and_written_again_is_the_same_text(value: Any) -> None:
    text = canonical(value)
    assert canonical(json.loads(text)) == text


@given(TEXTS | TRICKY)
def test_a_text_comes_back_composed_and_otherwise_as_it_was(text: str) -> None:
    assert json.loads(canonical({"text": text}))["text"] == unicodedata.normalize("NFC", text)


def test_an_accent_after_a_line_break_stays_beside_it() -> None:
    assert json.loads(canonical("first\n\u0301second")) == "first\n\u0301second"


def test_the_order_of_keys_and_the_kind_of_sequence_change_nothing() -> None:
    one = {"b": (1, 2), "a": {"y": None, "x": True}}
    other = {"a": {"x": True, "y": None}, "b": [1, 2]}
    assert canonical(one) == canonical(other) == '{"a":{"x":true,"y":null},"b":[1,2]}'


def test_keys_are_sorted_as_they_are_written() -> None:
    assert canonical({"e\u0301": 1, "f": 2}) == canonical({"\u00e9": 1, "f": 2}) == '{"f":2,"\u00e9":1}'


def test_a_set_is_written_sorted() -> None:
    assert (
        canonical({"options": frozenset("cab")})
        == canonical({"options": set("bca")})
        == '{"options":["a","b","c"]}'
    )


def test_kyrgyz_letters_stand_as_they_are_read() -> None:
    assert canonical("Өмүрбек Ңуң") == '"Өмүрбек Ңуң"'


@pytest.mark.parametrize("value", [1.0, [0.5], {"points": 2.5}, {1: "a"}, {None: 1}, b"bytes", object()])
def test_R_6_1_a_float_or_any_other_value_without_one_spelling_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_two_spellings_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError):
        canonical({"\u00e9": 1, "e\u0301": 2})


# --- entries ------------------------------------------------------------------------------------------------


@given(BODIES)
def test_every_entry_comes_back_from_its_bytes(texts: list[str]) -> None:
    for entry in chain(texts):
        back = Entry.decode(entry.encode())
        assert (back, back.hash) == (entry, entry.hash)
        assert json.loads(back.body) == json.loads(entry.body)


def test_an_entry_tells_when_it_was_written() -> None:
    entry = Book().write(e.StaffSignedIn("P1"))[0]
    assert entry.at == moment()


def test_a_link_carries_the_draft_and_its_place() -> None:
    draft = Draft("kind", 2, "{}", "C0001", "candidate", moment(5, "boot-9"))
    entry = link(draft, 8, b"\7" * 32, "03")
    assert astuple(entry) == (
        8, b"\7" * 32, "boot-9", moment(5).mono_ms, moment(5).wall_ms, moment(5).legal_ms,
        "C0001", "candidate", "03", "kind", 2, "{}",
    )  # fmt: skip


@pytest.mark.parametrize("name", [field.name for field in fields(Entry)])
def test_the_hash_covers_every_field(name: str) -> None:
    entry = chain(["a"])[0]
    value = getattr(entry, name)
    other = value + (b"\0" if isinstance(value, bytes) else "x" if isinstance(value, str) else 1)
    assert replace(entry, **{name: other}).hash != entry.hash


def row(**changes: Any) -> bytes:
    """The bytes of an entry with some fields written otherwise."""
    names = [field.name for field in fields(Entry)]
    plain = dict(zip(names, json.loads(chain(["a"])[0].encode()), strict=True)) | changes
    return json.dumps(list(plain.values()), ensure_ascii=False, separators=(",", ":")).encode()


def test_an_unchanged_row_is_an_entry() -> None:
    assert Entry.decode(row()) == chain(["a"])[0]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"5",
        b"{}",
        b"[]",
        b'"text"',
        b'[1,"00"]',
        row() + b" ",
        row().replace(b",", b", ", 1),
        row(prev="zz"),
        row(prev="AA" * 32),
        row(prev=None),
        row(seq="1"),
        row(seq=1.0),
        row(seq=True),
        row(body=None),
        row(body=["{}"]),
        row(actor={}),
        row(kind=7),
        row(more=1),
    ],
)
def test_bytes_that_are_no_entry_in_its_one_spelling_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        Entry.decode(data)


# --- the chain


def test_a_chain_begins_at_zero_and_leads_to_its_head() -> None:
    entries = prepared().entries
    assert verify_chain([]) == (0, GENESIS)
    assert verify_chain(entries) == (len(entries), entries[-1].hash)


def test_a_chain_can_be_verified_in_parts() -> None:
    entries = prepared().entries
    seq, head = verify_chain(entries[:4])
    assert verify_chain(entries[4:], head, seq) == verify_chain(entries)


def found(stored: list[bytes], head: tuple[int, bytes]) -> bool:
    """Whether reading these bytes against the head known outside tells that something is wrong."""
    try:
        return verify_chain([Entry.decode(data) for data in stored]) != head
    except (ValueError, ChainBroken):
        return True


@given(BODIES, st.data())
def test_R_6_2_any_flipped_byte_is_found(texts: list[str], data: st.DataObject) -> None:
    entries = chain(texts)
    stored = [entry.encode() for entry in entries]
    which = data.draw(st.integers(0, len(stored) - 1))
    place = data.draw(st.integers(0, len(stored[which]) - 1))
    mask = data.draw(st.integers(1, 255))
    changed = bytearray(stored[which])
    changed[place] ^= mask
    stored[which] = bytes(changed)
    assert found(stored, verify_chain(entries))


@given(BODIES, st.data())
def test_R_6_2_any_dropped_entry_is_found_the_last_one_too(texts: list[str], data: st.DataObject) -> None:
    entries = chain(texts)
    stored = [entry.encode() for entry in entries]
    del stored[data.draw(st.integers(0, len(stored) - 1))]
    assert found(stored, verify_chain(entries))


@given(BODIES, st.data())
def test_R_6_2_any_two_swapped_entries_are_found(texts: list[str], data: st.DataObject) -> None:
    entries = chain(texts)
    stored = [entry.encode() for entry in entries]
    one, other = data.draw(st.lists(st.integers(0, len(stored) - 1), min_size=2, max_size=2, unique=True))
    stored[one], stored[other] = stored[other], stored[one]
    assert found(stored, verify_chain(entries))


@given(BODIES, st.data())
def test_R_6_2_an_entry_put_in_or_repeated_is_found(texts: list[str], data: st.DataObject) -> None:
    entries = chain(texts)
    stored = [entry.encode() for entry in entries]
    place = data.draw(st.integers(0, len(entries)))
    seq, prev = verify_chain(entries[:place])
    forged = link(Draft("bug_recorded", 1, '{"text":"no"}', "P1", "proctor", moment()), seq + 1, prev, "01")
    extra = data.draw(st.sampled_from([forged.encode(), *stored]))
    stored.insert(place, extra)
    assert found(stored, verify_chain(entries))


def test_R_6_2_a_broken_chain_names_the_first_entry_that_does_not_hold() -> None:
    entries = chain(["a", "b", "c"])
    entries[2] = replace(entries[2], body='{"text":"other"}')
    with pytest.raises(ChainBroken) as broken:
        verify_chain(entries)
    assert broken.value.seq == 4
    assert "4" in str(broken.value)


def test_R_6_2_a_gap_is_named_by_the_missing_entry() -> None:
    entries = chain(["a", "b"])
    with pytest.raises(ChainBroken) as broken:
        verify_chain(entries[:1] + entries[2:])
    assert broken.value.seq == 2
