"""Search over everything one may see: asked here, answered by the sources other apps hang up. [P9]"""
