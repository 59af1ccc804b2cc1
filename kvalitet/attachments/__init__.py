"""Files on any object: judged by content, kept at keys nobody can guess, streamed to those who see the object. [P8]"""
