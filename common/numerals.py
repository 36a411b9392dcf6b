"""Roman numerals, as the Conference counts its meetings (II, XXVI) and its sub-items (i, ii, iii)."""

_SIGNS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def roman(number: int | None) -> str:
    """26 as "XXVI"; '' for None. Raises ValueError below 1."""
    if number is None:
        return ""
    if number < 1:
        raise ValueError(f"{number} has no Roman numeral")
    written = ""
    for value, sign in _SIGNS:
        times, number = divmod(number, value)
        written += sign * times
    return written


def letter(number: int) -> str:
    """1 as "a", 26 as "z", 27 as "aa", as word processors go on."""
    place, times = (number - 1) % 26, (number - 1) // 26 + 1
    return chr(ord("a") + place) * times
