"""The privacy guard: what says too much about a person is pointed out and taken away before it is stored. [D9]"""
