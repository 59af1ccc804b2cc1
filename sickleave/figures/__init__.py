"""The figures of sick leave: what may be shown of a place, and how it is drawn and told. [S6]"""
