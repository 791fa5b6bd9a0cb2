"""Which of a wrong claim's numbers disagree: its parts with the total, or its rate."""

from __future__ import annotations

from desktop.report.claims.arithmetic import Rate, computed_rate, rate_bounds, rate_fits
from desktop.report.model import Claim, Status, Verdict

__all__ = ["computed_rate", "parts_disagree", "rate_disagrees"]

_EQUAL = 1e-6


def rate_disagrees(claim: Claim) -> bool:
    """Whether no reading of the parts gives the stated rate."""
    if claim.arithmetic is not Verdict.WRONG or claim.rate is None or not claim.total or not claim.parts:
        return False
    if any(p.n is None for p in claim.parts):
        return False
    decimals = len(f"{claim.rate:.4f}".rstrip("0").partition(".")[2])
    low, high = rate_bounds(claim.rate, decimals, "")
    rate = Rate(claim.rate, low, high, decimals, 0, 0, progress=True, share=False)
    return not rate_fits(rate, claim.total, [(p.n or 0.0, p.status) for p in claim.parts])


def parts_disagree(claim: Claim) -> bool:
    """Whether the parts do not make up the total."""
    if claim.arithmetic is not Verdict.WRONG or claim.total is None:
        return False
    numbers = [p.n for p in claim.parts if p.n is not None]
    if len(numbers) == 1:
        return numbers[0] > claim.total
    if not numbers:
        return False
    short = sum(numbers) < claim.total
    if short and _exhaustive(claim):
        return True
    return (claim.rate is None or abs(sum(numbers) - claim.total) > _EQUAL) and not (rate_disagrees(claim) and short)


def _exhaustive(claim: Claim) -> bool:
    """Whether the parts name both what is finished and what is not, so that nothing else can remain."""
    statuses = {part.status for part in claim.parts}
    return bool(statuses & {Status.DONE, Status.DONE_LONG}) and bool(statuses & {Status.DOING, Status.OPEN})
