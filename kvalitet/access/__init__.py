"""Who may see and do what, and why: roles on sub-trees, deputies, policies, explicit grants, the look log. [P4]"""
