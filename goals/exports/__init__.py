"""Plans and lists on paper and as workbooks; only what the person may see. [G1–G6, G9]"""

from goals.exports.plans import measures_xlsx, plan_content, plan_pdf, plan_xlsx, tasks_xlsx

__all__ = ["measures_xlsx", "plan_content", "plan_pdf", "plan_xlsx", "tasks_xlsx"]
