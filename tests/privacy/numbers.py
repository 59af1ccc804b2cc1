"""National identity numbers that nobody has: made for the tests, with control digits that fit."""

FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def with_control_digits(nine: str, remainder: int = 0) -> str | None:
    """Return nine digits with the two that fit, or None where none do; `remainder` is what the first sum leaves."""
    first = (remainder - sum(int(d) * w for d, w in zip(nine, FIRST, strict=True))) % 11
    if first == 10:
        return None
    ten = f"{nine}{first}"
    second = -sum(int(d) * w for d, w in zip(ten, SECOND, strict=True)) % 11
    return None if second == 10 else f"{ten}{second}"


def first_valid(six: str, *, start: int = 100, remainder: int = 0) -> str:
    """Return a number that begins with these six."""
    numbers = (with_control_digits(f"{six}{serial}", remainder) for serial in range(start, 999))
    return next(number for number in numbers if number)


FNR = first_valid("150372")
D_NUMBER = first_valid("550372")
HELP_NUMBER = first_valid("154372")
TEST_NUMBER = first_valid("158372")
