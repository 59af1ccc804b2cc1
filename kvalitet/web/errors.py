"""What an action says when it can't be done."""


class Refused(Exception):
    """The action was refused; the text is a whole Norwegian sentence for the person who tried."""
