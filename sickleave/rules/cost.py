"""What absence costs, by a formula that stands beside the number. Pure."""

from dataclasses import dataclass
from decimal import Decimal

HUNDRED = Decimal(100)
THOUSAND = Decimal(1000)


@dataclass(frozen=True)
class Cost:
    """Kroner: pay for days nobody worked, and for those who stepped in."""

    pay: Decimal
    substitutes: Decimal

    @property
    def total(self) -> Decimal:
        """Both together, before what NAV pays back."""
        return self.pay + self.substitutes

    @property
    def shown(self) -> Decimal:
        """The total to the nearest thousand: it is an estimate, and shall not look like an account."""
        return (self.total / THOUSAND).quantize(Decimal(1)) * THOUSAND


def cost_of(lost: Decimal, *, day_cost: int, substitute_percent: int) -> Cost:
    """Reckon lost working days × pay for one, and the share of them that substitutes cover at the same price."""
    pay = lost * day_cost
    return Cost(pay, pay * substitute_percent / HUNDRED)
