"""Figures of events: what is counted, how it is drawn, and what it says. [D7, D12, D13]"""

from deviations.figures.tertial import TertialSummary, tertial_summary

__all__ = ["TertialSummary", "tertial_summary"]
